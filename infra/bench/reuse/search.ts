import type { Client } from 'pg'
import { reuseBounds } from '../../../api/modules/evidence/bounds.ts'
import type { Fingerprints } from '../../../vision/fingerprint/fingerprint.ts'

export interface Match {
  readonly id: string
  readonly distance: number
}

export interface Answer {
  readonly matches: readonly Match[]
  readonly ms: number
}

const bitsOf = ({ fingerprint, fingerprintIfCut }: Fingerprints) =>
  [fingerprint, ...fingerprintIfCut].map((hex) => `x${hex}`)

/** The search of the platform (modules/evidence/similar.ts), without the photos it belongs to. */
export async function search(client: Client, asked: Fingerprints): Promise<Answer> {
  const started = performance.now()
  const { rows } = await client.query<Match>({
    name: 'search',
    text: 'select "evidenceId" as id, distance from similar_fingerprints($1::text[]::bit(256)[], $2)',
    values: [bitsOf(asked), reuseBounds.copyDistance],
  })
  return { matches: rows, ms: performance.now() - started }
}

/** How many rows share a band with what is asked: what the index leaves to be compared. */
export async function countCandidates(client: Client, asked: Fingerprints): Promise<number> {
  await client.query('set enable_seqscan = off')
  const { rows } = await client.query<{ count: string }>(
    `select count(*) from fingerprint where fingerprint_bands(bits) &&
       (select array_agg(distinct band) from unnest($1::text[]::bit(256)[]) one, unnest(fingerprint_bands(one)) band)`,
    [bitsOf(asked)],
  )
  return Number(rows[0]?.count)
}

/** What one pass over all rows takes, for one fingerprint and no cuts, in ms. */
export async function timeSequentialSearch(client: Client, { fingerprint }: Fingerprints): Promise<number> {
  const started = performance.now()
  await client.query(`select "evidenceId" from fingerprint where bit_count(bits # ('x' || $1::text)::bit(256)) <= $2`, [
    fingerprint,
    reuseBounds.copyDistance,
  ])
  return Math.round(performance.now() - started)
}
