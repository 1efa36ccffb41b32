import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { clip, giantPng } from '../../api/modules/evidence/media.testing.ts'
import { uploadBounds } from '../../api/modules/evidence/bounds.ts'
import { evidenceSweeps } from '../../api/modules/evidence/sweeps.ts'
import { settableClock } from '../../api/kernel/clock.ts'
import { serveHttp, type Running } from '../../api/serve.ts'
import { caller, type Caller } from '../support/caller.ts'
import { startTestPlatform, type TestPlatform } from '../support/platform.ts'
import {
  acknowledge,
  addPhoto,
  photoOf,
  plates,
  reportedCase,
  sha256Of,
  upload,
  type Roadside,
} from './evidence.cases.ts'

const clock = settableClock(new Date())
let platform: TestPlatform
let roadside: Roadside
let photo: Buffer
beforeAll(async () => {
  platform = await startTestPlatform({ clock, worker: false })
  roadside = await reportedCase(platform)
  photo = await photoOf([plates.A, plates.B], 20)
})
afterAll(() => platform.stop())

const tus = (session = 'driver') => ({ 'Kuaichu-Session': session, 'Tus-Resumable': '1.0.0' })
const octets = { 'Content-Type': 'application/offset+octet-stream' }
const create = ({ agent, session }: Caller, length: string | null) => {
  const request = agent.post('/api/uploads').set(tus(session))
  return length === null ? request : request.set('Upload-Length', length)
}
const patch = ({ agent, session }: Caller, id: string, offset: number, bytes: Buffer) =>
  agent
    .patch(`/api/uploads/${id}`)
    .set({ ...tus(session), ...octets, 'Upload-Offset': String(offset) })
    .send(bytes)
const offsetOf = async ({ agent, session }: Caller, id: string) => {
  const { status, headers } = await agent.head(`/api/uploads/${id}`).set(tus(session))
  return status === 200 ? Number(headers['upload-offset']) : status
}
const idOf = ({ headers }: { headers: Record<string, string> }) => String(headers.location).split('/').at(-1) ?? ''
const evidenceOf = (accidentId: string) => platform.ctx.db.evidence.findMany({ where: { accidentId } })
const uploadFiles = () => readdir(join(platform.ctx.policy.dataDir, 'uploads')).catch(() => [])

