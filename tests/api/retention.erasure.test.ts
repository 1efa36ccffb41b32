import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withClient } from '../../api/adapters/postgres/roles.ts'
import { settableClock } from '../../api/kernel/clock.ts'
import { startTestPlatform, type TestPlatform } from '../support/platform.ts'
import { tableTexts } from '../support/table-text.ts'
import { act, issue, sign, takenCase, type Case } from './determinations.cases.ts'
import { addPhoto, photoOf, reportedCase } from './evidence.cases.ts'
import { broken, eraseLater, periods, sweepErasures } from './retention.cases.ts'

const day = 24 * 3_600_000
const clock = settableClock(new Date())
const reasonTyped = '当事人张三要求现场处理'
const { previews, photos, personal } = periods.closedDays

let platform: TestPlatform
let played: Case
let photoId: string
let names: string[]
let keys: { original: string; preview: string; document: string }

beforeAll(async () => {
  platform = await startTestPlatform({ clock, env: { ERASE_WHEN_DUE: 'on' } })
  const { db } = platform.ctx
  const surveyor = await platform.staff('surveyor.zhou')
  played = await takenCase(platform, surveyor)
  await issue(platform, surveyor, played.id)
  for (const side of ['A', 'B'] as const) expect((await sign(platform, played, side)).status).toBe(200)
  photoId = await addPhoto({ id: played.id, driver: played.parties.A }, await photoOf(['黑E6A152'], 11))
  await platform.idle()
  const { body: determination } = await played.parties.A.get(`/accidents/${played.id}/determination`)
  expect((await played.parties.A.get(`/determinations/${determination.id}/signature-sheet`)).status).toBeLessThan(300)
  const officer = await platform.staff('officer.wang')
  await act(officer, played.id, 'taking-over', { reason: reasonTyped })
  await act(officer, played.id, 'conclusion', { reason: reasonTyped })
  await platform.idle()
  names = (await db.party.findMany({ where: { accidentId: played.id } })).map(({ name }) => String(name))
  const photo = await db.evidence.findUniqueOrThrow({ where: { id: photoId } })
  const document = await db.document.findFirstOrThrow({ where: { accidentId: played.id } })
  keys = { original: photo.objectKey, preview: `derivatives/${photoId}.jpg`, document: document.objectKey }
}, 120_000)
afterAll(() => platform.stop())

const sizes = async () => {
  const { objects } = platform.ctx
  const there = async (key: string) => (await objects.size(key)) !== null
  return [await there(keys.preview), await there(keys.original), await there(keys.document)]
}
const row = () => platform.ctx.db.accident.findUniqueOrThrow({ where: { id: played.id } })
const actions = async () =>
  (await platform.ctx.db.auditEvent.findMany({ where: { stream: `accident:${played.id}` } })).map(
    ({ action }) => action,
  )

