import { afterAll, beforeAll, expect, it } from 'vitest'
import { settableClock } from '../../api/kernel/clock.ts'
import type { Context } from '../../api/kernel/context.ts'
import { determinationSweeps } from '../../api/modules/determinations/jobs.ts'
import { sealDocument } from '../../api/modules/determinations/seal.ts'
import { startWorker } from '../../api/serve.ts'
import { startTestPlatform, type TestPlatform } from '../support/platform.ts'
import { rearEnd, takenCase, versionOf } from './determinations.cases.ts'

const clock = settableClock(new Date())
let platform: TestPlatform

beforeAll(async () => {
  platform = await startTestPlatform({ clock, worker: false })
})
afterAll(() => platform.stop())

/** A determination whose document nobody has begun: the worker went down before it was issued. */
async function unsealed(): Promise<{ accidentId: string; id: string }> {
  const worker = await startWorker(platform.ctx, { concurrency: 1 })
  const surveyor = await platform.staff('surveyor.li')
  const { id: accidentId } = await takenCase(platform, surveyor)
  await platform.idle()
  await worker.stop()
  const input = { version: await versionOf(surveyor, accidentId), contacts: [rearEnd()] }
  const { body } = await surveyor.post(`/accidents/${accidentId}/determinations`, input)
  return { accidentId, id: body.determination.id }
}

it('makes exactly one document, whatever dies on the way and however often the job comes', async () => {
  const { ctx } = platform
  const { accidentId, id } = await unsealed()
  const documents = () => ctx.db.document.findMany({ where: { accidentId } })
  expect(await documents()).toEqual([])

  // Killed after the bytes were stored, before the row: nothing refers to them.
  const dying: Context = { ...ctx, transact: () => Promise.reject(new Error('killed')) }
  await expect(sealDocument(dying, id)).rejects.toThrow('killed')
  expect(await documents()).toEqual([])

  // The job itself was lost: the sweep announces it again.
  const due = { topic: 'determination.document-due', handedOnAt: null }
  await ctx.db.outboxEvent.updateMany({ where: due, data: { handedOnAt: clock.now() } })
  await determinationSweeps[0]?.run(ctx)
  expect(await ctx.db.outboxEvent.count({ where: due })).toBe(0)
  clock.advance(6 * 60_000)
  await determinationSweeps[0]?.run(ctx)
  expect(await ctx.db.outboxEvent.findMany({ where: due })).toMatchObject([{ payload: { id, accidentId } }])

  const attempts = await Promise.allSettled([1, 2, 3].map(() => sealDocument(ctx, id)))
  expect(attempts.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled'])
  const [document, ...more] = await documents()
  expect(more).toEqual([])
  expect(await ctx.objects.size(document?.objectKey ?? '')).toBe(document?.bytes)

  await determinationSweeps[0]?.run(ctx)
  expect(await ctx.db.outboxEvent.count({ where: due })).toBe(1)
})
