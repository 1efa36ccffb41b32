import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { startBalancer } from '../../../infra/stage/balancer.ts'
import { freePort } from '../../../infra/stage/free-port.ts'
import { Prisma, type PrismaClient } from '../../generated/prisma/client.ts'
import { isDatabaseAway, isPrismaError } from '../../kernel/database-away.ts'
import { uniqueViolation } from '../../kernel/unique-violation.ts'
import { listen, openDatabase, openSharedDatabase } from './client.ts'
import { startEmbeddedPostgres, type EmbeddedPostgres } from './embedded.ts'
import { wholeSql } from './new-migration.ts'
import { unavailableWhenAway } from './pool.ts'
import { withClient } from './roles.ts'

const parent = await mkdtemp(join(tmpdir(), 'kuaichu-client-'))
let server: EmbeddedPostgres
let database: PrismaClient

beforeAll(async () => {
  server = await startEmbeddedPostgres({ dir: join(parent, 'postgres'), durable: false })
  const sql = await wholeSql(server.ownerUrl)
  await withClient(server.ownerUrl, (client) => client.query(sql))
  database = openDatabase(server.ownerUrl, { poolSize: 4 })
})

afterAll(async () => {
  await database.$disconnect()
  await server.stop()
  await rm(parent, { recursive: true })
})

const rejection = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  )

/** The values that arrive, one `next()` each. */
function inbox<T>() {
  const waiting: ((value: T) => void)[] = []
  const arrived: T[] = []
  return {
    put(value: T) {
      const taker = waiting.shift()
      if (taker) taker(value)
      else arrived.push(value)
    },
    next: () =>
      new Promise<T>((resolve) => {
        const value = arrived.shift()
        if (value === undefined) waiting.push(resolve)
        else resolve(value)
      }),
  }
}

describe('openDatabase', () => {
  it('keeps instants whatever the time zone of the server or the process', async () => {
    const createdAt = new Date('2026-03-29T01:30:00.123Z')
    const { id } = await database.driver.create({ data: { id: randomUUID(), phone: 'sealed:1', createdAt } })
    expect((await database.driver.findUniqueOrThrow({ where: { id } })).createdAt).toEqual(createdAt)
    const [row] = await database.$queryRaw<{ zone: string }[]>`SELECT current_setting('TimeZone') AS zone`
    expect(row?.zone).toBe('UTC')
  })

  it('ends a statement that takes too long', async () => {
    const [row] = await database.$queryRaw<{ limit: string }[]>`SELECT current_setting('statement_timeout') AS limit`
    expect(row?.limit).toBe('15s')
  })
})

describe('openSharedDatabase', () => {
  it('answers plain statements and Prisma on one pool, in the same time zone', async () => {
    const { db, query, close } = openSharedDatabase(server.ownerUrl, { poolSize: 1 })
    const createdAt = new Date('2026-03-29T01:30:00.123Z')
    const { id } = await db.driver.create({ data: { id: randomUUID(), phone: '13800000009', createdAt } })
    const select = Prisma.sql`select "createdAt", pg_backend_pid() as pid from driver where id = ${id}`
    const [first] = await query<{ createdAt: Date; pid: number }>(select, { prepared: 'one-driver' })
    expect(first?.createdAt).toEqual(createdAt)
    const [same] = await db.$queryRaw<{ pid: number }[]>`select pg_backend_pid() as pid`
    expect(same?.pid).toBe(first?.pid)
    await close()
  })

  it('says that the database is not there, and not that the statement is wrong', async () => {
    const { query, close } = openSharedDatabase('postgresql://nobody:x@127.0.0.1:1/none', { poolSize: 1 })
    await expect(query(Prisma.sql`select 1`)).rejects.toMatchObject({ code: 'unavailable' })
    await close()
    const { query: wrong, close: closeToo } = openSharedDatabase(server.ownerUrl, { poolSize: 1 })
    await expect(wrong(Prisma.sql`select nothing`)).rejects.toMatchObject({ code: '42703' })
    await closeToo()
  })

  it('outlives a connection that breaks', async () => {
    const { query, close } = openSharedDatabase(server.ownerUrl, { poolSize: 1 })
    const [mine] = await query<{ pid: number }>(Prisma.sql`select pg_backend_pid() as pid`)
    await database.$queryRaw`select pg_terminate_backend(${mine?.pid})`
    await vi.waitFor(async () => expect(await query(Prisma.sql`select 1 as one`)).toEqual([{ one: 1 }]))
    await close()
  })
})

