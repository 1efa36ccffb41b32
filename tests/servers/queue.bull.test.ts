import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import Bull from 'bull'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { bullQueue } from '../../api/adapters/queue/bull/bull.ts'
import { connectLane } from '../../api/adapters/queue/bull/lane.ts'
import type { QueueLog } from '../../api/adapters/queue/log.ts'
import { handler, latch, queueContract } from '../api/ports/queue.contract.ts'
import { countsOf } from '../support/queue-counts.ts'
import { startRedis } from '../../infra/servers/redis.ts'

const silent: QueueLog = pino({ level: 'silent' })
const patience = { timeout: 15_000, interval: 20 }

async function startBull() {
  const redis = await startRedis()
  const maintenance = new Bull('maintenance', redis.url, { prefix: '{kuaichu:maintenance}' })
  return {
    redis,
    maintenance,
    open: (log = silent) =>
      bullQueue({
        redisUrl: redis.url,
        laneOf: () => 'maintenance',
        log,
        settings: { lockMs: 1_000, stalledCheckMs: 500 },
      }),
    skipBackoff: async () => {
      for (const job of await maintenance.getDelayed()) await job.promote()
    },
    startStuckWorker: (jobName: string) =>
      spawn(process.execPath, ['--import', 'tsx', programPath('../api/ports/stuck-worker.ts'), redis.url, jobName], {
        stdio: ['ignore', 'pipe', 'inherit'],
      }),
    stop: async () => {
      await maintenance.close()
      await redis.stop()
    },
  }
}

queueContract('Bull on Redis', startBull)

describe('the queue on Redis', () => {
  let harness: Awaited<ReturnType<typeof startBull>>
  beforeAll(async () => {
    harness = await startBull()
  })
  afterAll(() => harness.stop())

  it('writes no payload to the log, nor what an error quotes to Redis', async () => {
    const logged: string[] = []
    const queue = harness.open(pino({ level: 'debug' }, { write: (line) => void logged.push(line) }))
    await queue.add('private', { plate: '粤A12345' })
    await queue.work(
      { private: handler(1, () => Promise.reject(new TypeError('粤A12345 is no plate'))) },
      { concurrency: 1 },
    )
    await vi.waitFor(async () => expect((await countsOf(queue)).failed).toBe(1), patience)
    const [job] = await harness.maintenance.getFailed()
    expect(JSON.stringify([job?.failedReason, job?.stacktrace])).toBe('["TypeError",["TypeError"]]')
    expect(logged.join()).toContain('job failed')
    expect(logged.join().replaceAll('粤A12345 is no plate', '')).not.toContain('粤A12345')
    const [failed] = await queue.failedJobs({ limit: 1 })
    await queue.dismiss(String(failed?.id))
    await queue.close()
  })

  it('keeps what was added when the server dies, and goes on when it is back', async () => {
    const queue = harness.open()
    const done: string[] = []
    await queue.add('outlives', { id: '1' }, { key: '1' })
    await harness.redis.kill()
    await harness.redis.start()
    await queue.work({ outlives: handler(3, async ({ id }) => void done.push(String(id))) }, { concurrency: 1 })
    await vi.waitFor(() => expect(done).toEqual(['1']), patience)

    await harness.redis.kill()
    await harness.redis.start()
    await vi.waitFor(() => queue.add('outlives', { id: '2' }, { key: '2' }), patience)
    await vi.waitFor(() => expect(done).toEqual(['1', '2']), patience)
    await queue.close()
  })

  it.each([
    ['is gone', () => harness.redis.kill(), () => harness.redis.start()],
    ['does not answer', async () => harness.redis.freeze(), async () => harness.redis.thaw()],
  ])('says so in time when the server %s, and takes work again afterwards', async (_, takeAway, bringBack) => {
    const queue = harness.open()
    await queue.add('before', {}, { key: 'before' })
    await takeAway()
    const asked = Date.now()
    await expect(queue.add('meanwhile', {}, { key: 'meanwhile' })).rejects.toMatchObject({ code: 'unavailable' })
    await expect(queue.lanes()).rejects.toMatchObject({ code: 'unavailable' })
    expect(Date.now() - asked).toBeLessThan(12_000)
    await bringBack()
    await vi.waitFor(() => queue.add('after', {}, { key: 'after' }), patience)
    const seen: string[] = []
    const note = (name: string) => handler(1, async () => void seen.push(name))
    await queue.work({ before: note('before'), meanwhile: note('meanwhile'), after: note('after') }, { concurrency: 1 })
    // What was refused may have arrived all the same.
    await vi.waitFor(() => expect(seen).toEqual(expect.arrayContaining(['before', 'after'])), patience)
    await queue.close()
  })

  it('ends the job it runs when the server was away meanwhile', async () => {
    const queue = harness.open()
    const gate = latch()
    let runs = 0
    await queue.work({ outage: handler(3, async () => ((runs += 1), gate.passed)) }, { concurrency: 1 })
    await queue.add('outage', {})
    await vi.waitFor(() => expect(runs).toBe(1), patience)
    await harness.redis.kill()
    await harness.redis.start()
    gate.open()
    await vi.waitFor(async () => expect(await countsOf(queue)).toMatchObject({ waiting: 0, running: 0 }), patience)
    await queue.close()
  })

  it('runs a job again whose worker stood still so long that it lost its lock', async () => {
    const queue = harness.open()
    await queue.add('frozen', { id: '1' })
    const frozen = harness.startStuckWorker('frozen')
    if (!frozen.stdout) throw new Error('the worker has no output')
    await once(frozen.stdout, 'data')
    frozen.kill('SIGSTOP')
    const seen: unknown[] = []
    await queue.work({ frozen: handler(1, async ({ id }) => void seen.push(id)) }, { concurrency: 1 })
    await vi.waitFor(() => expect(seen).toEqual(['1']), patience)
    // Awake again it finds the job gone and takes no harm.
    frozen.kill('SIGCONT')
    await delay(1_000)
    expect(frozen.exitCode).toBeNull()
    frozen.kill('SIGKILL')
    await once(frozen, 'exit')
    await queue.close()
  })

  it('lets a job fail at last that kills its workers', { timeout: 60_000 }, async () => {
    const queue = harness.open()
    const settings = { lockMs: 1_000, stalledCheckMs: 20 }
    const lane = connectLane({ redisUrl: harness.redis.url, lane: 'maintenance', log: silent, settings })
    await queue.add('killer', {})
    for (let death = 0; death < 21; death += 1) {
      // As a worker that died leaves it: taken, without a lock.
      expect(await lane.bull.client.rpoplpush(lane.bull.toKey('wait'), lane.bull.toKey('active'))).not.toBeNull()
      await vi.waitFor(async () => {
        await recoverStalled(lane.bull)
        expect((await countsOf(queue)).running).toBe(0)
      }, patience)
    }
    expect(await queue.failedJobs({ limit: 1 })).toMatchObject([{ name: 'killer' }])
    await lane.close()
    await queue.close()
  })
})

/** What workers of this lane do every few seconds. */
const recoverStalled = (queue: Bull.Queue) =>
  (queue as unknown as { moveUnlockedJobsToWait(): Promise<void> }).moveUnlockedJobsToWait()

function programPath(sibling: string): string {
  return fileURLToPath(new URL(sibling, import.meta.url))
}
