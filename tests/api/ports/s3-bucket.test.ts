import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { S3Options } from '../../../api/adapters/objects/s3.ts'
import { exclusivelyOn } from '../../../api/adapters/postgres/exclusively.ts'
import { freshDatabase, type TestDatabase } from '../../support/database.ts'
import { bytesOf, sha256 } from './object-store.contract.ts'
import { minio, partBytes, startS3 } from './open-s3.ts'

let serial = 0
const newKey = () => `evidence/${(serial += 1)}`
const big = randomBytes(2 * partBytes + 1000)

/** What the log says of the bucket, line by line. */
function listening(): { log: S3Options['log']; lines: { level: number; msg: string }[] } {
  const lines: { level: number; msg: string }[] = []
  const log = pino({}, { write: (line: string) => void lines.push(JSON.parse(line) as (typeof lines)[number]) })
  return { log, lines }
}

describe('write-once', () => {
  let database: TestDatabase
  beforeAll(async () => void (database = await freshDatabase()))
  afterAll(() => database.drop())

  it.each([
    ['the server decides where it honours conditions', true],
    ['the database decides where the server does not', false],
  ])('holds between processes: %s', async (_, conditionalWrites) => {
    const s3 = await startS3({ conditionalWrites })
    const pools = [1, 2, 3].map(() => new pg.Pool({ connectionString: database.appUrl, max: 2 }))
    const stores = await Promise.all(pools.map((pool) => s3.open({ exclusively: exclusivelyOn(pool) })))
    for (const [size, method, query] of [
      [10, 'PUT', undefined],
      [partBytes + 10, 'POST', 'uploadId'],
    ] as const) {
      await s3.behave({ conditionalWrites, fault: { method, query, does: 'slow' } })
      const key = newKey()
      const contents = stores.map(() => randomBytes(size))
      const outcomes = await Promise.allSettled(
        stores.map(({ objects }, at) => {
          const bytes = contents[at] ?? Buffer.alloc(0)
          return objects.put(key, { bytes }, sha256(bytes))
        }),
      )
      const winners = contents.filter((_, at) => outcomes[at]?.status === 'fulfilled')
      expect(winners).toHaveLength(1)
      expect((await s3.storage.objects.read(key)).equals(winners[0] ?? Buffer.alloc(0))).toBe(true)
      const { seen } = await s3.server.report()
      const conditions = seen.filter((asked) => asked.key === key && asked.headers['if-none-match'] === '*')
      expect(conditions.length > 0).toBe(conditionalWrites)
    }
    await Promise.all(pools.map((pool) => pool.end()))
    await s3.stop()
  })

  it('fails unavailable when the database that must decide is away', async () => {
    const pool = new pg.Pool({ connectionString: 'postgres://nobody@127.0.0.1:9/none' })
    const s3 = await startS3({}, { exclusively: exclusivelyOn(pool) })
    await expect(s3.storage.objects.put(newKey(), bytesOf('x'), sha256('x'))).rejects.toMatchObject({
      code: 'unavailable',
      details: { part: 'database' },
    })
    await pool.end()
    await s3.stop()
  })
})

