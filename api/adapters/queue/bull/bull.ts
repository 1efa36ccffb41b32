import { randomUUID } from 'node:crypto'
import type { Job } from 'bull'
import { fail, isFailure } from '../../../kernel/errors.ts'
import { lanes, type Lane } from '../../../kernel/lanes.ts'
import type { Queue } from '../../../kernel/ports.ts'
import type { QueueLog } from '../log.ts'
import { connectLane, type JobData, type LaneQueue, type LaneSettings } from './lane.ts'
import { runnerFor } from './run.ts'

export interface BullQueueOptions {
  /** `redis://` or `rediss://`. A server that writes to disk (appendonly) and evicts nothing (maxmemory-policy noeviction). */
  redisUrl: string
  laneOf: (jobName: string) => Lane
  log: QueueLog
  settings?: LaneSettings
}

/** Bull's priorities begin at 1, ours at a few below nought. */
const usualPriority = 1000
/** How often a job is tried is its handler's affair, which only workers know: Bull never gives up by itself. */
const endless = 1_000_000
const failedKeptS = 30 * 24 * 3600
/** As `add` makes them. Jobs lie among Bull's own keys, which must not be taken for one. */
const isId = /^[\da-f-]{36}$/
/** An answer that takes longer is none: whoever adds holds a transaction, and will try again. */
const patienceMs = 5_000

/**
 * The queue on Bull and Redis: one Bull queue per lane, any number of processes. A key's latest payload runs once (`latest.ts`). A job whose worker
 * died comes back when its lock has run out, with the attempt it was interrupted in.
 */
export function bullQueue({ redisUrl, laneOf, log, settings }: BullQueueOptions): Queue {
  const queues = new Map<Lane, LaneQueue>(lanes.map((lane) => [lane, connectLane({ redisUrl, lane, log, settings })]))
  const all = () => [...queues.values()]
  const queueOf = (lane: Lane): LaneQueue => queues.get(lane) ?? fail('not-found')
  let working = false

  async function add(name: string, payload: Record<string, string>, key: string | undefined, priority: number) {
    const { bull, latest } = queueOf(laneOf(name))
    const options = {
      priority: Math.max(1, usualPriority + priority),
      attempts: endless,
      backoff: { type: 'growing' },
      removeOnComplete: true,
      removeOnFail: { age: failedKeptS },
    }
    const newId = randomUUID()
    const field = key === undefined ? undefined : `${name}:${key}`
    const jobId = field === undefined ? newId : await latest.put(field, newId, JSON.stringify(payload))
    await bull.add(name, { field, payload } satisfies JobData, { ...options, jobId })
  }

  async function requireFailed(id: string): Promise<{ job: Job<JobData>; lane: LaneQueue }> {
    const [name, bullId = ''] = id.split('.', 2)
    const lane = all().find((candidate) => candidate.lane === name)
    const job = isId.test(bullId) ? await lane?.bull.getJob(bullId) : null
    if (!lane || !job || !(await job.isFailed())) fail('not-found')
    return { job, lane }
  }

  return {
    add: (name, payload, { key, priority = 0 } = {}) => reached(() => add(name, payload, key, priority)),

    async work(handlers, { concurrency }) {
      if (working) throw new Error('this queue works already')
      working = true
      const busy = new Set(Object.keys(handlers).map(laneOf))
      for (const lane of all().filter((candidate) => busy.has(candidate.lane))) {
        // Resolves when the queue is closed.
        void lane.bull.process('*', concurrency, runnerFor(lane, handlers, log)).catch((error: unknown) => {
          log.error({ err: error, lane: lane.lane }, 'a lane has stopped working')
        })
      }
      await reached(() => Promise.all(all().map(({ bull }) => bull.isReady())))
    },

    lanes: () => reached(() => Promise.all(all().map(stateOf))),

    failedJobs: ({ limit }) =>
      reached(async () => {
        const found = await Promise.all(
          all().map(async ({ bull, lane }) =>
            (await bull.getFailed(0, limit - 1)).map((job) => toFailedJob(job, lane)),
          ),
        )
        return found
          .flat()
          .toSorted((a, b) => b.failedAt.getTime() - a.failedAt.getTime())
          .slice(0, limit)
      }),

    failedJob: (id) =>
      reached(async () => {
        const { job, lane } = await requireFailed(id)
        return toFailedJob(job, lane.lane)
      }),

    retry: (id) =>
      reached(async () => {
        const { job } = await requireFailed(id)
        const { field, payload } = job.data
        const key = field?.slice(job.name.length + 1)
        // Anew, and only then without the old one: whoever is interrupted here leaves both, never none.
        await add(job.name, payload, key, (job.opts.priority ?? usualPriority) - usualPriority)
        await job.remove()
      }),

    dismiss: (id) => reached(async () => (await requireFailed(id)).job.remove()),

    pause: (lane) => reached(() => queueOf(lane).bull.pause()),
    resume: (lane) => reached(() => queueOf(lane).bull.resume()),

    async close() {
      await Promise.all(all().map((lane) => lane.close()))
    },
  }
}

async function stateOf({ bull, lane }: LaneQueue) {
  const [counts, paused] = await Promise.all([bull.getJobCounts(), bull.isPaused()])
  const { waiting, delayed, active, failed } = counts
  // Bull moves what waits to another list while paused, and counts that apart.
  const held = Number((counts as { paused?: number }).paused ?? 0)
  return { lane, waiting: waiting + delayed + held, running: active, failed, paused }
}

function toFailedJob(job: Job<JobData>, lane: Lane) {
  return {
    id: `${lane}.${job.id}`,
    lane,
    name: job.name,
    payload: job.data.payload,
    attempts: job.attemptsMade,
    reason: job.failedReason ?? '',
    failedAt: new Date(job.finishedOn ?? job.timestamp),
  }
}

/** Redis that is away, or too slow, is a failure that passes; commands wait for nobody. */
async function reached<T>(ask: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer from Redis')), patienceMs)
  })
  const asked = ask()
  try {
    return await Promise.race([asked, tooLate])
  } catch (error) {
    asked.catch(() => undefined)
    if (isFailure(error)) throw error
    return fail('unavailable', { part: 'queue' }, error)
  } finally {
    clearTimeout(timer)
  }
}
