import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { openDatabase } from '../../api/adapters/postgres/client.ts'
import { startEmbeddedPostgres } from '../../api/adapters/postgres/embedded.ts'
import type { PrismaClient } from '../../api/generated/prisma/client.ts'
import type { Scene } from '../demo/photos.ts'
import type { Played } from '../demo/play.ts'
import type { Stage } from '../stage/stage.ts'
import { claimsAt } from '../simulators/control-client.ts'

export const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** Looks into the stage's own database, past the server. */
export async function inDatabase<T>(stage: Stage, look: (db: PrismaClient) => Promise<T>): Promise<T> {
  const { dataDir, environment } = stage
  const url = environment.DATABASE_URL ?? (await startEmbeddedPostgres({ dir: join(dataDir, 'postgres') })).appUrl
  const db = openDatabase(url, { poolSize: 1 })
  try {
    return await look(db)
  } finally {
    await db.$disconnect()
  }
}

/** What does not hold of a case that was played to its end, whatever was killed on the way; nothing, as it should be. */
export async function lostOrDoubled(stage: Stage, scene: Scene, played: Played): Promise<string[]> {
  const { id: accidentId, number, state } = played.accident
  const sent = scene.photos.map(({ bytes }) => sha256Of(bytes)).sort()
  return inDatabase(stage, async (db) => {
    const evidence = await db.evidence.findMany({ where: { accidentId } })
    const signatures = await db.signature.findMany({ where: { determination: { accidentId } } })
    const signed = signatures.map(({ side, kind }) => `${side} ${kind}`).sort()
    const ours = await db.claim.findMany({ where: { accidentId } })
    const theirs = (await claimsAt(stage.simulators.insurerUrl)).filter(
      ({ report }) => report.accidentNumber === number,
    )
    const unlike = (what: string, is: unknown, shouldBe: unknown) =>
      JSON.stringify(is) === JSON.stringify(shouldBe)
        ? []
        : [`case ${number}: ${what}: ${JSON.stringify(is)} instead of ${JSON.stringify(shouldBe)}`]
    return [
      ...unlike('state', state, 'closed'),
      ...unlike('photos', evidence.map(({ sha256 }) => sha256).sort(), sent),
      ...unlike('photos without a verdict', evidence.filter(({ state: seen }) => seen !== 'assessed').length, 0),
      ...unlike('determinations', await db.determination.count({ where: { accidentId } }), 1),
      ...unlike('documents', await db.document.count({ where: { accidentId } }), 1),
      ...unlike('signatures', signed, ['A signed', 'B signed']),
      ...(ours.length > 0 ? [] : [`case ${number}: no claim`]),
      // A report may arrive twice; the claim it opens may not.
      ...unlike('claims at the insurers', named(theirs), named(ours)),
      ...unlike('claims that exist twice', ours.length - new Set(named(ours)).size, 0),
    ]
  })
}

const named = (claims: readonly { insurerId: string; claimNumber: string | null }[]) =>
  claims.map(({ insurerId, claimNumber }) => `${insurerId} ${claimNumber}`).sort()

/** What the platform still owes: events that were not handed on, jobs that did not end or failed for good. */
export async function unfinished(stage: Stage): Promise<string[]> {
  const waiting = await inDatabase(stage, (db) => db.outboxEvent.count({ where: { handedOnAt: null } }))
  const response = await fetch(`${stage.url}/metrics`)
  const jobs = [...(await response.text()).matchAll(/^kuaichu_queue_jobs\{queue="([^"]+)",state="([^"]+)"\} (\d+)$/gm)]
  return [
    ...(waiting > 0 ? [`${waiting} events were not handed on`] : []),
    ...(jobs.length > 0 ? [] : ['the queues cannot be seen']),
    ...jobs.filter(([, , , count]) => count !== '0').map(([, lane, state, count]) => `${lane}: ${count} jobs ${state}`),
  ]
}
