import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { graphileQueue, installQueue } from '../../../api/adapters/queue/graphile/graphile.ts'
import type { QueueLog } from '../../../api/adapters/queue/log.ts'
import { appRole, withClient } from '../../../api/adapters/postgres/roles.ts'
import { freshDatabase, type TestDatabase } from '../../support/database.ts'
import { countsOf } from '../../support/queue-counts.ts'
import { handler, latch, queueContract } from './queue.contract.ts'

const silent: QueueLog = pino({ level: 'silent' })

async function startGraphile() {
  const database = await freshDatabase()
  const { ownerUrl, appUrl } = database
  await Promise.all([1, 2, 3].map(() => installQueue(ownerUrl, appRole)))
  const asOwner = (sql: string, values: unknown[] = []) => withClient(ownerUrl, (client) => client.query(sql, values))
  return {
    database,
    asOwner,
    open: (log = silent) =>
      graphileQueue({
        connectionString: appUrl,
        laneOf: () => 'maintenance',
        log,
        pollIntervalMs: 50,
        sweepEveryMs: 50,
      }),
    skipBackoff: async () => {
      await asOwner(
        'select graphile_worker.reschedule_jobs(array[id], run_at => now()) from graphile_worker.jobs where run_at > now()',
      )
    },
    startStuckWorker: (jobName: string) =>
      spawn(process.execPath, ['--import', 'tsx', programPath('./stuck-worker.ts'), appUrl, jobName], {
        stdio: ['ignore', 'pipe', 'inherit'],
      }),
    stop: () => database.drop(),
  }
}

queueContract('graphile-worker on PostgreSQL', startGraphile)

describe('the queue on PostgreSQL', () => {
  let harness: Awaited<ReturnType<typeof startGraphile>>
  beforeAll(async () => {
    harness = await startGraphile()
  })
  afterAll(() => harness.stop())

  it('is installed again without harm', async () => {
    const queue = harness.open()
    await queue.add('kept', {})
    await installQueue(harness.database.ownerUrl, appRole)
    expect((await countsOf(queue)).waiting).toBe(1)
    await queue.close()
  })

  it('writes no payload to the log, nor what an error quotes to the table of jobs', async () => {
    const logged: string[] = []
    const queue = harness.open(pino({ level: 'debug' }, { write: (line) => void logged.push(line) }))
    await queue.add('private', { plate: '粤A12345' })
    const failing = handler(1, async () => {
      throw new TypeError('broken')
    })
    await queue.work({ private: failing }, { concurrency: 1 })
    const kept = "select last_error from graphile_worker.jobs where task_identifier = 'private' and locked_at is null"
    await vi.waitFor(async () => expect((await harness.asOwner(kept)).rows).toEqual([{ last_error: 'TypeError' }]))
    await queue.close()
    expect(logged.join()).toContain('job failed')
    expect(logged.join()).not.toContain('粤A12345')
    await harness.asOwner('delete from graphile_worker._private_jobs')
  })

  it('lets a job fail at last that kills its workers', async () => {
    const queue = harness.open()
    await queue.add('killer', {})
    await queue.work({ other: handler(1, async () => undefined) }, { concurrency: 1 })
    await harness.asOwner('update graphile_worker._private_jobs set max_attempts = 1 where key is null')
    for (let kill = 1; kill <= 21; kill += 1) {
      // As a worker that died leaves it: locked by somebody who holds no presence lock.
      const { rowCount } = await harness.asOwner(
        `update graphile_worker._private_jobs set locked_at = now(), locked_by = $1, attempts = attempts + 1
          where is_available and task_id = (select id from graphile_worker._private_tasks where identifier = 'killer')`,
        [`pool-dead-${kill}`],
      )
      expect(rowCount).toBe(1)
      await vi.waitFor(async () => expect((await countsOf(queue)).running).toBe(0))
    }
    expect((await countsOf(queue)).failed).toBe(1)
    await queue.close()
  })

  it('goes on after the database was away while a job ended', async () => {
    const logged: string[] = []
    const queue = harness.open(pino({ level: 'error' }, { write: (line) => void logged.push(line) }))
    const gate = latch()
    let runs = 0
    await queue.work({ outage: handler(3, async () => ((runs += 1), gate.passed)) }, { concurrency: 1 })
    await queue.add('outage', {})
    await vi.waitFor(() => expect(runs).toBe(1))

    await whileAway(harness.database, async () => {
      gate.open()
      await vi.waitFor(() => expect(logged.join()).toContain('Failed to complete jobs'))
    })

    await vi.waitFor(() => expect(runs).toBe(2), { timeout: 10_000 })
    await queue.close()
  })
})

/** Nobody is connected to the database, and nobody can connect, while `use` runs. */
async function whileAway({ ownerUrl, appUrl }: TestDatabase, use: () => Promise<void>): Promise<void> {
  const outside = Object.assign(new URL(ownerUrl), { pathname: '/postgres' }).href
  const allow = (connections: boolean) =>
    withClient(outside, (client) =>
      client.query(`alter database ${new URL(ownerUrl).pathname.slice(1)} allow_connections ${connections}`),
    )
  await withClient(appUrl, async (application) => {
    await allow(false)
    await application.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = current_user and pid <> pg_backend_pid()',
    )
  })
  await use()
  await allow(true)
}

function programPath(sibling: string): string {
  return fileURLToPath(new URL(sibling, import.meta.url))
}
