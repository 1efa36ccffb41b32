import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Caller } from '../support/caller.ts'
import { startTestPlatform, type TestPlatform } from '../support/platform.ts'
import { act } from './determinations.cases.ts'
import { reportedCase } from './evidence.cases.ts'
import { broken, eraseLater, periods } from './retention.cases.ts'

let platform: TestPlatform
let officer: Caller
let auditor: Caller
beforeAll(async () => {
  platform = await startTestPlatform({ env: { ERASE_WHEN_DUE: 'on' } })
  officer = await platform.staff('officer.wang')
  auditor = await platform.staff('auditor')
})
afterAll(() => platform.stop())

const litigation = { ground: 'litigation', reason: '当事人已向法院起诉' }
const lifting = { reason: '判决已生效' }

async function withdrawn() {
  const { id, driver } = await reportedCase(platform)
  await act(driver, id, 'withdrawal', { reason: '误报，已自行离开' })
  return { id, driver }
}
const isErased = async (id: string) =>
  (await platform.ctx.db.accident.findUniqueOrThrow({ where: { id } })).personalErasedAt !== null

describe('a hold', () => {
  it('keeps everything of a case until it is lifted', async () => {
    const { id } = await withdrawn()
    const placed = await officer.post(`/accidents/${id}/holds`, litigation)
    expect(placed).toMatchObject({ status: 201, body: { state: 'held' } })
    expect(placed.body.holds).toMatchObject([{ ...litigation, placedBy: '王建国', liftedAt: null, version: 1 }])
    expect(placed.body.actions.map(({ action }: { action: string }) => action)).toEqual(['hold', 'lift'])

    await eraseLater(platform.ctx, id, 10_000)
    expect(await isErased(id)).toBe(false)

    const [{ id: holdId, version }] = placed.body.holds
    const lifted = await auditor.post(`/accidents/${id}/holds/${holdId}/lifting`, { version, ...lifting })
    expect(lifted).toMatchObject({ status: 200, body: { state: 'kept', holds: [{ liftReason: lifting.reason }] } })
    await eraseLater(platform.ctx, id, 10_000)
    expect(await isErased(id)).toBe(true)
    const after = await officer.get(`/accidents/${id}/retention`)
    expect(after.body).toMatchObject({ state: 'erased', holds: [{ reason: null, liftReason: null }], actions: [] })
    expect(await officer.post(`/accidents/${id}/holds`, litigation)).toMatchObject({ status: 409 })
    expect(await broken(platform)).toEqual([])
  })

  it('on another ground stands beside it: the case is held until both are lifted', async () => {
    const { id } = await reportedCase(platform)
    await officer.post(`/accidents/${id}/holds`, litigation)
    const { body } = await officer.post(`/accidents/${id}/holds`, { ground: 'review', reason: '上级复核中' })
    expect(body.holds).toHaveLength(2)
    const [{ id: first }] = body.holds
    const lifted = await officer.post(`/accidents/${id}/holds/${first}/lifting`, { version: 1, ...lifting })
    expect(lifted.body.state).toBe('held')
  })

  it('leaves its reason out of the audit chain, and shows in the timeline', async () => {
    const { id } = await reportedCase(platform)
    await platform.idle()
    await officer.post(`/accidents/${id}/holds`, litigation)
    const { body } = await officer.get(`/accidents/${id}/timeline`)
    expect(body.items.at(-1)).toMatchObject({ action: 'hold.placed', actorRole: 'officer' })
    expect(JSON.stringify(body)).not.toContain(litigation.reason)
  })

  it('is placed once when its request is repeated, and refused when somebody asks for it again', async () => {
    const { id } = await reportedCase(platform)
    const key = randomUUID()
    const [first, again] = [
      await officer.post(`/accidents/${id}/holds`, litigation, { key }),
      await officer.post(`/accidents/${id}/holds`, litigation, { key }),
    ]
    expect(again).toMatchObject({ status: 201, body: first.body })
    const other = await auditor.post(`/accidents/${id}/holds`, litigation)
    expect(other).toMatchObject({ status: 409, body: { code: 'not-now' } })
    expect(await platform.ctx.db.retentionHold.count({ where: { accidentId: id } })).toBe(1)
  })

  it('placed by two at once stands once; lifted by two at once, one is told', async () => {
    const { id } = await reportedCase(platform)
    const placed = await Promise.all([officer, auditor].map((who) => who.post(`/accidents/${id}/holds`, litigation)))
    expect(placed.map(({ status }) => status).sort()).toEqual([201, 409])
    const { body } = await officer.get(`/accidents/${id}/retention`)
    const path = `/accidents/${id}/holds/${body.holds[0].id}/lifting`
    const lifted = await Promise.all([officer, auditor].map((who) => who.post(path, { version: 1, ...lifting })))
    expect(lifted.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(lifted.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'conflict' })
  })

  it('and an erasure at once: one comes first, and the other sees what it did', async () => {
    const { id } = await withdrawn()
    const [placed] = await Promise.all([
      officer.post(`/accidents/${id}/holds`, litigation),
      eraseLater(platform.ctx, id, periods.abandonedDays),
    ])
    expect(await isErased(id)).toBe(placed.status !== 201)
    expect(await broken(platform)).toEqual([])
  })

  it.each([
    ['no reason', { ground: 'litigation' }],
    ['a blank reason', { ground: 'litigation', reason: '  ' }],
    ['an unknown ground', { ground: 'curiosity', reason: '想看看' }],
    ['a reason without end', { ground: 'other', reason: '长'.repeat(501) }],
  ])('is not placed with %s', async (_, input) => {
    const { id } = await reportedCase(platform)
    expect(await officer.post(`/accidents/${id}/holds`, input)).toMatchObject({
      status: 400,
      body: { code: 'bad-input' },
    })
  })

  it('is not lifted in another version, of another case, or without a reason', async () => {
    const [{ id }, other] = [await reportedCase(platform), await reportedCase(platform)]
    const { body } = await officer.post(`/accidents/${id}/holds`, litigation)
    const lift = (caseId: string, holdId: string, input: object) =>
      officer.post(`/accidents/${caseId}/holds/${holdId}/lifting`, input)
    const hold = String(body.holds[0].id)
    expect(await lift(id, hold, { version: 2, ...lifting })).toMatchObject({ status: 409, body: { code: 'conflict' } })
    expect(await lift(other.id, hold, { version: 1, ...lifting })).toMatchObject({ status: 404 })
    expect(await lift(id, randomUUID(), { version: 1, ...lifting })).toMatchObject({ status: 404 })
    expect(await lift(id, hold, { version: 1 })).toMatchObject({ status: 400 })
  })

  it('is the business of the district’s officers and the auditor', async () => {
    const { id, driver } = await reportedCase(platform)
    await platform.idle()
    const statusOf = async (who: Caller) => [
      (await who.get(`/accidents/${id}/retention`)).status,
      (await who.post(`/accidents/${id}/holds`, litigation)).status,
    ]
    expect(await statusOf(platform.stranger('staff'))).toEqual([401, 401])
    expect(await statusOf(driver)).toEqual([403, 403])
    expect(await statusOf(await platform.staff('officer.sun'))).toEqual([404, 404])
    // Whose insurer is concerned may read the case, and no more.
    expect(await statusOf(await platform.staff('clerk.picc'))).toEqual([403, 403])
    expect(await statusOf(await platform.staff('system'))).toEqual([404, 404])
    expect(await statusOf(await platform.staff('dispatch.chen'))).toEqual([403, 403])
    expect(await statusOf(await platform.staff('chief.liu'))).toEqual([200, 201])
  })
})

