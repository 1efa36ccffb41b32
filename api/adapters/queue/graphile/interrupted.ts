import type { Pool, PoolClient } from 'pg'
import { presenceLock } from './presence.ts'

/** A job may lose its worker so often without losing an attempt; a job that kills every worker still comes to an end. */
const forgivenInterruptions = 20

/**
 * Gives the jobs of dead workers back to the queue, at once and with the attempt they were interrupted in; graphile-worker itself
 * would wait four hours. Dead is who holds jobs but not his presence lock.
 * A worker that lives but lost its connection may see a job run twice: jobs are delivered at least once.
 * @returns how many jobs came back.
 */
export async function returnInterruptedJobs(pool: Pool, ownWorkerId: string): Promise<number> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    const dead = await findDead(client, ownWorkerId)
    const returned = dead.length > 0 ? await release(client, dead) : 0
    await client.query('commit')
    client.release()
    return returned
  } catch (error) {
    client.release(true)
    throw error
  }
}

/** Takes their locks until the end of the transaction: of several processes that sweep at once, one finds each. */
async function findDead(client: PoolClient, ownWorkerId: string): Promise<string[]> {
  const { rows: holders } = await client.query<{ id: string }>(
    'select distinct locked_by as id from graphile_worker.jobs where locked_by <> $1',
    [ownWorkerId],
  )
  const dead: string[] = []
  for (const { id } of holders) {
    const { rows } = await client.query<{ taken: boolean }>(
      `select pg_try_advisory_xact_lock(${presenceLock}) as taken`,
      [id],
    )
    if (rows[0]?.taken) dead.push(id)
  }
  return dead
}

async function release(client: PoolClient, dead: string[]): Promise<number> {
  const { rows } = await client.query<{ job_id: string }>(
    `insert into queue.interruptions as known (job_id)
       select id from graphile_worker.jobs where locked_by = any($1)
     on conflict (job_id) do update set times = known.times + 1
     returning job_id`,
    [dead],
  )
  const jobs = rows.map((row) => row.job_id)
  await client.query('select graphile_worker.force_unlock_workers($1)', [dead])
  await client.query(
    `select graphile_worker.reschedule_jobs(array[jobs.id], run_at => now(), attempts => jobs.attempts - 1)
       from graphile_worker.jobs join queue.interruptions on job_id = jobs.id
      where jobs.id = any($1) and times <= $2`,
    [jobs, forgivenInterruptions],
  )
  await client.query('delete from queue.interruptions where job_id not in (select id from graphile_worker.jobs)')
  return jobs.length
}