describe('object lock', () => {
  const day = 24 * 3_600_000

  it('keeps originals, documents and roots for the retention period, and nothing that must be removable', async () => {
    const { log, lines } = listening()
    const s3 = await startS3({ conditionalWrites: true, objectLock: 'on' }, { log, retentionDays: 30 })
    const { objects, uploads } = s3.storage
    for (const key of ['evidence/1', 'documents/1', 'audit/roots/1', 'derivatives/1'])
      await objects.put(key, bytesOf('x'), sha256('x'))
    await objects.put('evidence/big', { bytes: big }, sha256(big))
    await uploads.append('1', 0, (await objects.open('evidence/1')) as never)

    const { seen } = await s3.server.report()
    const writes = seen.filter(({ method, query }) => method === 'PUT' && !query.includes('partNumber'))
    const begun = seen.filter(({ query }) => query.includes('uploads') && query.length === 1)
    const lockOf = Object.fromEntries(
      [...writes, ...begun].map(({ key, headers }) => [
        key,
        headers['x-amz-object-lock-mode'] && headers['x-amz-object-lock-retain-until-date'],
      ]),
    )
    for (const key of ['evidence/1', 'evidence/big', 'documents/1', 'audit/roots/1'])
      expect(Math.abs(Date.parse(lockOf[key] ?? '') - Date.now() - 30 * day)).toBeLessThan(60_000)
    for (const key of ['derivatives/1', 'uploads/1/000000000000-000000000001'])
      expect([key, key in lockOf, lockOf[key]]).toEqual([key, true, undefined])
    expect(lines.map(({ level, msg }) => [level, msg])).toContainEqual([
      30,
      'object lock is on: originals cannot be deleted early',
    ])
    await s3.stop()
  })

  it('lets an object go in every version once its period is over, and not before', async () => {
    // A server takes no request whose time is a quarter of an hour away from its own.
    const minutes = 60_000
    const s3 = await startS3({ conditionalWrites: true, objectLock: 'on' }, { retentionDays: (10 * minutes) / day })
    const { objects } = s3.storage
    for (const key of ['evidence/1', 'derivatives/1']) await objects.put(key, bytesOf('x'), sha256('x'))
    expect(await objects.discard('derivatives/1')).toEqual({ gone: true })
    expect(await objects.size('derivatives/1')).toBeNull()

    const early = await objects.discard('evidence/1')
    if (early.gone || early.lockedUntil === null) throw new Error('it is not told until when the object is locked')
    expect(Math.abs(early.lockedUntil.getTime() - Date.now() - 10 * minutes)).toBeLessThan(minutes)
    expect(String(await objects.read('evidence/1'))).toBe('x')

    await s3.advance(12 * minutes)
    expect(await objects.discard('evidence/1')).toEqual({ gone: true })
    expect(await objects.size('evidence/1')).toBeNull()
    await s3.stop()
  })

  it.each([
    ['off', /^object lock is off/],
    [undefined, /^the object store does not say whether object lock is on/],
  ] as const)('is told to be %s in one line, and no object bears a period', async (objectLock, line) => {
    const { log, lines } = listening()
    const s3 = await startS3({ objectLock }, { log })
    await s3.storage.objects.put('evidence/1', bytesOf('x'), sha256('x'))
    expect(lines.filter(({ level, msg }) => level === 40 && line.test(msg))).toHaveLength(1)
    const { seen } = await s3.server.report()
    expect(seen.some(({ headers }) => 'x-amz-object-lock-mode' in headers)).toBe(false)
    await s3.stop()
  })
})

describe('the lifecycle of a bucket', () => {
  it('removes unacknowledged uploads after two days, and is set once', async () => {
    const s3 = await startS3({ lifecycles: true })
    await s3.storage.check()
    await (await s3.open()).check()
    const { lifecycle, seen } = await s3.server.report()
    expect(lifecycle).toContain('<Filter><Prefix>uploads/</Prefix></Filter><Expiration><Days>2</Days></Expiration>')
    expect(seen.filter(({ method, query }) => method === 'PUT' && query.includes('lifecycle'))).toHaveLength(1)
    await s3.stop()
  })

  it('is left alone where somebody has made rules: the log says what is missing', async () => {
    const { log, lines } = listening()
    const s3 = await startS3({ lifecycles: true }, { log })
    const rule = { ID: 'theirs', Status: 'Enabled', Filter: { Prefix: 'other/' }, Expiration: { Days: 9 } }
    await minio(s3).setBucketLifecycle(s3.server.connection.bucket, { Rule: [rule] })
    await s3.storage.check()
    expect((await s3.server.report()).lifecycle).not.toContain('kuaichu')
    expect(lines.map(({ msg }) => msg)).toContain(
      'the bucket has lifecycle rules: add one that expires uploads/ after 2 days',
    )
    await s3.stop()
  })
})
