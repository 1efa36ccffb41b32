import type { Task, TaskList } from 'graphile-worker'
import type { Pool } from 'pg'
import { z } from 'zod'
import type { JobHandler } from '../../../kernel/ports.ts'
import { failureKind } from '../failure-kind.ts'
import type { QueueLog } from '../log.ts'

const JobPayload = z.record(z.string(), z.string())

/** Our handlers as graphile-worker's tasks. The payload is never logged. */
export function tasksFrom(handlers: Readonly<Record<string, JobHandler>>, pool: Pool, log: QueueLog): TaskList {
  return Object.fromEntries(
    Object.entries(handlers).map(([name, handler]) => [name, taskFrom(name, handler, pool, log)]),
  )
}

function taskFrom(name: string, handler: JobHandler, pool: Pool, log: QueueLog): Task {
  return async (payload, { job }) => {
    const attempt = { number: job.attempts, last: job.attempts >= job.max_attempts, dueAt: job.run_at }
    try {
      await handler.run(JobPayload.parse(payload), attempt)
    } catch (error) {
      log[attempt.last ? 'error' : 'warn']({ job: name, jobId: job.id, attempt, err: error }, 'job failed')
      if (job.key !== null && (await isSuperseded(pool, job.id))) return
      throw new Error(failureKind(error), { cause: error })
    }
  }
}

/**
 * graphile-worker takes the key and the further attempts from a running job when one with the same key is added. That one does the
 * work now: this one is over, rather than failed for good.
 */
async function isSuperseded(pool: Pool, jobId: string): Promise<boolean> {
  const { rowCount } = await pool.query('select 1 from graphile_worker.jobs where id = $1 and key is null', [jobId])
  return rowCount === 1
}
