import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import type { ChildProcess } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { JobHandler, Queue } from '../../../api/kernel/ports.ts'
import { countsOf } from '../../support/queue-counts.ts'

interface QueueHarness {
  /** A further process's view of the same queue. */
  open(): Queue
  /** Makes jobs that wait for their next attempt due at once. */
  skipBackoff(): Promise<void>
  /** A worker process that takes a job of this name, says so on its standard output, and never finishes it. */
  startStuckWorker(jobName: string): ChildProcess
  stop(): Promise<void>
}

const dueAt: Date = expect.any(Date)
const patience = { timeout: 15_000, interval: 20 }

/** What every queue must do. Each test has queues of its own on one store of jobs, and job names of its own. */
export function queueContract(name: string, start: () => Promise<QueueHarness>): void {
  describe(`queue: ${name}`, () => {
    let harness: QueueHarness
    beforeAll(async () => {
      harness = await start()
    })
    afterAll(() => harness.stop())

    const withQueue = async (use: (queue: Queue) => Promise<void>) => {
      const queue = harness.open()
      try {
        await use(queue)
      } finally {
        await queue.close()
      }
    }

    it('hands over the payload and the number of the attempt', () =>
      withQueue(async (queue) => {
        const seen: unknown[] = []
        await queue.add('hands-over', { evidenceId: '7' })
        await queue.work({ 'hands-over': handler(2, async (...job) => void seen.push(job)) }, { concurrency: 1 })
        await vi.waitFor(
          () => expect(seen).toEqual([[{ evidenceId: '7' }, { number: 1, last: false, dueAt }]]),
          patience,
        )
      }))

    it('runs a job that another process added, and leaves alone what it has no handler for', () =>
      withQueue(async (worker) => {
        const seen: string[] = []
        await worker.work({ known: handler(1, async ({ id }) => void seen.push(String(id))) }, { concurrency: 1 })
        await withQueue(async (adder) => {
          await adder.add('unknown', { id: '1' }, { key: 'unknown' })
          await adder.add('known', { id: '2' })
        })
        await vi.waitFor(() => expect(seen).toEqual(['2']), patience)
        expect((await countsOf(worker)).waiting).toBe(1)
      }))

    it('runs the smaller priority first', () =>
      withQueue(async (queue) => {
        const seen: string[] = []
        await queue.add('by-priority', { id: 'later' }, { priority: 5 })
        await queue.add('by-priority', { id: 'usual' })
        await queue.add('by-priority', { id: 'first' }, { priority: -5 })
        await queue.work(
          { 'by-priority': handler(1, async ({ id }) => void seen.push(String(id))) },
          { concurrency: 1 },
        )
        await vi.waitFor(() => expect(seen).toEqual(['first', 'usual', 'later']), patience)
      }))

    it('adds a job once while one with its key waits, whatever other jobs are called', () =>
      withQueue(async (queue) => {
        const seen: string[] = []
        await Promise.all(Array.from({ length: 5 }, () => queue.add('by-key', {}, { key: 'a' })))
        await queue.add('by-key', {}, { key: 'b' })
        await queue.add('by-key-too', {}, { key: 'a' })
        const count = (job: string) => handler(1, async () => void seen.push(job))
        await queue.work({ 'by-key': count('by-key'), 'by-key-too': count('by-key-too') }, { concurrency: 1 })
        await vi.waitFor(() => expect(seen.toSorted()).toEqual(['by-key', 'by-key', 'by-key-too']), patience)
      }))

    it('adds a job again when the one with its key is running already', () =>
      withQueue(async (queue) => {
        let runs = 0
        const gate = latch()
        await queue.add('again', {}, { key: 'a' })
        await queue.work({ again: handler(1, async () => ((runs += 1), gate.passed)) }, { concurrency: 2 })
        await vi.waitFor(() => expect(runs).toBe(1), patience)
        await queue.add('again', {}, { key: 'a' })
        gate.open()
        await vi.waitFor(() => expect(runs).toBe(2), patience)
      }))

    it('leaves the work to the later job when the one with its key fails', () =>
      withQueue(async (queue) => {
        const before = await countsOf(queue)
        let runs = 0
        const gate = latch()
        const failing = handler(5, async () => {
          runs += 1
          if (runs > 1) return
          await gate.passed
          throw new Error('too early')
        })
        await queue.add('later', {}, { key: 'a' })
        await queue.work({ later: failing }, { concurrency: 1 })
        await vi.waitFor(() => expect(runs).toBe(1), patience)
        await queue.add('later', {}, { key: 'a' })
        gate.open()
        await vi.waitFor(async () => expect(await countsOf(queue)).toEqual(before), patience)
        expect(runs).toBe(2)
      }))

    it('runs what was added last, also when a worker takes the job with its key at that moment', () =>
      withQueue(async (queue) => {
        let ran: string | undefined
        await queue.work(
          { latest: handler(1, async ({ version }) => void (ran = version === 'earlier' ? ran : version)) },
          { concurrency: 2 },
        )
        for (let count = 1; count <= 150; count += 1) {
          // The first addition wakes the workers, so that the second falls into the moment when one takes the job.
          await queue.add('latest', { version: 'earlier' }, { key: 'a' })
          await queue.add('latest', { version: String(count) }, { key: 'a' })
          await vi.waitFor(() => expect(ran).toBe(String(count)), { ...patience, interval: 1 })
        }
      }))

    it('tries a job as often as its handler allows, then counts it as failed, while others go on', () =>
      withQueue(async (queue) => {
        const attempts: unknown[] = []
        const done: string[] = []
        const { failed } = await countsOf(queue)
        const poison = handler(3, async (_, attempt) => {
          attempts.push(attempt)
          throw new Error('poison')
        })
        await queue.add('poison', {})
        await queue.work(
          { poison, healthy: handler(1, async ({ id }) => void done.push(String(id))) },
          { concurrency: 1 },
        )
        await queue.add('healthy', { id: '1' })
        await queue.add('healthy', { id: '2' })

        await vi.waitFor(async () => {
          await harness.skipBackoff()
          expect((await countsOf(queue)).failed).toBe(failed + 1)
        }, patience)
        expect(attempts).toEqual([
          { number: 1, last: false, dueAt },
          { number: 2, last: false, dueAt },
          { number: 3, last: true, dueAt },
        ])
        expect(done.toSorted()).toEqual(['1', '2'])
      }))

    it('does not try at once what has just failed', () =>
      withQueue(async (queue) => {
        let attempts = 0
        const broken = handler(5, async () => {
          attempts += 1
          throw new Error('not yet')
        })
        let later = 0
        await queue.add('broken', {})
        await queue.work({ broken, after: handler(1, async () => void (later += 1)) }, { concurrency: 1 })
        await vi.waitFor(() => expect(attempts).toBe(1), patience)
        await queue.add('after', {})
        await vi.waitFor(() => expect(later).toBe(1), patience)
        expect(attempts).toBe(1)
      }))

    it('brings the job of a killed worker back, with the attempt it was interrupted in', () =>
      withQueue(async (queue) => {
        await queue.add('interrupted', { id: '1' })
        const killed = harness.startStuckWorker('interrupted')
        if (!killed.stdout) throw new Error('the worker has no output')
        await once(killed.stdout, 'data')
        killed.kill('SIGKILL')
        await once(killed, 'exit')

        const seen: unknown[] = []
        await queue.work({ interrupted: handler(1, async (...job) => void seen.push(job)) }, { concurrency: 1 })
        await vi.waitFor(() => expect(seen).toEqual([[{ id: '1' }, { number: 1, last: true, dueAt }]]), patience)
      }))

    it('leaves a living worker its job', () =>
      withQueue(async (first) => {
        let runs = 0
        const gate = latch()
        const slow = handler(1, async () => ((runs += 1), gate.passed))
        await first.work({ slow }, { concurrency: 1 })
        await first.add('slow', {})
        await vi.waitFor(() => expect(runs).toBe(1), patience)

        let others = 0
        await withQueue(async (second) => {
          await second.work({ slow, other: handler(1, async () => void (others += 1)) }, { concurrency: 1 })
          await second.add('other', {})
          await vi.waitFor(() => expect(others).toBe(1), patience)
        })
        expect(runs).toBe(1)
        gate.open()
      }))

    it('waits for the running job when it closes, and takes no other', async () => {
      const queue = harness.open()
      const gate = latch()
      const began: string[] = []
      const ended: string[] = []
      const job = handler(1, async ({ id }) => {
        began.push(String(id))
        await gate.passed
        ended.push(String(id))
      })
      await queue.work({ closing: job }, { concurrency: 1 })
      await queue.add('closing', { id: '1' })
      await vi.waitFor(() => expect(began).toEqual(['1']), patience)
      await queue.add('closing', { id: '2' })

      const closed = queue.close().then(() => expect(ended).toEqual(['1']))
      gate.open()
      await closed
      expect(began).toEqual(['1'])
      await withQueue(async (next) => {
        await next.work({ closing: job }, { concurrency: 1 })
        await vi.waitFor(() => expect(ended).toEqual(['1', '2']), patience)
      })
    })

    it('shows what failed for good, without what the error quoted, and tries it anew from its first attempt', () =>
      withQueue(async (queue) => {
        const seen: unknown[] = []
        const mended = handler(2, async (payload, attempt) => {
          seen.push([payload, attempt.number])
          if (seen.length <= 2) throw new TypeError('粤A12345 is no plate')
        })
        await queue.add('mended', { id: '7' }, { key: '7' })
        await queue.work({ mended }, { concurrency: 1 })
        const failedOnes = async () => (await queue.failedJobs({ limit: 100 })).filter(({ name }) => name === 'mended')
        await vi.waitFor(async () => {
          await harness.skipBackoff()
          expect(await failedOnes()).toHaveLength(1)
        }, patience)
        const [failed] = await failedOnes()
        expect(failed).toMatchObject({ payload: { id: '7' }, attempts: 2, reason: 'TypeError', lane: 'maintenance' })
        expect(Math.abs(Date.now() - Number(failed?.failedAt))).toBeLessThan(20_000)

        expect(await queue.failedJob(String(failed?.id))).toEqual(failed)
        await queue.retry(String(failed?.id))
        await expect(queue.failedJob(String(failed?.id))).rejects.toMatchObject({ code: 'not-found' })
        await vi.waitFor(() => expect(seen.at(-1)).toEqual([{ id: '7' }, 1]), patience)
        expect(await failedOnes()).toEqual([])
        await expect(queue.retry(String(failed?.id))).rejects.toMatchObject({ code: 'not-found' })
      }))

    it('forgets a failed job that is dismissed, and takes its key again', () =>
      withQueue(async (queue) => {
        let runs = 0
        const hopeless = handler(1, async () => {
          runs += 1
          throw new Error('hopeless')
        })
        await queue.work({ hopeless }, { concurrency: 1 })
        await queue.add('hopeless', {}, { key: 'a' })
        const failedOnes = async () =>
          (await queue.failedJobs({ limit: 100 })).filter(({ name }) => name === 'hopeless')
        await vi.waitFor(async () => expect(await failedOnes()).toHaveLength(1), patience)
        const [failed] = await failedOnes()
        await queue.dismiss(String(failed?.id))
        expect(await failedOnes()).toEqual([])
        await expect(queue.dismiss(String(failed?.id))).rejects.toMatchObject({ code: 'not-found' })
        for (const id of ['no such job', '', 'maintenance.', 'maintenance.failed', '9'.repeat(40)]) {
          await expect(queue.dismiss(id)).rejects.toMatchObject({ code: 'not-found' })
          await expect(queue.failedJob(id)).rejects.toMatchObject({ code: 'not-found' })
        }
        await queue.add('hopeless', {}, { key: 'a' })
        await vi.waitFor(() => expect(runs).toBe(2), patience)
      }))

    it('takes no job of a paused lane, whoever paused it, until it is resumed', () =>
      withQueue(async (queue) => {
        const done: string[] = []
        await queue.work({ held: handler(1, async ({ id }) => void done.push(String(id))) }, { concurrency: 1 })
        // The worker has connected and found nothing more: none of its looks began before the pause.
        await queue.add('held', { id: '0' })
        await vi.waitFor(() => expect(done.splice(0)).toEqual(['0']), patience)
        await delay(200)
        await withQueue((desk) => desk.pause('maintenance'))
        expect((await queue.lanes()).filter(({ paused }) => paused).map(({ lane }) => lane)).toEqual(['maintenance'])
        const { waiting } = await countsOf(queue)
        await queue.add('held', { id: '1' })
        await queue.pause('maintenance')
        await delay(500)
        expect([done, (await countsOf(queue)).waiting]).toEqual([[], waiting + 1])
        await withQueue((desk) => desk.resume('maintenance'))
        await vi.waitFor(() => expect(done).toEqual(['1']), patience)
        expect((await queue.lanes()).some(({ paused }) => paused)).toBe(false)
      }))

    it('counts what waits and what runs', () =>
      withQueue(async (queue) => {
        const before = await countsOf(queue)
        const gate = latch()
        await queue.add('counted', {})
        await queue.add('counted', {})
        expect(await countsOf(queue)).toEqual({ ...before, waiting: before.waiting + 2 })
        await queue.work({ counted: handler(1, () => gate.passed) }, { concurrency: 1 })
        const running = { ...before, waiting: before.waiting + 1, running: before.running + 1 }
        await vi.waitFor(async () => expect(await countsOf(queue)).toEqual(running), patience)
        gate.open()
        await vi.waitFor(async () => expect(await countsOf(queue)).toEqual(before), patience)
      }))
  })
}

export function handler(maxAttempts: number, run: JobHandler['run']): JobHandler {
  return { maxAttempts, run }
}

export function latch(): { passed: Promise<void>; open(): void } {
  let open: () => void = () => undefined
  const passed = new Promise<void>((resolve) => (open = resolve))
  return { passed, open: () => open() }
}
