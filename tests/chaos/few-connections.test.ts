import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { Sweep } from '../../api/kernel/jobs.ts'
import { startSweeps } from '../../api/kernel/sweeps.ts'
import { startTestPlatform, type TestPlatform } from '../support/platform.ts'

let platform: TestPlatform
beforeAll(async () => {
  platform = await startTestPlatform({ env: { DATABASE_POOL: '2' }, worker: false })
})
afterAll(() => platform.stop())

it('runs every sweep that is due although there are fewer database connections than sweeps', async () => {
  const ran = new Set<string>()
  const sweeps = ['a', 'b', 'c', 'd'].map((name): Sweep => ({
    name: `few-connections-${name}`,
    everyMs: 3_600_000,
    run: async (ctx) => {
      await ctx.transact(() => Promise.resolve())
      ran.add(name)
    },
  }))
  const running = startSweeps(platform.ctx, sweeps)
  await vi.waitFor(() => expect([...ran].sort()).toEqual(['a', 'b', 'c', 'd']), 5_000)
  await running.stop()
})
