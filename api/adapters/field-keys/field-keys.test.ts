import pg from 'pg'
import pino from 'pino'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { freshDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import type { PrismaClient } from '../../generated/prisma/client.ts'
import { settableClock } from '../../kernel/clock.ts'
import type { FieldCipher } from '../../kernel/ports.ts'
import type { FieldPlace } from '../../kernel/sealed.ts'
import { openDatabase } from '../postgres/client.ts'
import { withClient } from '../postgres/roles.ts'
import { fieldCipher } from './cipher.ts'
import { addFieldKey, rewrapFieldKeys } from './key-acts.ts'
import { openKeyRing } from './key-ring.ts'
import { newMasterKey, parseMasterKeys } from './master-keys.ts'

const clock = settableClock(new Date('2026-06-01T08:00:00Z'))
const [older, newer] = ['old', 'new'].map((id) => `${id}:${newMasterKey(clock.now()).split(':')[1]}`) as [
  string,
  string,
]
const keysOf = (text: string) => parseMasterKeys(text) ?? []

const phone = '13800000001'
const here: FieldPlace = { field: 'party.phone', row: 'row-1' }

const closers: (() => Promise<unknown>)[] = []
let database: TestDatabase
let db: PrismaClient

beforeEach(async () => {
  database = await freshDatabase()
  closers.push(database.drop)
  db = openDatabase(database.appUrl, { poolSize: 2 })
  closers.push(db.$disconnect.bind(db))
})
afterAll(async () => {
  for (const close of closers.reverse()) await close()
})

/** What one process holds. */
async function startProcess(masterKeys = older): Promise<FieldCipher> {
  const pool = new pg.Pool({ connectionString: database.appUrl, max: 1 })
  closers.push(() => pool.end())
  return fieldCipher(await openKeyRing({ pool, masterKeys: keysOf(masterKeys), clock, log: pino({ level: 'silent' }) }))
}

const keyOf = (sealed: string) => sealed.split(':')[2]

describe('a sealed value', () => {
  it('comes back at its own place, and shows nothing', async () => {
    const cipher = await startProcess()
    const sealed = await cipher.seal(here, phone)
    expect(await cipher.open(here, sealed)).toBe(phone)
    expect(sealed).toMatch(/^sealed:1:1:[\w-]{52}$/)
    expect(await cipher.seal(here, phone)).not.toBe(sealed)
  })

  it.each<[string, FieldPlace]>([
    ['column', { ...here, field: 'party.licenceNumber' }],
    ['table', { ...here, field: 'driver.phone' }],
    ['row', { ...here, row: 'row-2' }],
  ])('does not open in another %s', async (_, elsewhere) => {
    const cipher = await startProcess()
    await expect(cipher.open(elsewhere, await cipher.seal(here, phone))).rejects.toThrow('sealed for another place')
  })

  it('does not open when it was changed, cut, or given to another key', async () => {
    const cipher = await startProcess()
    const sealed = await cipher.seal(here, phone)
    const last = sealed.at(-2) === 'A' ? 'B' : 'A'
    for (const changed of [`${sealed.slice(0, -2)}${last}${sealed.at(-1)}`, sealed.slice(0, -4), 'sealed:1:1:AAAA'])
      await expect(cipher.open(here, changed)).rejects.toThrow('party.phone of row row-1 was changed')
    await db.$transaction((tx) => addFieldKey(tx, clock.now(), { purpose: 'seal', masterKeys: keysOf(older) }))
    await expect(cipher.open(here, sealed.replace(':1:1:', ':1:3:'))).rejects.toThrow('was changed')
    await expect(cipher.open(here, sealed.replace(':1:1:', ':1:9:'))).rejects.toThrow('field key 9, which is not there')
    await expect(cipher.open(here, sealed.replace(':1:', ':2:'))).rejects.toThrow('is of no known form')
  })

  it('stands beside plain ones of before, which come back as they are', async () => {
    expect(await (await startProcess()).open(here, phone)).toBe(phone)
  })
})

describe('an index', () => {
  it('is the same for the same value of the same column, however it was typed', async () => {
    const { indexOf } = await startProcess()
    expect(indexOf('driver.phone', ' １３８00000001 ')).toBe(indexOf('driver.phone', phone))
    expect(indexOf('driver.phone', '13800000002')).not.toBe(indexOf('driver.phone', phone))
    expect(indexOf('one_time_code.phone', phone)).not.toBe(indexOf('driver.phone', phone))
  })

  it('is the same in every process, and another in every installation', async () => {
    const [one, two] = [await startProcess(), await startProcess()]
    expect(one.indexOf('driver.phone', phone)).toBe(two.indexOf('driver.phone', phone))
    database = await freshDatabase()
    expect((await startProcess()).indexOf('driver.phone', phone)).not.toBe(one.indexOf('driver.phone', phone))
  })
})

describe('field keys', () => {
  it('are made once where several processes start at once', async () => {
    const [one, two, three] = await Promise.all([startProcess(), startProcess(), startProcess()])
    const sealed = await one.seal(here, phone)
    expect(await Promise.all([two, three].map((cipher) => cipher.open(here, sealed)))).toEqual([phone, phone])
    expect(await db.fieldKey.count()).toBe(2)
  })

  it('are taken up by running processes: at once for opening, within a minute for sealing', async () => {
    const running = await startProcess()
    const before = await running.seal(here, phone)
    await db.$transaction((tx) => addFieldKey(tx, clock.now(), { purpose: 'seal', masterKeys: keysOf(older) }))

    const after = await (await startProcess()).seal(here, phone)
    expect([before, after].map(keyOf)).toEqual(['1', '3'])
    expect(await running.open(here, before)).toBe(phone)

    const idle = await startProcess()
    await db.$transaction((tx) => addFieldKey(tx, clock.now(), { purpose: 'seal', masterKeys: keysOf(older) }))
    clock.advance(60_001)
    await expect.poll(async () => keyOf(await idle.seal(here, phone))).toBe('4')
    expect(await running.open(here, after)).toBe(phone)
  })

  it('are wrapped anew while processes run, and no value changes', async () => {
    const running = await startProcess()
    const sealed = await running.seal(here, phone)
    const index = running.indexOf('driver.phone', phone)
    const rewrap = () => db.$transaction((tx) => rewrapFieldKeys(tx, clock.now(), keysOf(`${newer},${older}`)))
    expect([await rewrap(), await rewrap()]).toEqual([2, 0])

    expect(await running.open(here, sealed)).toBe(phone)
    const next = await startProcess(newer)
    expect(await next.open(here, sealed)).toBe(phone)
    expect(next.indexOf('driver.phone', phone)).toBe(index)
    await expect(startProcess(older)).rejects.toThrow('FIELD_KEYS does not hold the key new')
  })

  it('lie in the database wrapped, and the application can neither remove one nor make it another', async () => {
    await startProcess()
    for (const sql of ['delete from field_key', 'update field_key set id = 9', `update field_key set purpose = 'seal'`])
      await expect(withClient(database.appUrl, (client) => client.query(sql))).rejects.toThrow('permission denied')
  })
})
