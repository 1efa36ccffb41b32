import { randomUUID } from 'node:crypto'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withClient } from '../../api/adapters/postgres/roles.ts'
import { reuseBounds } from '../../api/modules/evidence/bounds.ts'
import { evidenceSweeps } from '../../api/modules/evidence/sweeps.ts'
import { seededRandom } from '../../infra/samples/random.ts'
import { hammingDistance } from '../../vision/fingerprint/fingerprint.ts'
import { startTestPlatform, type TestPlatform } from '../support/platform.ts'
import { addPhoto, photoOf, plates, reportedCase } from './evidence.cases.ts'

let platform: TestPlatform
beforeAll(async () => void (platform = await startTestPlatform()))
afterAll(() => platform.stop())

const radius = reuseBounds.copyDistance
const random = seededRandom(3)
const bits = 256

const randomHex = () => Array.from({ length: 64 }, () => Math.floor(random() * 16).toString(16)).join('')
/** The fingerprint with this many bits changed. */
function changed(hex: string, count: number): string {
  const places = new Set<number>()
  while (places.size < count) places.add(Math.floor(random() * bits))
  return [...hex]
    .map((digit, at) =>
      [...places]
        .filter((place) => place >> 2 === at)
        .reduce((nibble, place) => nibble ^ (1 << (place & 3)), parseInt(digit, 16))
        .toString(16),
    )
    .join('')
}

/** Fingerprints without photos: only the owner of the database may break the tie between them. */
async function store(hexes: readonly string[]): Promise<string[]> {
  const ids = hexes.map(() => randomUUID())
  await withClient(platform.ownerUrl, async (owner) => {
    await owner.query('alter table fingerprint drop constraint if exists "fingerprint_evidenceId_fkey"')
    await owner.query(
      `insert into fingerprint ("evidenceId", "accidentId", bits)
       select id, id, ('x' || hex)::bit(256) from unnest($1::uuid[], $2::text[]) as given (id, hex)`,
      [ids, hexes],
    )
  })
  return ids
}

async function search(asked: readonly string[]): Promise<Map<string, number>> {
  const rows = await platform.ctx.db.$queryRaw<{ evidenceId: string; distance: number }[]>`
    select * from similar_fingerprints(${asked.map((hex) => `x${hex}`)}::text[]::bit(256)[], ${radius}::int)`
  return new Map(rows.map(({ evidenceId, distance }) => [evidenceId, distance]))
}

describe('the search for similar fingerprints', () => {
  it('answers what a look at every one answers: all within 10 bits, most within the bound, none beyond it', async () => {
    const originals = Array.from({ length: 100 }, randomHex)
    const copies = originals.flatMap((original) => Array.from({ length: 60 }, (_, count) => changed(original, count)))
    const ids = await store(copies)
    let [within, found] = [0, 0]
    for (const original of originals.slice(0, 12)) {
      const asked = [randomHex(), original, changed(original, 30)]
      const answer = await search(asked)
      for (const [at, copy] of copies.entries()) {
        const nearest = Math.min(...asked.map((one) => hammingDistance(one, copy)))
        const told = answer.get(ids[at] ?? '')
        if (told !== undefined || nearest <= 10) expect(told).toBe(nearest)
        if (nearest > radius) continue
        within++
        found += Number(told !== undefined)
      }
      expect(answer.size).toBe([...answer.values()].filter((distance) => distance <= radius).length)
    }
    // Changed at random, as here, they are harder to find than copies, whose changed bits go together.
    expect(found / within).toBeGreaterThan(0.8)
  })

  it('asks the index, whatever the planner thinks of it, and never reads 200,000 rows', async () => {
    await withClient(platform.ownerUrl, async (owner) => {
      const index = `select indexdef from pg_indexes where indexname = 'fingerprint_bands_idx'`
      const { rows } = await owner.query<{ indexdef: string }>(index)
      await owner.query('drop index fingerprint_bands_idx')
      await owner.query(
        `insert into fingerprint ("evidenceId", "accidentId", bits)
         select id, id, ('x' || md5(n::text) || md5((-n)::text))::bit(256) from generate_series(1, 200000) n, cast(lpad(to_hex(n), 32, '0') as uuid) id`,
      )
      await owner.query(rows[0]?.indexdef ?? '')
    })
    const original = randomHex()
    const [id = ''] = await store([changed(original, 5)])
    const scans = await platform.ctx.db.$transaction(async (tx) => {
      await tx.$queryRaw`select * from similar_fingerprints(array[${`x${original}`}::text::bit(256)], 28)`
      return tx.$queryRaw<object[]>`
        select seq_scan::int, idx_scan::int from pg_stat_xact_user_tables where relname = 'fingerprint'`
    })
    expect(scans).toEqual([{ seq_scan: 0, idx_scan: 1 }])
    expect(await search([original])).toEqual(new Map([[id, 5]]))
  })
})

it('makes outdated fingerprints again from their photos, and drops those of photos that yield none', async () => {
  const [first, second] = [await reportedCase(platform), await reportedCase(platform)]
  const photo = await photoOf([plates.A], 7)
  const id = await addPhoto(first, photo)
  const blank = await addPhoto(
    first,
    await sharp({ create: { ...size, background: 'grey' } })
      .jpeg()
      .toBuffer(),
  )
  await platform.idle()
  await withClient(platform.ownerUrl, async (owner) => {
    await owner.query(`insert into fingerprint values ($1, $2) on conflict do nothing`, [blank, first.id])
    await owner.query('update fingerprint set bits = null where "evidenceId" = any($1)', [[id, blank]])
  })

  for (const sweep of evidenceSweeps) await sweep.run(platform.ctx)

  const kept = await platform.ctx.db.fingerprint.findMany({ where: { accidentId: first.id } })
  expect(kept.map(({ evidenceId }) => evidenceId)).toEqual([id])
  const copy = await addPhoto(second, await sharp(photo).resize(700).jpeg().toBuffer())
  await platform.idle()
  const { body } = await second.driver.get(`/evidence/${copy}`)
  expect(body.checks).toContainEqual(expect.objectContaining({ id: 'reused-image', status: 'fail' }))
})

const size = { width: 1280, height: 960, channels: 3 } as const