describe('an upload', () => {
  it('goes on where it stopped, also at another http process', async () => {
    const { driver, id: accidentId } = roadside
    const id = idOf(await create(driver, String(photo.length)))
    const half = Math.round(photo.length / 2)
    expect((await patch(driver, id, 0, photo.subarray(0, half))).status).toBe(204)
    expect(await acknowledge(driver, accidentId, { uploadId: id, sha256: sha256Of(photo) })).toMatchObject({
      status: 409,
      body: { code: 'upload-incomplete', receivedBytes: half, expectedBytes: photo.length },
    })

    const second: Running & { port: number } = await serveHttp(platform.ctx, {
      port: 0,
      host: '127.0.0.1',
      trustedProxies: 0,
      limitScale: 100,
    })
    try {
      const elsewhere = caller(`http://localhost:${second.port}`, 'driver')
      elsewhere.agent.jar.setCookies(
        driver.agent.jar.getCookies({ domain: 'localhost', path: '/', secure: false, script: false }).map(String),
      )
      expect(await offsetOf(elsewhere, id)).toBe(half)
      expect((await patch(elsewhere, id, half, photo.subarray(half))).status).toBe(204)
    } finally {
      await second.stop()
    }
    const { status, body } = await acknowledge(driver, accidentId, { uploadId: id, sha256: sha256Of(photo) })
    expect({ status, state: body.state, duplicate: body.duplicate }).toEqual({
      status: 201,
      state: 'received',
      duplicate: false,
    })
  })

  it('is refused at another offset, and stays as it was', async () => {
    const { driver } = roadside
    const id = idOf(await create(driver, '10'))
    expect(await patch(driver, id, 5, Buffer.alloc(5))).toMatchObject({ status: 409 })
    expect(await offsetOf(driver, id)).toBe(0)
    const beyond = await patch(driver, id, 0, Buffer.alloc(11))
    expect(beyond.status).toBe(413)
    expect((JSON.parse(beyond.text) as { details: { en: string } }).details.en).toContain('10 bytes')
  })

  it.each([
    ['no length', null, 400, 'bad-input'],
    ['no bytes', '0', 400, 'bad-input'],
    ['a length that is no number', '12abc', 400, 'bad-input'],
    ['a negative length', '-5', 400, 'bad-input'],
    ['more than a clip may have', String(uploadBounds.clipBytes + 1), 413, 'too-large'],
  ])('with %s is refused with a clear problem', async (_, length, status, code) => {
    const answer = await create(roadside.driver, length)
    expect(answer.status).toBe(status)
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/)
    expect((JSON.parse(answer.text) as { code: string }).code).toBe(code)
  })

  it('belongs to who began it: nobody else may ask, go on, end or acknowledge it', async () => {
    const { driver, id: accidentId } = roadside
    const other = await reportedCase(platform)
    const id = idOf(await create(driver, String(photo.length)))
    expect(await offsetOf(other.driver, id)).toBe(404)
    expect((await patch(other.driver, id, 0, photo)).status).toBe(404)
    expect((await other.driver.agent.delete(`/api/uploads/${id}`).set(tus())).status).toBe(404)
    await patch(driver, id, 0, photo)
    expect((await acknowledge(other.driver, other.id, { uploadId: id, sha256: sha256Of(photo) })).status).toBe(404)
    expect((await acknowledge(other.driver, accidentId, { uploadId: id, sha256: sha256Of(photo) })).status).toBe(404)
    expect((await driver.agent.delete(`/api/uploads/${id}`).set(tus())).status).toBe(204)
    expect(await offsetOf(driver, id)).toBe(404)
  })

  it('needs a session, its header, and our own origin', async () => {
    expect((await create(platform.stranger(), '5')).status).toBe(401)
    const { agent } = roadside.driver
    const bare = agent.post('/api/uploads').set({ 'Tus-Resumable': '1.0.0', 'Upload-Length': '5' })
    expect((await bare).status).toBe(403)
    expect((await create(roadside.driver, '5').set('Origin', 'https://elsewhere.example')).status).toBe(403)
  })

  it('cannot be read back, nor be reached by another method in disguise', async () => {
    const { driver } = roadside
    const id = await upload(driver, photo)
    expect((await driver.get(`/uploads/${id}`)).status).toBe(404)
    expect(
      (await driver.agent.post(`/api/uploads/${id}`).set({ ...tus(), 'X-HTTP-Method-Override': 'DELETE' })).status,
    ).toBe(404)
    expect(await offsetOf(driver, id)).toBe(photo.length)
    expect(await offsetOf(driver, '..%2F..%2Fpostgres')).toBe(404)
  })

  it('that is abandoned is removed after a day', async () => {
    const stays = await reportedCase(platform)
    const id = idOf(await create(stays.driver, '100'))
    expect((await patch(stays.driver, id, 0, Buffer.alloc(50))).status).toBe(204)
    expect(await uploadFiles()).toContain(id)
    clock.advance(uploadBounds.lifetimeMs + 1000)
    for (const sweep of evidenceSweeps) await sweep.run(platform.ctx)
    expect(await uploadFiles()).toEqual([])
    expect(await platform.ctx.db.upload.count()).toBe(0)
  })
})

