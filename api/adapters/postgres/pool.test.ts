import type { Pool } from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { freshDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import { exclusivelyOn } from './exclusively.ts'
import { openPool } from './pool.ts'

let database: TestDatabase
let pool: Pool
const warn = vi.fn()

beforeAll(async () => {
  database = await freshDatabase()
  pool = openPool({ connectionString: database.appUrl, max: 2 }, { warn })
})
afterAll(async () => {
  await pool.end()
  await database.drop()
})

/** As a server that is killed does; answers when this side has noticed. */
async function breakAllOthers(): Promise<void> {
  warn.mockClear()
  await pool.query(`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and usename = current_user and pid <> pg_backend_pid()`)
  await vi.waitFor(() => expect(warn).toHaveBeenCalled())
}

// An error that nobody hears ends the process: the runner fails on it, too.
describe('a connection that breaks', () => {
  it('between two queries of whoever holds it is logged, and the next query says so', async () => {
    const client = await pool.connect()
    await breakAllOthers()
    await expect(client.query('select 1')).rejects.toThrow(/not queryable|terminated/)
    client.release(true)
    await expect(pool.query('select 1 as one')).resolves.toMatchObject({ rows: [{ one: 1 }] })
  })

  it('under work that is done alone leaves the work its answer', async () => {
    const exclusively = exclusivelyOn(pool)
    await expect(exclusively('a key', breakAllOthers)).resolves.toBeUndefined()
    await expect(exclusively('a key', async () => 'next')).resolves.toBe('next')
  })
})
