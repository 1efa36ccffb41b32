import { afterAll, beforeAll, expect, it } from 'vitest'
import { withClient } from '../../api/adapters/postgres/roles.ts'
import { freshDatabase, type TestDatabase } from './database.ts'

let a: TestDatabase
let b: TestDatabase

beforeAll(async () => {
  ;[a, b] = await Promise.all([freshDatabase(), freshDatabase()])
})

afterAll(async () => {
  await Promise.all([a.drop(), b.drop()])
})

it('gives each caller a migrated database of its own', async () => {
  await withClient(a.ownerUrl, (client) => client.query('CREATE TABLE scratch (id int)'))
  const tables = (url: string) =>
    withClient(url, async (client) => {
      const { rows } = await client.query<{ name: string }>(
        `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`,
      )
      return rows.map(({ name }) => name)
    })
  expect(await tables(a.ownerUrl)).toContain('scratch')
  expect(await tables(b.ownerUrl)).not.toContain('scratch')
  expect(await tables(b.ownerUrl)).toContain('_prisma_migrations')
})

it('lets the application role in, without the right to make tables', async () => {
  await expect(withClient(a.appUrl, (client) => client.query('CREATE TABLE mine (id int)'))).rejects.toThrow(
    'permission denied',
  )
})

it('leaves a database that somebody still uses to the end of the run', async () => {
  const used = await freshDatabase()
  const answer = await withClient(used.ownerUrl, async (client) => {
    await used.drop()
    return client.query('SELECT 1')
  })
  expect(answer.rowCount).toBe(1)
})

it('drops a database that nobody uses', async () => {
  const unused = await freshDatabase()
  await unused.drop()
  await expect(withClient(unused.ownerUrl, (client) => client.query('SELECT 1'))).rejects.toThrow('does not exist')
})