describe('a database that is away', () => {
  const nowhere = 'postgresql://nobody:x@127.0.0.1:1/none'
  const isKnown = (error: unknown) => isPrismaError(error) && isDatabaseAway(error)

  it.each([
    ['reads', (db: PrismaClient) => db.driver.findFirst()],
    ['statements', (db: PrismaClient) => db.$queryRaw`select 1`],
    ['transactions', (db: PrismaClient) => db.$transaction((tx) => tx.driver.findFirst())],
  ] as const)('is known by what Prisma says to %s', async (_, ask) => {
    const db = openDatabase(nowhere, { poolSize: 1 })
    expect(await rejection(ask(db))).toSatisfy(isKnown)
    await db.$disconnect()
  })

  it('is known by what Prisma passes on of the driver when the line breaks under a statement', async () => {
    const url = new URL(server.ownerUrl)
    const port = await freePort()
    const line = await startBalancer(port, [Number(url.port)])
    url.port = String(port)
    const db = openDatabase(url.href, { poolSize: 2 })
    await db.$queryRaw`select 1`
    const broken = rejection(db.$transaction((tx) => tx.$queryRaw`select 'this one is cut off', pg_sleep(60)`))
    await vi.waitFor(async () => {
      const asked = await database.$queryRaw<{ pid: number }[]>`
        select pid from pg_stat_activity where query like '%this one is cut off%' and pid <> pg_backend_pid()`
      expect(asked).toHaveLength(1)
    })
    await line.stop()
    expect(await broken).toSatisfy(isKnown)
    await db.$disconnect()
  })

  it('makes the queries of a marked pool fail unavailable, and leaves them their own errors', async () => {
    const away = unavailableWhenAway(new pg.Pool({ connectionString: nowhere, max: 1 }))
    await expect(away.query('select 1')).rejects.toMatchObject({ code: 'unavailable', details: { part: 'database' } })
    await away.end()
    const there = unavailableWhenAway(new pg.Pool({ connectionString: server.ownerUrl, max: 1 }))
    await expect(there.query('select nothing')).rejects.toMatchObject({ code: '42703' })
    expect((await there.query('select $1::int as one', [1])).rows).toEqual([{ one: 1 }])
    await there.end()
  })
})

describe('uniqueViolation', () => {
  it('names the constraint that a create ran into, also within a transaction', async () => {
    const data = { phone: 'sealed:2', phoneIndex: 'two' }
    const create = () => database.driver.create({ data: { id: randomUUID(), ...data } })
    await create()
    expect(uniqueViolation(await rejection(create()))).toBe('driver_phoneIndex_key')
    const inTransaction = database.$transaction((tx) => tx.driver.create({ data: { id: randomUUID(), ...data } }))
    expect(uniqueViolation(await rejection(inTransaction))).toBe('driver_phoneIndex_key')
  })

  it('names it for raw SQL, too', async () => {
    const insert = () => database.$executeRaw`
      INSERT INTO driver (id, phone, "phoneIndex") VALUES (gen_random_uuid(), 'sealed:3', 'three')`
    await insert()
    expect(uniqueViolation(await rejection(insert()))).toBe('driver_phoneIndex_key')
  })

  it('is null for every other failure', async () => {
    expect(
      uniqueViolation(await rejection(database.driver.findUniqueOrThrow({ where: { id: randomUUID() } }))),
    ).toBeNull()
    expect(uniqueViolation(new Error('unique'))).toBeNull()
  })
})

describe('listen', () => {
  it('hears what is notified at commit', async () => {
    const heard = inbox<string>()
    const listener = await listen(server.appUrl, 'outbox', heard.put)
    await database.$executeRaw`SELECT pg_notify('outbox', '快处')`
    expect(await heard.next()).toBe('快处')
    await listener.close()
  })

  it('connects again when the connection breaks, and says so for the sake of what was missed', async () => {
    const heard = inbox<string>()
    const connected = inbox<true>()
    const listener = await listen(server.ownerUrl, 'outbox', heard.put, { onConnect: () => connected.put(true) })
    await connected.next()
    await database.$queryRaw`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'kuaichu-listen'`
    await connected.next()
    await database.$executeRaw`SELECT pg_notify('outbox', 'after')`
    expect(await heard.next()).toBe('after')
    await listener.close()
  })

  it('fails at once where nobody answers', async () => {
    await expect(listen('postgresql://nobody:x@127.0.0.1:1/none', 'outbox', () => undefined)).rejects.toThrow(
      'ECONNREFUSED',
    )
  })
})
