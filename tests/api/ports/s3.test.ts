import { createHash, createHmac, randomBytes } from 'node:crypto'
import { appendFile, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { ObjectStore } from '../../../api/kernel/ports.ts'
import { bytesOf, sha256 } from './object-store.contract.ts'
import { minio, partBytes, startS3, type OpenedS3 } from './open-s3.ts'

const unavailable = { code: 'unavailable', details: { part: 'objects' } }
/**
 * The signature of a presigned GET as AWS documents it ("Authenticating Requests: Using Query Parameters"): our server for tests checks it for
 * links with the bucket in their path only.
 */
function signatureOf(link: string, { region, secretKey }: OpenedS3['server']['connection']): string {
  const { host, pathname, searchParams } = new URL(link)
  const encoded = (part: string) =>
    encodeURIComponent(part).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
  const query = [...searchParams].filter(([name]) => name !== 'X-Amz-Signature')
  const pairs = query.map(([name, value]) => `${encoded(name)}=${encoded(value)}`).sort()
  const request = ['GET', pathname, pairs.join('&'), `host:${host}`, '', 'host', 'UNSIGNED-PAYLOAD'].join('\n')
  const time = searchParams.get('X-Amz-Date') ?? ''
  const scope = [time.slice(0, 8), region, 's3', 'aws4_request']
  const toSign = ['AWS4-HMAC-SHA256', time, scope.join('/'), createHash('sha256').update(request).digest('hex')]
  const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()
  return hmac(scope.reduce<string | Buffer>(hmac, `AWS4${secretKey}`), toSign.join('\n')).toString('hex')
}

let serial = 0
const newKey = () => `evidence/${(serial += 1)}`
const big = randomBytes(2 * partBytes + 1000)

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

    it.each([
      ['path', 'https://objects.example:9443', '/kuaichu-test/evidence/there'],
      ['virtual-host', 'https://kuaichu-test.objects.example:9443', '/evidence/there'],
    ] as const)(
      'with the bucket where the store wants it (%s), and signed for that',
      async (addressing, origin, path) => {
        const { objects, publicOrigin } = await s3.open({ publicEndpoint: 'https://objects.example:9443', addressing })
        expect(publicOrigin).toBe(origin)
        const link = await objects.signedUrl('evidence/there', { expiresInS: 60, ...shown })
        expect(link.startsWith(`${origin}${path}?`)).toBe(true)
        expect(new URL(link).searchParams.get('X-Amz-Signature')).toBe(signatureOf(link, s3.server.connection))
      },
    )

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

  it("are asked for below the bucket's own host where the store demands that", async () => {
    const endpoint = 'http://store.invalid'
    const { objects, uploads } = await s3.open({ endpoint, publicEndpoint: endpoint, addressing: 'virtual-host' })
    const unresolved = { ...unavailable, cause: { hostname: 'kuaichu-test.store.invalid' } }
    await expect(objects.size('evidence/there')).rejects.toMatchObject(unresolved)
    await expect(objects.read('evidence/there')).rejects.toMatchObject(unresolved)
    await expect(uploads.received('1')).rejects.toMatchObject(unresolved)
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