describe('acknowledging', () => {
  beforeAll(async () => void (roadside = await reportedCase(platform)))

  it.each([
    [
      'a text file named .jpg',
      () => Buffer.from('this is no photo, whatever its name'),
      415,
      'unsupported-media',
      'image/jpeg',
    ],
    [
      'an SVG',
      () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
      415,
      'unsupported-media',
      'image/jpeg',
    ],
    ['a PNG of 30,000 x 30,000 pixels', () => giantPng(), 413, 'too-large', '60 megapixels'],
    [
      'a photo of 100 MB',
      () => Buffer.concat([photo, Buffer.alloc(100 * 1024 * 1024 - photo.length)]),
      413,
      'too-large',
      '30 MB',
    ],
    ['a clip of 90 seconds', () => clip({ seconds: 90 }), 413, 'too-large', '60 seconds'],
  ])('%s is refused with what could be taken, and nothing stays', async (_, make, status, code, acceptable) => {
    const { driver, id } = roadside
    const bytes = make()
    const uploadId = await upload(driver, bytes)
    const answer = await acknowledge(driver, id, { uploadId, sha256: sha256Of(bytes) })
    expect(answer).toMatchObject({ status, body: { code, details: { en: expect.stringContaining(acceptable) } } })
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/)
    expect(await uploadFiles()).toEqual([])
    expect(await evidenceOf(id)).toEqual([])
  })

  it('with the hash of other bytes is refused, and the bytes are gone', async () => {
    const { driver, id } = roadside
    const uploadId = await upload(driver, photo)
    const said = { uploadId, sha256: sha256Of(Buffer.from('other')) }
    expect(await acknowledge(driver, id, said)).toMatchObject({ status: 422, body: { code: 'hash-mismatch' } })
    expect(await acknowledge(driver, id, said)).toMatchObject({ status: 404 })
    expect(await platform.ctx.objects.size(`evidence/${id}/${said.sha256}`)).toBeNull()
  })

  it('what was never uploaded is not found', async () => {
    expect(await acknowledge(roadside.driver, roadside.id, {})).toMatchObject({
      status: 404,
      body: { code: 'not-found' },
    })
  })

  it.each([
    ['a shot outside the list', { shot: 'selfie' }],
    ['a shot of a vehicle that is not there', { shot: 'vehicle-plate', subject: 'C' }],
    ['a subject that is none', { shot: 'vehicle-plate', subject: '../A' }],
    ['a hash that is none', { sha256: 'xyz' }],
    ['a position in another datum', { capture: { how: 'camera', position: { lon: 1, lat: 1, datum: 'GCJ-02' } } }],
    ['a way of taking it that does not exist', { capture: { how: 'painted' } }],
    ['an upload that is a path', { uploadId: '../../etc/passwd' }],
  ])('%s is bad input', async (_, said) => {
    const answer = await acknowledge(roadside.driver, roadside.id, said)
    expect(answer).toMatchObject({ status: 400, body: { code: 'bad-input' } })
  })

  it('is only for who may add to the case', async () => {
    const { id } = roadside
    expect((await acknowledge(await platform.driver('13800000011'), id, {})).status).toBe(404)
    expect((await acknowledge(await platform.staff('auditor'), id, {})).status).toBe(403)
    expect((await acknowledge(await platform.staff('surveyor.li'), id, {})).status).toBe(404)
    expect((await acknowledge(platform.stranger(), id, {})).status).toBe(401)
  })

  it('may be repeated, one by one or all at once, and makes one piece of evidence', async () => {
    const { driver, id } = roadside
    const bytes = await photoOf([plates.A], 21)
    const said = { uploadId: await upload(driver, bytes), sha256: sha256Of(bytes) }
    const answers = await Promise.all([1, 2, 3, 4].map(() => acknowledge(driver, id, said)))
    answers.push(await acknowledge(driver, id, said))
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.id} ${body.duplicate}`)).size).toBe(1)
    const rows = await evidenceOf(id)
    expect(rows).toHaveLength(1)
    const where = { evidenceId: rows[0]?.id }
    expect(await platform.ctx.db.custodyEvent.count({ where })).toBe(1)
    expect(
      await platform.ctx.db.outboxEvent.count({
        where: { topic: 'evidence.received', payload: { path: ['id'], equals: rows[0]?.id } },
      }),
    ).toBe(1)
    expect(await uploadFiles()).toEqual([])
  })

  it('the same bytes in several uploads at once makes one piece of evidence', async () => {
    const one = await reportedCase(platform)
    const bytes = await photoOf([plates.A], 22)
    const uploads = await Promise.all([1, 2, 3].map(() => upload(one.driver, bytes)))
    const answers = await Promise.all(
      uploads.map((uploadId) => acknowledge(one.driver, one.id, { uploadId, sha256: sha256Of(bytes) })),
    )
    expect(answers.map(({ body }) => body.duplicate).sort()).toEqual([false, true, true])
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1)
    expect(await uploadFiles()).toEqual([])
    // One that is uploaded once more, in vain, lies about no longer than the others.
    const again = { uploadId: await upload(one.driver, bytes), sha256: sha256Of(bytes) }
    expect(await acknowledge(one.driver, one.id, again)).toMatchObject({ status: 201, body: { duplicate: true } })
    expect(await uploadFiles()).toEqual([])
  })

  it('several photos of one case at once leaves none out of the case', async () => {
    const one = await reportedCase(platform)
    const photos = await Promise.all([23, 24, 25, 26].map((seed) => photoOf([plates.A], seed)))
    await Promise.all(photos.map((bytes) => addPhoto(one, bytes, { shot: 'other' })))
    const accident = await platform.ctx.db.accident.findUniqueOrThrow({ where: { id: one.id } })
    expect(accident.shots).toHaveLength(4)
  })

  it('keeps a clip, which is not analysed and covers no shot', async () => {
    const one = await reportedCase(platform)
    const id = await addPhoto(one, clip({ seconds: 20 }), { shot: 'other' })
    expect((await one.driver.get(`/evidence/${id}`)).body).toMatchObject({
      state: 'kept',
      mediaType: 'video/mp4',
      preview: null,
      actions: [],
    })
    expect((await platform.ctx.db.accident.findUniqueOrThrow({ where: { id: one.id } })).shots).toEqual([])
  })

  it('adds nothing to a case that is closed', async () => {
    const one = await reportedCase(platform)
    const { body } = await one.driver.get(`/accidents/${one.id}`)
    await one.driver.post(`/accidents/${one.id}/withdrawal`, { version: body.version, reason: '双方自行解决' })
    expect(await acknowledge(one.driver, one.id, {})).toMatchObject({ status: 409, body: { code: 'not-now' } })
  })
})
