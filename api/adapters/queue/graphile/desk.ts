import type { Pool } from 'pg'
import { fail } from '../../../kernel/errors.ts'
import { lanes, type Lane } from '../../../kernel/lanes.ts'
import type { Queue } from '../../../kernel/ports.ts'

type Desk = Pick<Queue, 'lanes' | 'failedJobs' | 'failedJob' | 'retry' | 'dismiss' | 'pause' | 'resume'>

const isFailed = 'locked_at is null and attempts >= max_attempts'
const isId = /^\d{1,18}$/
const failedJobs = `
  select jobs.id, task_identifier as name, payload, jobs.attempts, coalesce(jobs.last_error, '') as reason,
         jobs.updated_at as "failedAt"
    from graphile_worker.jobs join graphile_worker._private_jobs as bodies using (id)
   where jobs.locked_at is null and jobs.attempts >= jobs.max_attempts`

/** What is told of the jobs, and done to them by hand. */
export function deskOf(pool: Pool, laneOf: (jobName: string) => Lane): Desk {
  async function requireChanged(sql: string, id: string): Promise<void> {
    const { rowCount } = isId.test(id) ? await pool.query(sql, [id]) : { rowCount: 0 }
    if (!rowCount) fail('not-found')
  }

  return {
    async lanes() {
      const [{ rows }, paused] = await Promise.all([
        pool.query<{ name: string; waiting: number; running: number; failed: number }>(
          `select task_identifier as name,
                  count(*) filter (where locked_at is null and attempts < max_attempts)::int as waiting,
                  count(*) filter (where locked_at is not null)::int as running,
                  count(*) filter (where ${isFailed})::int as failed
             from graphile_worker.jobs group by 1`,
        ),
        pausedLanes(pool),
      ])
      return lanes.map((lane) => {
        const own = rows.filter(({ name }) => laneOf(name) === lane)
        const sum = (of: 'waiting' | 'running' | 'failed') => own.reduce((total, row) => total + row[of], 0)
        return {
          lane,
          waiting: sum('waiting'),
          running: sum('running'),
          failed: sum('failed'),
          paused: paused.includes(lane),
        }
      })
    },

    async failedJobs({ limit }) {
      const newest = `${failedJobs} order by jobs.updated_at desc, jobs.id desc limit $1`
      const { rows } = await pool.query<FailedRow>(newest, [limit])
      return rows.map((row) => ({ ...row, lane: laneOf(row.name) }))
    },

    async failedJob(id) {
      const { rows } = isId.test(id)
        ? await pool.query<FailedRow>(`${failedJobs} and jobs.id = $1`, [id])
        : { rows: [] }
      const [row] = rows
      return row ? { ...row, lane: laneOf(row.name) } : fail('not-found')
    },

    retry: (id) =>
      requireChanged(
        `select graphile_worker.reschedule_jobs(array[id], run_at => now(), attempts => 0)
           from graphile_worker.jobs where id = $1 and ${isFailed}`,
        id,
      ),

    dismiss: (id) =>
      requireChanged(
        `select graphile_worker.complete_jobs(array[id]) from graphile_worker.jobs where id = $1 and ${isFailed}`,
        id,
      ),

    pause: async (lane) => {
      await pool.query('insert into queue.paused_lanes values ($1) on conflict do nothing', [lane])
    },

    resume: async (lane) => {
      await pool.query('delete from queue.paused_lanes where lane = $1', [lane])
    },
  }
}

interface FailedRow {
  id: string
  name: string
  payload: Record<string, string>
  attempts: number
  reason: string
  failedAt: Date
}

/** Asked before every look for a job. */
export async function pausedLanes(pool: Pool): Promise<string[]> {
  const { rows } = await pool.query<{ lane: string }>('select lane from queue.paused_lanes')
  return rows.map(({ lane }) => lane)
}
