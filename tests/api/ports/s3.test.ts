import { randomBytes } from 'node:crypto'
import { appendFile, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'minio'
import pg from 'pg'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { S3Options } from '../../../api/adapters/objects/s3.ts'
import { exclusivelyOn } from '../../../api/adapters/postgres/exclusively.ts'
import type { ObjectStore } from '../../../api/kernel/ports.ts'
import { freshDatabase, type TestDatabase } from '../../support/database.ts'
import { bytesOf, sha256 } from './object-store.contract.ts'
import { partBytes, startS3, type OpenedS3 } from './open-s3.ts'

const unavailable = { code: 'unavailable', details: { part: 'objects' } }
let serial = 0
const newKey = () => `evidence/${(serial += 1)}`
const big = randomBytes(2 * partBytes + 1000)

/** What the log says of the bucket, line by line. */
function listening(): { log: S3Options['log']; lines: { level: number; msg: string }[] } {
  const lines: { level: number; msg: string }[] = []
  const log = pino({}, { write: (line: string) => void lines.push(JSON.parse(line) as (typeof lines)[number]) })
  return { log, lines }
}

describe('objects on S3', () => {
  let s3: OpenedS3
  let store: ObjectStore
  const usual = { conditionalWrites: true }
  beforeAll(async () => {
    s3 = await startS3(usual)
    store = s3.storage.objects
    await store.put('evidence/there', bytesOf('photo'), sha256('photo'))
  })
  afterAll(() => s3.stop())
  afterEach(() => s3.behave(usual))

  const putBig = (key: string) => store.put(key, { bytes: big }, sha256(big))

  describe('that cannot be reached', () => {
    it.each([
      ['is busy', { does: 503 }],
      ['fails inside', { does: 500 }],
      ['breaks every connection', { does: 'cut' }],
      ['says nothing', { does: 'hang' }],
    ] as const)('and %s fail unavailable, whatever is asked', async (_, { does }) => {
      const { objects: impatient } = await s3.open({ silenceMs: 300 })
      for (const method of ['PUT', 'GET', 'HEAD']) {
        await s3.behave({ ...usual, fault: { method, does } })
        const asked = {
          PUT: () => impatient.put(newKey(), bytesOf('x'), sha256('x')),
          GET: () => impatient.read('evidence/there'),
          HEAD: () => impatient.size('evidence/there'),
        }[method]
        await expect(asked?.()).rejects.toMatchObject(unavailable)
      }
    })

    it('fail unavailable when nobody listens, at the start and afterwards', async () => {
      const nowhere = await s3.open({ endpoint: 'http://127.0.0.1:9' })
      await expect(nowhere.check()).rejects.toMatchObject(unavailable)
      await expect(nowhere.objects.size('evidence/there')).rejects.toMatchObject(unavailable)
      await expect(nowhere.uploads.received('1')).rejects.toMatchObject(unavailable)
    })

    it('are there again as soon as the store is', async () => {
      const key = newKey()
      await s3.behave({ ...usual, fault: { method: 'PUT', does: 503 } })
      await expect(store.put(key, bytesOf('x'), sha256('x'))).rejects.toMatchObject(unavailable)
      await s3.behave(usual)
      await store.put(key, bytesOf('x'), sha256('x'))
      expect(await store.size(key)).toBe(1)
    })

    it('are not given up over one busy moment', async () => {
      const key = newKey()
      await s3.behave({ ...usual, fault: { method: 'PUT', does: 503, once: true } })
      await store.put(key, bytesOf('x'), sha256('x'))
      expect(await store.size(key)).toBe(1)
    })
  })

  it.each([
    ['whole', () => bytesOf('content')],
    ['in parts', () => ({ bytes: big })],
  ])('know their own object when the answer to its storing was lost: %s', async (_, content) => {
    const key = newKey()
    const source = content()
    const method = source.bytes === big ? 'POST' : 'PUT'
    const query = source.bytes === big ? 'uploadId' : undefined
    await s3.behave({ ...usual, fault: { method, query, does: 'lose-answer', once: true } })
    await store.put(key, source, sha256(source.bytes))
    expect(sha256(await store.read(key))).toBe(sha256(source.bytes))
  })

  describe('of many megabytes', () => {
    it('go in parts, from a file or from bytes', async () => {
      const folder = await mkdtemp(join(tmpdir(), 'big-'))
      const file = join(folder, 'clip.mp4')
      await writeFile(file, big)
      for (const source of [{ file }, { bytes: big }]) {
        const key = newKey()
        await store.put(key, source, sha256(big))
        expect((await store.read(key)).equals(big)).toBe(true)
        const { seen } = await s3.server.report()
        expect(seen.filter((asked) => asked.key === key && asked.query.includes('partNumber'))).toHaveLength(3)
      }
      await rm(folder, { recursive: true })
    })

    it.each(['cut', 503] as const)(
      'leave no parts behind when the store goes away in the middle (%s)',
      async (does) => {
        const key = newKey()
        await s3.behave({ ...usual, fault: { method: 'PUT', query: 'partNumber', does, after: 1 } })
        await expect(putBig(key)).rejects.toMatchObject(unavailable)
        expect(await store.size(key)).toBeNull()
        expect((await s3.server.report()).unfinished).toEqual([])
        await s3.behave(usual)
        await putBig(key)
        expect(await store.size(key)).toBe(big.length)
      },
    )

    it('are not stored when the store says so after it said yes', async () => {
      const key = newKey()
      await s3.behave({ ...usual, fault: { method: 'POST', query: 'uploadId', does: 'late-error' } })
      await expect(putBig(key)).rejects.toMatchObject({ ...unavailable, cause: { code: 'InternalError' } })
      expect(await store.size(key)).toBeNull()
      expect((await s3.server.report()).unfinished).toEqual([])
    })

    it('leave no parts behind when they are not what was announced, or the key is taken', async () => {
      await expect(store.put(newKey(), { bytes: big }, sha256('other'))).rejects.toMatchObject({
        code: 'hash-mismatch',
      })
      const key = newKey()
      await Promise.allSettled([putBig(key), putBig(key), store.put(key, bytesOf('x'), sha256('x'))])
      expect((await s3.server.report()).unfinished).toEqual([])
    })

    it('leave parts when their process is killed: they are dropped a day later, and no younger ones', async () => {
      const client = minio(s3)
      const { bucket } = s3.server.connection
      const [old, young] = [await client.initiateNewMultipartUpload(bucket, 'evidence/old', {}), 'evidence/young']
      await client.initiateNewMultipartUpload(bucket, young, {})
      const twoDaysAgo = Date.now() / 1000 - 2 * 24 * 3600
      await utimes(join(s3.server.directory, bucket, '._S3rver_uploads', old, 'key'), twoDaysAgo, twoDaysAgo)
      await (await s3.open()).check()
      const left = (await s3.server.report()).unfinished
      expect(left.map(({ key }) => key)).toEqual([young])
      for (const { key, uploadId } of left) await client.abortMultipartUpload(bucket, key, uploadId)
    })
  })

  it('that somebody else stored without a hash are compared by reading them', async () => {
    await minio(s3).putObject(s3.server.connection.bucket, 'evidence/foreign', 'original')
    await store.put('evidence/foreign', bytesOf('original'), sha256('original'))
    await expect(store.put('evidence/foreign', bytesOf('forged'), sha256('forged'))).rejects.toMatchObject({
      code: 'conflict',
    })
  })

  it('are lent only when the copy has its hash', async () => {
    const key = newKey()
    await store.put(key, bytesOf('photo'), sha256('photo'))
    const whole = await store.local(key)
    await whole.release()
    await appendFile(join(s3.server.directory, s3.server.connection.bucket, `${key}._S3rver_object`), 'x')
    await expect(store.local(key)).rejects.toMatchObject({ code: 'hash-mismatch' })
    expect(await readdir(s3.scratchDir)).toEqual([])
  })

  describe('are linked', () => {
    const shown = { contentType: 'image/jpeg', fileName: 'photo.jpg' }

    it('at the origin that browsers use', async () => {
      const { objects, publicOrigin } = await s3.open({ publicEndpoint: 'https://objects.example' })
      expect(publicOrigin).toBe('https://objects.example')
      expect(await objects.signedUrl('evidence/there', { expiresInS: 60, ...shown })).toMatch(
        /^https:\/\/objects\.example\/kuaichu-test\/evidence\/there\?/,
      )
    })

    it('by the same link for whoever asks again for the same end, so that browsers keep the photo', async () => {
      const first = await store.signedUrl('evidence/there', { expiresInS: 1200, ...shown })
      await s3.advance(300_000)
      expect(await store.signedUrl('evidence/there', { expiresInS: 900, ...shown })).toBe(first)
      const answer = await fetch(first)
      expect(answer.headers.get('cache-control')).toBe('private, immutable')
      const leftMs = Date.parse(answer.headers.get('expires') ?? '') - Date.parse(answer.headers.get('date') ?? '')
      expect(leftMs).toBeLessThanOrEqual(1_200_000)
    })

    it('inline where a page shows them, else as a download', async () => {
      const dispositionOf = async (contentType: string) =>
        (await fetch(await store.signedUrl('evidence/there', { expiresInS: 60, contentType }))).headers.get(
          'content-disposition',
        )
      expect(await dispositionOf('application/pdf')).toBe('inline')
      expect(await dispositionOf('text/html')).toBe('attachment')
    })

    it('for a week at most, as S3 has it', async () => {
      const week = 7 * 24 * 3600
      expect((await fetch(await store.signedUrl('evidence/there', { expiresInS: week, ...shown }))).status).toBe(200)
      await expect(store.signedUrl('evidence/there', { expiresInS: week + 1, ...shown })).rejects.toThrow(
        'within a week',
      )
    })
  })

  it('need the keys of the bucket: nobody reads without a link', async () => {
    const { endpoint, bucket } = s3.server.connection
    expect((await fetch(`${endpoint}/${bucket}/evidence/there`)).status).toBe(403)
    const { check } = await s3.open({ secretKey: 'another' })
    await expect(check()).rejects.toThrow('the object store refuses us: AccessDenied')
  })

  it('let no refusal tell the log with which key something was signed', async () => {
    const { objects } = await s3.open({ secretKey: 'another' })
    const refused = (await objects.read('evidence/there').catch((error: unknown) => error)) as Error
    expect(refused).toMatchObject({ ...unavailable, cause: { code: 'SignatureDoesNotMatch' } })
    expect(Object.keys(refused.cause as Error)).toEqual(['name', 'code'])
    expect(String(refused.cause)).not.toContain(s3.server.connection.accessKey)
  })

  it('need a bucket that is there', async () => {
    const { check, objects } = await s3.open({ bucket: 'not-there' })
    await expect(check()).rejects.toThrow('there is no such bucket')
    await expect(objects.put(newKey(), bytesOf('x'), sha256('x'))).rejects.toMatchObject(unavailable)
  })
})

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

/** Somebody else with the keys of the bucket. */
function minio({ server: { connection } }: OpenedS3): Client {
  const { hostname: endPoint, port } = new URL(connection.endpoint)
  return new Client({ ...connection, endPoint, port: Number(port), useSSL: false })
}