describe('a case whose time of storage is over', () => {
  it('keeps everything for good where the operator has not said that it shall go', async () => {
    const { ctx } = platform
    const keeping = { ...ctx, policy: { ...ctx.policy, erasesWhenDue: false } }
    await eraseLater(keeping, played.id, 100 * 365)
    expect(await sizes()).toEqual([true, true, true])
    expect(await row()).toMatchObject({ previewsErasedAt: null, photosErasedAt: null, personalErasedAt: null })
  })

  it('keeps everything until then', async () => {
    clock.advance((previews - 1) * day)
    await sweepErasures(platform)
    expect(await sizes()).toEqual([true, true, true])
    expect(await row()).toMatchObject({ previewsErasedAt: null, photosErasedAt: null, personalErasedAt: null })
  })

  it('loses the copies that are shown first; the photo is still there for whoever handles the case', async () => {
    clock.advance(day)
    await sweepErasures(platform)
    expect(await sizes()).toEqual([false, true, true])
    const officer = await platform.staff('officer.wang')
    const { body } = await officer.get(`/evidence/${photoId}`)
    expect(body).toMatchObject({ preview: null, erasedAt: null, previewErasedAt: clock.now().toISOString() })
    expect(body.custody.at(-1)).toMatchObject({ kind: 'preview-erased', actorKind: 'system' })
    expect((await officer.post(`/evidence/${photoId}/original-link`, { purpose: 'court' })).status).toBe(201)
    expect(await broken(platform)).toEqual([])
  })

  it('loses the photos, and says so instead of failing', async () => {
    clock.advance((photos - previews) * day)
    await sweepErasures(platform)
    expect(await sizes()).toEqual([false, false, true])
    const officer = await platform.staff('officer.wang')
    const { status, body } = await officer.get(`/evidence/${photoId}`)
    expect(status).toBe(200)
    expect(body).toMatchObject({ state: 'erased', plates: [], checks: [], erasedAt: clock.now().toISOString() })
    expect(body.capture).toEqual({ how: 'camera' })
    expect((await officer.get(`/accidents/${played.id}/evidence`)).status).toBe(200)
    const refused = await officer.post(`/evidence/${photoId}/original-link`, { purpose: 'court' })
    expect(refused).toMatchObject({ status: 409, body: { code: 'not-now' } })
    expect(JSON.stringify(refused.body)).toContain('保存期满')
    expect(await platform.ctx.db.fingerprint.count({ where: { accidentId: played.id } })).toBe(0)
    expect(await actions()).toContain('evidence.erased')
    expect(await broken(platform)).toEqual([])
  })

  it('loses names, numbers, typed words, strokes and documents, and can still be read', async () => {
    const { db } = platform.ctx
    expect(names.every((name) => name.length > 1)).toBe(true)
    clock.advance((personal - photos) * day)
    await sweepErasures(platform)
    expect(await sizes()).toEqual([false, false, false])
    expect(await platform.ctx.objects.keysIn(`documents/${played.id}/`)).toEqual([])

    const officer = await platform.staff('officer.wang')
    const { status, body } = await officer.get(`/accidents/${played.id}`)
    expect(status).toBe(200)
    expect(body).toMatchObject({ erasedAt: clock.now().toISOString(), reason: null, state: 'closed' })
    for (const party of body.parties) {
      expect(party).toMatchObject({ name: null, phone: null, licenceNumber: null, statement: null })
    }
    expect(body.vehicles.map(({ plateNumber }: { plateNumber: string }) => plateNumber)).toEqual([
      '黑E***02',
      '黑E***04',
    ])
    const { body: determination } = await officer.get(`/accidents/${played.id}/determination`)
    expect(determination).toMatchObject({ reason: null, document: { url: null } })
    expect(determination.contacts[0].shares).toHaveLength(2)
    const sheet = await officer.get(`/determinations/${determination.id}/signature-sheet`)
    expect(sheet).toMatchObject({ status: 409, body: { code: 'not-now' } })
    for (const path of ['timeline', 'settlement', 'evidence', 'retention'])
      expect([path, (await officer.get(`/accidents/${played.id}/${path}`)).status]).toEqual([path, 200])
    expect((await officer.get(`/checks/${determination.document.checkCode}`)).status).toBe(200)

    const signatures = await db.signature.findMany({ where: { determination: { accidentId: played.id } } })
    expect(signatures.map(({ strokes, kind }) => [strokes, kind])).toEqual([
      [null, 'signed'],
      [null, 'signed'],
    ])
    const codes = signatures.flatMap(({ oneTimeCodeId }) => oneTimeCodeId ?? [])
    expect(codes).toHaveLength(2)
    expect(await db.oneTimeCode.count({ where: { id: { in: codes } } })).toBe(0)

    const texts = await tableTexts(platform.ownerUrl)
    const typed = ['我正常行驶，发生碰撞。', reasonTyped, '黑E00002', '黑E00004', ...names]
    const found = [...texts].flatMap(([table, text]) => typed.filter((each) => text.includes(each)).map(() => table))
    expect(found).toEqual([])
    expect(texts.get('public.audit_event')).toContain('accident.personal-erased')
    expect(await broken(platform)).toEqual([])
  })

  it('does nothing the next time', async () => {
    const before = (await actions()).length
    await sweepErasures(platform)
    await eraseLater(platform.ctx, played.id, 10_000)
    expect(await actions()).toHaveLength(before)
    expect(await platform.ctx.db.erasedObject.count()).toBe(0)
  })
})

/** A report with one photo that its driver took back. */
async function withdrawnCase(seed: number): Promise<{ id: string; key: string }> {
  const { id, driver } = await reportedCase(platform)
  const photo = await addPhoto({ id, driver }, await photoOf(['黑E8K309'], seed))
  await platform.idle()
  await act(driver, id, 'withdrawal', { reason: '误报，已自行离开' })
  const { objectKey } = await platform.ctx.db.evidence.findUniqueOrThrow({ where: { id: photo } })
  return { id, key: objectKey }
}

