import { setInterval } from 'node:timers/promises'
import type { Pool } from 'pg'
import type { Lane } from '../../../kernel/lanes.ts'
import type { Queue } from '../../../kernel/ports.ts'
import { openPool, unavailableWhenAway } from '../../postgres/pool.ts'
import { publishAttemptLimits } from './attempt-limits.ts'
import type { QueueLog } from '../log.ts'
import { graphileLogger } from './log.ts'
import { returnInterruptedJobs } from './interrupted.ts'
import { deskOf, pausedLanes } from './desk.ts'
import { startRunner, type JobRunner } from './runner.ts'
import { tasksFrom } from './tasks.ts'

export { installQueue } from './install.ts'

interface GraphileQueueOptions {
  /** The application role's, on a database where `installQueue` ran; a session of PostgreSQL itself (see presence.ts). */
  connectionString: string
  laneOf: (jobName: string) => Lane
  log: QueueLog
  /** How often workers look for jobs whose time has come; new jobs wake them at once. */
  pollIntervalMs?: number
  /** How soon the jobs of a killed worker are noticed. */
  sweepEveryMs?: number
}

/** Connections for adding and counting; working takes one more per job that runs, one to listen and one for presence. */
const poolSize = 2

/**
 * The queue on PostgreSQL, by graphile-worker. One pool of workers serves all lanes by priority; a lane is a flag of its jobs, by which they are held back.
 * A failed job comes again after e^attempt seconds. The job key holds among the jobs of one name: a job that waits is not added
 * twice; one that already runs does not count, since it may have read what has changed since.
 */
export function graphileQueue(options: GraphileQueueOptions): Queue {
  const { connectionString, laneOf, log, pollIntervalMs = 1000, sweepEveryMs = 1000 } = options
  const poolOf = (max: number) => openPool({ connectionString, max, application_name: 'kuaichu-queue' }, log)
  const pool = unavailableWhenAway(poolOf(poolSize))
  const closing = new AbortController()
  let workPool: Pool | undefined
  let runner: JobRunner | undefined
  let sweeping: Promise<void> | undefined

  async function sweep(): Promise<void> {
    const count = await returnInterruptedJobs(pool, runner?.workerId() ?? '')
    if (count > 0) log.warn({ count }, 'jobs of a dead worker came back')
  }

  async function keepSweeping(): Promise<void> {
    try {
      for await (const _ of setInterval(sweepEveryMs, undefined, { signal: closing.signal })) {
        await sweep().catch((error: unknown) => log.error({ err: error }, 'cannot look for jobs of dead workers'))
      }
    } catch (error) {
      if (!closing.signal.aborted) throw error
    }
  }

  return {
    async add(name, payload, { key, priority = 0 } = {}) {
      let added = false
      // add_job answers an empty row, and adds nothing, when a worker takes the job with this key between its look and its write.
      // That job runs with the payload it had: ask again.
      while (!added) {
        const { rows } = await pool.query<{ id: string | null }>(
          `select id from graphile_worker.add_job($1, payload => $2::json, job_key => $3, priority => $4,
             job_key_mode => 'preserve_run_at', flags => array[$5],
             max_attempts => (select max_attempts from queue.attempt_limits where job_name = $1))`,
          [name, JSON.stringify(payload), key === undefined ? null : `${name}:${key}`, priority, laneOf(name)],
        )
        added = rows[0]?.id != null
      }
    },

    async work(handlers, { concurrency }) {
      if (runner) throw new Error('this queue works already')
      await publishAttemptLimits(pool, handlers)
      workPool = poolOf(concurrency + 1)
      runner = await startRunner({
        connectionString,
        pool: workPool,
        tasks: tasksFrom(handlers, pool, log),
        concurrency,
        forbiddenFlags: () => pausedLanes(pool),
        pollIntervalMs,
        log,
        logger: graphileLogger(log),
        signal: closing.signal,
      })
      await sweep()
      sweeping = keepSweeping()
    },

    ...deskOf(pool, laneOf),

    async close() {
      if (closing.signal.aborted) return
      closing.abort()
      // Before anything is waited for: the worker that ends its job meanwhile must take no other.
      const stopped = runner?.stop()
      await sweeping
      await stopped
      await workPool?.end()
      await pool.end()
    },
  }
}
