import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execFile } from 'node:child_process'
import { createPublicKey } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from '../../api/config.ts'
import { createLog, createPlatform, type Platform } from '../../api/context.ts'
import { settableClock } from '../../api/kernel/clock.ts'
import { verifyAudit } from '../../api/kernel/audit/verify.ts'
import { uploadBounds } from '../../api/modules/evidence/bounds.ts'
import { evidenceSweeps } from '../../api/modules/evidence/sweeps.ts'
import { serveHttp, type Running } from '../../api/serve.ts'
import { simulatorEnvironment } from '../../infra/simulators/environment.ts'
import { caller, type Caller } from '../support/caller.ts'
import { masterKey, startTestPlatform, type TestPlatform } from '../support/platform.ts'
import { acknowledge, photoOf, plates, reportedCase, sha256Of, upload, type Roadside } from './evidence.cases.ts'
import { startS3Server, type S3Server } from '../../infra/servers/s3-server.ts'

/** Two hosts that share a database and a bucket, and no directory. */
const clock = settableClock(new Date())
let server: S3Server
let first: TestPlatform
let second: Platform
let secondHttp: Running & { port: number }
let secondDir: string
let environment: Record<string, string>
let roadside: Roadside
let elsewhere: Caller
let photo: Buffer

beforeAll(async () => {
  server = await startS3Server({ conditionalWrites: true })
  const { endpoint, bucket, accessKey, secretKey } = server.connection
  environment = { S3_ENDPOINT: endpoint, S3_BUCKET: bucket, S3_ACCESS_KEY: accessKey, S3_SECRET_KEY: secretKey }
  first = await startTestPlatform({ clock, env: environment })

  secondDir = await mkdtemp(join(tmpdir(), 'second-host-'))
  const env = readConfig({
    PUBLIC_URL: first.ctx.policy.publicUrl,
    KUAICHU_DATA_DIR: secondDir,
    DATABASE_URL: first.ctx.databaseUrl,
    DATABASE_OWNER_URL: first.ownerUrl,
    FIELD_KEYS: masterKey,
    ...simulatorEnvironment(first.simulators),
    ...environment,
  })
  second = await createPlatform(env, { clock, log: createLog('silent') })
  secondHttp = await serveHttp(second, { port: 0, host: '127.0.0.1', trustedProxies: 0, limitScale: 100 })

  roadside = await reportedCase(first)
  elsewhere = caller(`http://localhost:${secondHttp.port}`, 'driver')
  const { jar } = roadside.driver.agent
  elsewhere.agent.jar.setCookies(
    jar.getCookies({ domain: 'localhost', path: '/', secure: false, script: false }).map(String),
  )
  photo = await photoOf([plates.A, plates.B], 40)
})
afterAll(async () => {
  await secondHttp.stop()
  await second.close()
  await first.stop()
  await server.stop()
  await rm(secondDir, { recursive: true })
})

const tus = { 'Kuaichu-Session': 'driver', 'Tus-Resumable': '1.0.0' }
const create = ({ agent }: Caller, length: number) =>
  agent.post('/api/uploads').set({ ...tus, 'Upload-Length': String(length) })
const patch = ({ agent }: Caller, id: string, offset: number, bytes: Buffer) =>
  agent
    .patch(`/api/uploads/${id}`)
    .set({ ...tus, 'Content-Type': 'application/offset+octet-stream', 'Upload-Offset': String(offset) })
    .send(bytes)
const idOf = ({ headers }: { headers: Record<string, string> }) => String(headers.location).split('/').at(-1) ?? ''
const keysIn = async (folder: string) =>
  (await readdir(join(server.directory, server.connection.bucket, folder), { recursive: true }).catch(() => [])).filter(
    (name) => name.endsWith('_object'),
  )