describe('what will be erased', () => {
  it('is told to the auditor and the system administrator, with what holds it', async () => {
    const [due, held] = [await withdrawn(), await withdrawn()]
    await officer.post(`/accidents/${held.id}/holds`, litigation)
    for (const who of [auditor, await platform.staff('system')]) {
      const { status, body } = await who.get(`/retention/due?days=${periods.abandonedDays}&limit=500`)
      expect(status).toBe(200)
      expect(body.periods).toMatchObject({ verified: false, abandonedDays: periods.abandonedDays })
      const of = (id: string) => body.items.filter((item: { accidentId: string }) => item.accidentId === id)
      expect(
        of(due.id)
          .map(({ stage }: { stage: string }) => stage)
          .sort(),
      ).toEqual(['personal', 'photos', 'previews'])
      expect(of(due.id)[0]).toMatchObject({ held: false, districtCode: '230602' })
      expect(of(held.id)[0]).toMatchObject({ held: true })
    }
    const soon = await auditor.get(`/retention/due?days=${periods.abandonedDays - 1}`)
    expect(soon.body.items.filter(({ accidentId }: { accidentId: string }) => accidentId === due.id)).toEqual([])
  })

  it('is nobody else’s business, and asked for sensibly', async () => {
    for (const name of ['officer.wang', 'chief.liu', 'security', 'clerk.picc'])
      expect([name, (await (await platform.staff(name)).get('/retention/due')).status]).toEqual([name, 403])
    for (const query of ['days=-1', 'days=400', 'limit=0', 'days=soon'])
      expect([query, (await auditor.get(`/retention/due?${query}`)).status]).toEqual([query, 400])
  })
})
