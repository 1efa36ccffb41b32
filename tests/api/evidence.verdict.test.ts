import { createPublicKey } from 'node:crypto'
import exifr from 'exifr'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyAudit } from '../../api/kernel/audit/verify.ts'
import { photoFlags, photosForDocument } from '../../api/modules/evidence/service.ts'
import { startTestPlatform, type TestPlatform } from '../support/platform.ts'
import {
  acknowledge,
  addPhoto,
  photoOf,
  place,
  plates,
  reportedCase,
  sha256Of,
  upload,
  type Roadside,
} from './evidence.cases.ts'

let platform: TestPlatform
let overview: Buffer
beforeAll(async () => {
  platform = await startTestPlatform()
  overview = await photoOf([plates.A, plates.B], 1)
})
afterAll(() => platform.stop())

type Checks = { id: string; status: string; measured: unknown; advice: { zh: string } }[]

async function assessed({ driver }: Roadside, id: string) {
  await platform.idle()
  const { status, body } = await driver.get(`/evidence/${id}`)
  expect(status).toBe(200)
  return body
}
const check = (body: { checks: Checks }, id: string) => body.checks.find((one) => one.id === id)

describe('the verdict on a photo', () => {
  it('reads the plates of both parties and accepts the shot', async () => {
    const roadside = await reportedCase(platform)
    const id = await addPhoto(roadside, overview)
    const body = await assessed(roadside, id)
    expect(body).toMatchObject({ state: 'assessed', accepted: true, image: { width: 1280, height: 960 }, yours: true })
    expect(body.plates.map(({ text }: { text: string }) => text).sort()).toEqual([plates.A, plates.B].sort())
    for (const name of ['plate-matches-party', 'both-vehicles-in-frame', 'taken-where', 'reused-image']) {
      expect(check(body, name)).toMatchObject({ status: 'pass' })
    }
    const { body: accident } = await roadside.driver.get(`/accidents/${roadside.id}`)
    const shot = accident.shots.find(({ code }: { code: string }) => code === 'front-overview')
    expect(shot.done).toBe(true)
  })

  it('flags a vehicle that is not of this case, and asks for another photo', async () => {
    const roadside = await reportedCase(platform)
    const id = await addPhoto(roadside, await photoOf([plates.stranger], 2))
    const body = await assessed(roadside, id)
    expect(body.accepted).toBe(false)
    expect(check(body, 'plate-matches-party')).toMatchObject({ status: 'fail', measured: plates.stranger })
    expect(await photoFlags(platform.ctx, platform.ctx.db, roadside.id)).toEqual(['photo-mismatched'])
  })

  it('flags the other party’s plate in the shot of one vehicle', async () => {
    const roadside = await reportedCase(platform)
    const id = await addPhoto(roadside, await photoOf([plates.B], 3), { shot: 'vehicle-plate', subject: 'A' })
    expect(check(await assessed(roadside, id), 'plate-matches-party')?.advice.zh).toMatch(/^这是B车/)
  })

  it('flags a photo of another case: the same bytes, a smaller copy, and one without its edges', async () => {
    const [first, second] = [await reportedCase(platform), await reportedCase(platform)]
    const photo = await photoOf([plates.A], 4)
    await assessed(first, await addPhoto(first, photo))
    const copy = await sharp(photo).resize(900).jpeg({ quality: 70 }).toBuffer()
    const cut = await sharp(photo).extract({ left: 60, top: 30, width: 1200, height: 890 }).jpeg().toBuffer()
    for (const bytes of [photo, copy, cut]) {
      const body = await assessed(second, await addPhoto(second, bytes))
      expect(check(body, 'reused-image')).toMatchObject({ status: 'fail' })
      expect(check(body, 'reused-image')).not.toHaveProperty('related')
    }
    expect(await photoFlags(platform.ctx, platform.ctx.db, second.id)).toEqual(['photo-reused'])
    expect(await photoFlags(platform.ctx, platform.ctx.db, first.id)).toEqual([])
  })

  it('is still given on a truncated JPEG, with a warning', async () => {
    const roadside = await reportedCase(platform)
    const whole = await photoOf([plates.A, plates.B], 5)
    const body = await assessed(roadside, await addPhoto(roadside, whole.subarray(0, Math.round(whole.length * 0.9))))
    expect(body.state).toBe('assessed')
    expect(check(body, 'readable-image')).toMatchObject({ status: 'warn', measured: 'damaged' })
  })

  it('on a photo that is only a header is that it cannot be read', async () => {
    const roadside = await reportedCase(platform)
    const body = await assessed(roadside, await addPhoto(roadside, overview.subarray(0, 200)))
    expect(body).toMatchObject({ state: 'unreadable', accepted: false, image: null, preview: null })
    expect(body.checks).toHaveLength(1)
    expect(check(body, 'readable-image')).toMatchObject({ status: 'fail', measured: 'undecodable' })
  })

  it('knows a photo that was taken elsewhere, long ago', async () => {
    const roadside = await reportedCase(platform)
    const old = await sharp(await photoOf([plates.A], 6))
      .withExif({
        IFD2: { DateTimeOriginal: '2015:04:22 07:35:59' },
        IFD3: {
          GPSLatitude: '36/1 4/1 0/1',
          GPSLatitudeRef: 'N',
          GPSLongitude: '120/1 23/1 0/1',
          GPSLongitudeRef: 'E',
        },
      })
      .jpeg()
      .toBuffer()
    const body = await assessed(roadside, await addPhoto(roadside, old))
    expect(check(body, 'taken-at')).toMatchObject({ status: 'fail' })
    expect(check(body, 'taken-where')).toMatchObject({ status: 'fail' })
  })
})