describe('evidence on two hosts with S3', () => {
  it('is uploaded at both, acknowledged at one, looked at and opened from the store', async () => {
    const { driver, id: accidentId } = roadside
    const half = Math.round(photo.length / 2)
    const uploadId = idOf(await create(driver, photo.length))
    expect((await patch(driver, uploadId, 0, photo.subarray(0, half))).status).toBe(204)
    const asked = await elsewhere.agent.head(`/api/uploads/${uploadId}`).set(tus)
    expect([asked.status, asked.headers['upload-offset']]).toEqual([200, String(half)])
    const said = { uploadId, sha256: sha256Of(photo) }
    expect(await acknowledge(elsewhere, accidentId, said)).toMatchObject({
      status: 409,
      body: { code: 'upload-incomplete', receivedBytes: half },
    })
    expect((await patch(elsewhere, uploadId, half, photo.subarray(half))).status).toBe(204)
    const received = await acknowledge(driver, accidentId, said)
    expect([received.status, received.body.state]).toEqual([201, 'received'])
    expect(await keysIn('uploads')).toEqual([])

    await first.idle()
    const { body: shown } = await elsewhere.get(`/evidence/${String(received.body.id)}`)
    expect(shown).toMatchObject({ state: 'assessed', preview: { derivative: true } })
    const preview = await fetch(String(shown.preview.url))
    expect([preview.status, preview.headers.get('content-type')]).toEqual([200, 'image/jpeg'])
    expect(new URL(String(shown.preview.url)).origin).toBe(server.connection.endpoint)

    const { objectKey } = await second.db.evidence.findUniqueOrThrow({ where: { id: String(received.body.id) } })
    const link = await second.objects.signedUrl(objectKey, { expiresInS: 60, contentType: 'image/jpeg' })
    expect(Buffer.from(await (await fetch(link)).arrayBuffer()).equals(photo)).toBe(true)
  })

  it('leaves nothing on the hosts', async () => {
    expect(await readdir(first.ctx.policy.dataDir)).toContain('scratch')
    for (const dir of [first.ctx.policy.dataDir, secondDir]) {
      const names = await readdir(dir, { recursive: true })
      expect(names.filter((name) => /^(objects|uploads|scratch\/)/.test(name))).toEqual([])
    }
  })

  it('comes to nothing, and is lost to nobody, while the store is away', async () => {
    const { driver, id: accidentId } = roadside
    const bytes = await photoOf([plates.A], 41)
    const uploadId = idOf(await create(driver, bytes.length))
    expect((await patch(driver, uploadId, 0, bytes.subarray(0, 1000))).status).toBe(204)

    await server.behave({ conditionalWrites: true, fault: { method: 'PUT', does: 503 } })
    const refused = await patch(driver, uploadId, 1000, bytes.subarray(1000))
    expect([refused.status, refused.headers['retry-after']]).toEqual([503, '5'])
    expect(JSON.parse(refused.text)).toMatchObject({ code: 'unavailable', part: 'objects' })

    await server.behave({ conditionalWrites: true })
    const { headers } = await driver.agent.head(`/api/uploads/${uploadId}`).set(tus)
    expect(headers['upload-offset']).toBe('1000')
    expect((await patch(driver, uploadId, 1000, bytes.subarray(1000))).status).toBe(204)

    const said = { uploadId, sha256: sha256Of(bytes) }
    await server.behave({ conditionalWrites: true, fault: { method: 'PUT', does: 503 } })
    const unacknowledged = await acknowledge(driver, accidentId, said)
    expect([unacknowledged.status, unacknowledged.headers['retry-after']]).toEqual([503, '5'])
    await server.behave({ conditionalWrites: true })
    expect((await acknowledge(driver, accidentId, said)).status).toBe(201)
  })

  it('may be shown by our pages from the origin of the store, and from no other', async () => {
    const { headers } = await elsewhere.get('/evidence')
    const policy = String(headers['content-security-policy'])
    const { endpoint } = server.connection
    expect(policy).toContain(`img-src 'self' blob: data: ${endpoint};`)
    expect(policy).toContain(`media-src 'self' blob: ${endpoint};`)
    expect(policy.split(endpoint)).toHaveLength(3)
    expect((await fetch(`http://localhost:${secondHttp.port}/files/evidence/1`)).status).toBe(404)
  })

  it('is proven by the audit command', async () => {
    await first.idle()
    const key = first.ctx.policy.auditSigningKey
    const publicKey = createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString()
    expect((await verifyAudit({ db: second.db, objects: second.objects, publicKey })).broken).toEqual([])

    const cli = fileURLToPath(new URL('../../api/audit-cli.ts', import.meta.url))
    const args = ['--import', 'tsx', cli, 'verify', '--json', '--from', first.ctx.databaseUrl]
    const env = { ...process.env, ...environment, AUDIT_SIGNING_KEY: key, KUAICHU_DATA_DIR: secondDir }
    const { stdout } = await promisify(execFile)(process.execPath, args, { env })
    expect(JSON.parse(stdout)).toMatchObject({ broken: [], objects: 2 })
  })

  it('that nobody acknowledged is removed from the bucket after a day', async () => {
    await upload(roadside.driver, Buffer.alloc(1000))
    expect(await keysIn('uploads')).toHaveLength(1)
    clock.advance(uploadBounds.lifetimeMs + 1000)
    for (const sweep of evidenceSweeps) await sweep.run(second)
    expect(await keysIn('uploads')).toEqual([])
  })
})

it('does not start with a bucket that is not there, and says which settings to look at', async () => {
  const env = readConfig({
    KUAICHU_DATA_DIR: secondDir,
    DATABASE_URL: first.ctx.databaseUrl,
    DATABASE_OWNER_URL: first.ownerUrl,
    FIELD_KEYS: masterKey,
    ...simulatorEnvironment(first.simulators),
    ...environment,
    S3_BUCKET: 'not-there',
  })
  await expect(createPlatform(env, { log: createLog('silent') })).rejects.toThrow(/S3_BUCKET.*there is no such bucket/)
})
