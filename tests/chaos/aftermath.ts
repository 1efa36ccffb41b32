import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { expect } from 'vitest'
import { openDatabase } from '../../api/adapters/postgres/client.ts'
import { startEmbeddedPostgres } from '../../api/adapters/postgres/embedded.ts'
import type { PrismaClient } from '../../api/generated/prisma/client.ts'
import { verifyAudit } from '../../infra/demo/audit.ts'
import type { Scene } from '../../infra/demo/photos.ts'
import type { Played } from '../../infra/demo/play.ts'
import type { Stage } from '../../infra/demo/stage.ts'
import { until } from '../../infra/demo/until.ts'
import { claimsAt } from '../../infra/simulators/control-client.ts'

export const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** Looks into the stage's own database, past the server. */
export async function inDatabase<T>({ dataDir }: Stage, look: (db: PrismaClient) => Promise<T>): Promise<T> {
  const { appUrl } = await startEmbeddedPostgres({ dir: join(dataDir, 'postgres') })
  const db = openDatabase(appUrl, { poolSize: 1 })
  try {
    return await look(db)
  } finally {
    await db.$disconnect()
  }
}

/** What must hold of a case that was played to its end, whatever was killed on the way. */
export async function expectNothingLostOrDoubled(stage: Stage, scene: Scene, played: Played): Promise<void> {
  const { id: accidentId, number, state } = played.accident
  expect(state).toBe('closed')
  await inDatabase(stage, async (db) => {
    const evidence = await db.evidence.findMany({ where: { accidentId } })
    expect(evidence.map(({ sha256 }) => sha256).sort()).toEqual(scene.photos.map(({ bytes }) => sha256Of(bytes)).sort())
    expect(evidence.filter(({ state: seen }) => seen !== 'assessed')).toEqual([])
    expect(await db.determination.count({ where: { accidentId } })).toBe(1)
    expect(await db.document.count({ where: { accidentId } })).toBe(1)
    const signatures = await db.signature.findMany({ where: { determination: { accidentId } } })
    expect(signatures.map(({ side, kind }) => `${side} ${kind}`).sort()).toEqual(['A signed', 'B signed'])
    await expectClaimsOnce(stage, db, accidentId, number)
    await until('everything announced has been handed on', async () => {
      return (await db.outboxEvent.count({ where: { handedOnAt: null } })) === 0
    })
  })
  expect(await verifyAudit(stage)).toMatchObject({ verified: true, broken: [] })
}

/** A report may arrive twice; the claim it opens may not. */
async function expectClaimsOnce(stage: Stage, db: PrismaClient, accidentId: string, number: string): Promise<void> {
  const ours = await db.claim.findMany({ where: { accidentId } })
  const theirs = (await claimsAt(stage.simulators.insurerUrl)).filter(({ report }) => report.accidentNumber === number)
  expect(ours.length).toBeGreaterThan(0)
  const named = (claims: readonly { insurerId: string; claimNumber: string | null }[]) =>
    claims.map(({ insurerId, claimNumber }) => `${insurerId} ${claimNumber}`).sort()
  expect(named(theirs)).toEqual(named(ours))
  expect(new Set(named(theirs)).size).toBe(ours.length)
}