describe('a photo the driver keeps', () => {
  it('counts for its shot, once, in the version he saw', async () => {
    const roadside = await reportedCase(platform)
    const id = await addPhoto(roadside, await photoOf([plates.stranger], 7))
    const { version, actions } = await assessed(roadside, id)
    expect(actions).toEqual([{ action: 'keep', allowed: true }])

    const { driver } = roadside
    expect(await driver.post(`/evidence/${id}/keep`, { version: version + 1 })).toMatchObject({
      status: 409,
      body: { code: 'conflict' },
    })
    const both = await Promise.all([1, 2].map(() => driver.post(`/evidence/${id}/keep`, { version })))
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    expect((await assessed(roadside, id)).accepted).toBe(true)
    expect(await photoFlags(platform.ctx, platform.ctx.db, roadside.id)).toEqual(['photo-mismatched', 'photo-kept'])
    expect(await driver.post(`/evidence/${id}/keep`, { version: version + 1 })).toMatchObject({
      status: 409,
      body: { code: 'not-now' },
    })
  })

  it('is kept once when the phone never heard the answer and asks again', async () => {
    const roadside = await reportedCase(platform)
    const id = await addPhoto(roadside, await photoOf([plates.stranger], 9))
    const { version } = await assessed(roadside, id)
    const keep = () => roadside.driver.post(`/evidence/${id}/keep`, { version }, { key: 'kept-on-a-bad-line' })
    const [first, again] = [await keep(), await keep()]
    expect(first).toMatchObject({ status: 200, body: { accepted: true, version: version + 1 } })
    expect(again.body).toEqual(first.body)
  })

  it('is not kept by anybody else', async () => {
    const roadside = await reportedCase(platform)
    const id = await addPhoto(roadside, await photoOf([plates.stranger], 8))
    const { version } = await assessed(roadside, id)
    const other = await platform.driver('13800000001')
    const auditor = await platform.staff('auditor')
    expect((await other.post(`/evidence/${id}/keep`, { version })).status).toBe(404)
    expect((await auditor.post(`/evidence/${id}/keep`, { version })).status).toBe(403)
  })
})

