import type { Pool } from 'pg'
import type { JobHandler } from '../../../kernel/ports.ts'

/**
 * graphile-worker wants to know how often a job may be tried when it is added, but only the workers have the handlers. So workers
 * write the limits to a table that every process reads when it adds, and bring the jobs into line that were added before.
 */
export async function publishAttemptLimits(pool: Pool, handlers: Readonly<Record<string, JobHandler>>): Promise<void> {
  const names = Object.keys(handlers)
  const limits = Object.values(handlers).map((handler) => handler.maxAttempts)
  await pool.query(
    `insert into queue.attempt_limits as known (job_name, max_attempts)
       select * from unnest($1::text[], $2::smallint[])
     on conflict (job_name) do update set max_attempts = excluded.max_attempts
       where known.max_attempts <> excluded.max_attempts`,
    [names, limits],
  )
  await pool.query(
    `select graphile_worker.reschedule_jobs(array[id], max_attempts => attempt_limits.max_attempts)
       from graphile_worker.jobs join queue.attempt_limits on job_name = task_identifier
      where job_name = any($1) and locked_at is null
        and attempts < jobs.max_attempts and jobs.max_attempts <> attempt_limits.max_attempts`,
    [names],
  )
}