describe('a case that nobody went on with', () => {
  it('goes as a whole after its own, shorter time', async () => {
    const { id, key } = await withdrawnCase(21)
    await eraseLater(platform.ctx, id, periods.abandonedDays - 1)
    expect(await platform.ctx.objects.size(key)).not.toBeNull()
    await eraseLater(platform.ctx, id, periods.abandonedDays)
    expect(await platform.ctx.objects.size(key)).toBeNull()
    const { personalErasedAt } = await platform.ctx.db.accident.findUniqueOrThrow({ where: { id } })
    expect(personalErasedAt).not.toBeNull()
    expect(await broken(platform)).toEqual([])
  })
})

describe('an erasure', () => {
  it('that is cut off before the bytes went is on record, and the next turn ends it', async () => {
    const { ctx } = platform
    const { id, key } = await withdrawnCase(22)
    const away = { ...ctx.objects, discard: () => Promise.reject(new Error('the process dies here')) }
    const dying = { ...ctx, objects: away }
    await expect(eraseLater(dying, id, periods.abandonedDays)).rejects.toThrow('dies here')
    expect(await ctx.objects.size(key)).not.toBeNull()
    expect(await broken(platform)).toEqual([])
    clock.advance(periods.abandonedDays * day)
    await sweepErasures(platform)
    expect(await ctx.objects.size(key)).toBeNull()
    expect(await ctx.db.erasedObject.count({ where: { accidentId: id } })).toBe(0)
    expect(await broken(platform)).toEqual([])
  })

  it('passes over what a lock of the store keeps, tells until when, and comes back', async () => {
    const { ctx } = platform
    const { id, key } = await withdrawnCase(23)
    const lockedUntil = new Date(clock.now().getTime() + (periods.abandonedDays + 30) * day)
    const locked = {
      ...ctx.objects,
      discard: async (each: string) =>
        each === key ? { gone: false as const, lockedUntil } : ctx.objects.discard(each),
    }
    await eraseLater({ ...ctx, objects: locked }, id, periods.abandonedDays)
    const { body } = await (await platform.staff('officer.wang')).get(`/accidents/${id}/retention`)
    expect(body).toMatchObject({ state: 'erased', yetToGo: { objects: 1, lockedUntil: lockedUntil.toISOString() } })
    clock.advance((periods.abandonedDays + 29) * day)
    await sweepErasures(platform)
    expect(await ctx.objects.size(key)).not.toBeNull()
    clock.advance(2 * day)
    await sweepErasures(platform)
    expect(await ctx.objects.size(key)).toBeNull()
    expect(await broken(platform)).toEqual([])
  })

  it('is the only way for a file to be gone: without a record it is a break', async () => {
    const { ctx } = platform
    const { id, key } = await withdrawnCase(24)
    await ctx.objects.discard(key)
    expect(await broken(platform)).toEqual([
      { place: expect.stringContaining(key) as string, problem: 'the stored file is gone' },
    ])
    // Whoever marks it as erased himself changes a row that the record vouches for.
    await withClient(platform.ownerUrl, (owner) =>
      owner.query(`update evidence set state = 'erased' where "accidentId" = $1`, [id]),
    )
    const problems = (await broken(platform)).map(({ problem }) => problem)
    expect(problems).toEqual([expect.stringContaining('changed outside the record')])
    await withClient(platform.ownerUrl, (owner) =>
      owner.query(`update evidence set state = 'assessed' where "accidentId" = $1`, [id]),
    )
    await eraseLater(ctx, id, periods.abandonedDays)
    expect(await broken(platform)).toEqual([])
  })

  it('that did not take the file with it is a break, too', async () => {
    const { ctx } = platform
    const { id, key } = await withdrawnCase(25)
    const forgetful = { ...ctx.objects, discard: async () => ({ gone: true as const }) }
    await eraseLater({ ...ctx, objects: forgetful }, id, periods.abandonedDays)
    expect(await broken(platform)).toEqual([
      { place: expect.stringContaining(key) as string, problem: expect.stringContaining('still there') as string },
    ])
    await ctx.objects.discard(key)
  })

  it('cannot be made by the application without its mark, nor change what was signed', async () => {
    const { id } = await reportedCase(platform)
    await withClient(platform.ctx.databaseUrl, async (app) => {
      await expect(app.query('select erase_signed($1)', [id])).rejects.toThrow('not marked')
      await expect(app.query('update signature set strokes = null')).rejects.toThrow('permission denied')
    })
  })
})