describe('what others see of a photo', () => {
  let roadside: Roadside
  let id: string
  beforeAll(async () => {
    roadside = await reportedCase(platform)
    const withPosition = await sharp(await photoOf([plates.A, plates.B], 9))
      .resize(2000)
      .withExif({
        IFD3: {
          GPSLatitude: '46/1 35/1 24/1',
          GPSLatitudeRef: 'N',
          GPSLongitude: '125/1 6/1 0/1',
          GPSLongitudeRef: 'E',
        },
      })
      .jpeg()
      .toBuffer()
    expect(await exifr.gps(withPosition)).toBeDefined()
    id = await addPhoto(roadside, withPosition)
    await platform.idle()
  })

  const open = async (url: string) => Buffer.from(await (await fetch(url)).arrayBuffer())

  it('is a smaller copy without position, marked as a derivative', async () => {
    const { body } = await roadside.driver.get(`/accidents/${roadside.id}/evidence`)
    const [{ preview }] = body.items
    expect(preview.derivative).toBe(true)
    const copy = await open(preview.url)
    expect(await sharp(copy).metadata()).toMatchObject({ format: 'jpeg', width: 1600, height: 1200 })
    expect(await exifr.gps(copy)).toBeUndefined()
    const { ImageDescription } = (await exifr.parse(copy)) as { ImageDescription: string }
    expect(ImageDescription).toContain(`Derivative of the original with SHA-256 ${body.items[0].sha256}`)
  })

  it('is the original only for whoever handles the case, and each time noted', async () => {
    const officer = await platform.staff('officer.wang')
    for (const reader of [roadside.driver, await platform.staff('auditor')]) {
      expect((await reader.post(`/evidence/${id}/original-link`, { purpose: 'review' })).status).toBe(403)
    }
    const elsewhere = await platform.staff('officer.sun')
    expect((await elsewhere.post(`/evidence/${id}/original-link`, { purpose: 'review' })).status).toBe(404)

    const { status, body } = await officer.post(`/evidence/${id}/original-link`, { purpose: 'review' })
    expect(status).toBe(201)
    const { sha256, custody, capture } = (await officer.get(`/evidence/${id}`)).body
    expect(sha256Of(await open(body.url))).toBe(sha256)
    expect(custody.map(({ kind }: { kind: string }) => kind)).toEqual(['received', 'assessed', 'derived', 'read'])
    expect(custody.at(-1)).toMatchObject({ actorKind: 'staff', purpose: 'review' })
    expect(capture).toMatchObject({ how: 'camera', position: place })
  })

  it('is no custody record and no word of where the phone was for a party', async () => {
    expect((await roadside.driver.get(`/evidence/${id}`)).body).toMatchObject({ custody: null, capture: null })
  })

  it('is nothing at all for somebody who has no part in the case', async () => {
    const other = await platform.driver('13800000002')
    expect((await other.get(`/evidence/${id}`)).status).toBe(404)
    expect((await other.get(`/accidents/${roadside.id}/evidence`)).status).toBe(404)
    expect((await platform.stranger().get(`/evidence/${id}`)).status).toBe(401)
  })

  it('is, in the document, the photo of the scene but no licence', async () => {
    const licence = await photoOf([], 10)
    await addPhoto(roadside, licence, { shot: 'driving-licence', subject: 'A' })
    await platform.idle()
    const [photo, ...more] = await photosForDocument(platform.ctx, roadside.id)
    expect(more).toEqual([])
    expect(photo?.caption).toMatch(/^车头方向全景 \d{4}-\d\d-\d\d \d\d:\d\d$/)
    expect((await photosForDocument(platform.ctx, roadside.id))[0]?.jpeg.equals(photo?.jpeg ?? Buffer.alloc(0))).toBe(
      true,
    )
  })
})

describe('the same photo twice in one case', () => {
  it('is answered with the evidence there is', async () => {
    const roadside = await reportedCase(platform)
    const photo = await photoOf([plates.A], 11)
    const id = await addPhoto(roadside, photo)
    const uploadId = await upload(roadside.driver, photo)
    const again = await acknowledge(roadside.driver, roadside.id, { uploadId, sha256: sha256Of(photo), shot: 'other' })
    expect(again).toMatchObject({ status: 201, body: { id, duplicate: true, shot: 'front-overview' } })
    await platform.idle()
    expect((await roadside.driver.get(`/accidents/${roadside.id}/evidence`)).body.items).toHaveLength(1)
  })
})

it('leaves a record that verifies, down to the bytes of every photo', async () => {
  await platform.idle()
  const publicKey = createPublicKey(platform.ctx.policy.auditSigningKey)
    .export({ type: 'spki', format: 'pem' })
    .toString()
  const { broken, objects } = await verifyAudit({ db: platform.ctx.db, objects: platform.ctx.objects, publicKey })
  expect(broken).toEqual([])
  expect(objects).toBeGreaterThan(10)
})
