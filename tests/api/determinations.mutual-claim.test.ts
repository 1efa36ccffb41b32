import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { printedPages } from '../../api/modules/determinations/document/pdf-reading.ts'
import type { Caller } from '../support/caller.ts'
import { startTestPlatform, type TestPlatform } from '../support/platform.ts'
import { act, issue, rearEnd, sign, takenCase, versionOf, type Case } from './determinations.cases.ts'

let platform: TestPlatform
/** PICC, mandate issue. */
let li: Caller
/** CPIC, mandate countersign in this district. */
let wu: Caller
let officer: Caller

beforeAll(async () => {
  platform = await startTestPlatform()
  li = await platform.staff('surveyor.li')
  wu = await platform.staff('surveyor.wu')
  officer = await platform.staff('officer.wang')
})
afterAll(() => platform.stop())

const shared = [rearEnd({ shares: { A: 'equal', B: 'equal' } })]
const aloneAtFault = [rearEnd()]
const reason = '双方均有过错'

async function stateLoss({ id: accidentId }: Pick<Case, 'id'>, side: 'A' | 'B', lossCents: number | null) {
  await platform.ctx.db.party.update({ where: { accidentId_side: { accidentId, side } }, data: { lossCents } })
}

/** Two insured cars with losses of 1 500 and 1 800 yuan. */
async function smallCase(surveyor = li): Promise<Case> {
  const made = await takenCase(platform, surveyor)
  await stateLoss(made, 'A', 150_000)
  await stateLoss(made, 'B', 180_000)
  return made
}

const chosen = { contacts: shared, reason, claimMethod: 'mutual-claim' }
const settlementOf = async ({ id }: Case) => (await officer.get(`/accidents/${id}/settlement`)).body
const codes = (obstacles: { code: string }[]) => obstacles.map(({ code }) => code)

async function signedByBoth(made: Case) {
  for (const side of ['A', 'B'] as const) expect((await sign(platform, made, side)).status).toBe(200)
  await platform.idle()
}

describe('the offer of 互碰自赔', () => {
  it('is open where its conditions hold, with the losses it would rest on', async () => {
    const made = await smallCase()
    const { status, body } = await li.post(`/accidents/${made.id}/mutual-claim`, { contacts: shared })
    expect(status).toBe(200)
    expect(body).toEqual({
      allowed: true,
      obstacles: [],
      losses: [
        { side: 'A', lossCents: 150_000 },
        { side: 'B', lossCents: 180_000 },
      ],
    })
  })

  it('says everything that stands in its way', async () => {
    const made = await smallCase()
    await stateLoss(made, 'B', null)
    const { body } = await li.post(`/accidents/${made.id}/mutual-claim`, { contacts: aloneAtFault })
    expect(body).toMatchObject({ allowed: false, losses: [{ side: 'A' }, { side: 'B', lossCents: null }] })
    expect(codes(body.obstacles)).toEqual(['loss-unknown', 'a-side-without-fault'])
  })

  it('is never open where nobody signs an agreement: to an officer, or under mandate countersign', async () => {
    const made = await smallCase(wu)
    for (const decider of [wu, officer]) {
      const { body } = await decider.post(`/accidents/${made.id}/mutual-claim`, { contacts: shared })
      expect(codes(body.obstacles)).toEqual(['not-by-signature'])
    }
  })

  it('is not for parties, nor for other surveyors', async () => {
    const made = await smallCase()
    const path = `/accidents/${made.id}/mutual-claim`
    expect((await made.parties.A.post(path, { contacts: shared })).status).toBe(403)
    expect((await wu.post(path, { contacts: shared })).status).toBe(404)
    expect((await platform.stranger('staff').post(path, { contacts: shared })).status).toBe(401)
  })
})

describe('choosing it', () => {
  it('stands in the determination and in the document that the parties read', async () => {
    const made = await smallCase()
    const determination = await issue(platform, li, made.id, chosen)
    const losses = [
      { side: 'A', lossCents: 150_000 },
      { side: 'B', lossCents: 180_000 },
    ]
    expect(determination.mutualClaim).toEqual({ losses })
    expect((await made.parties.B.get(`/accidents/${made.id}/determination`)).body.mutualClaim).toEqual({ losses })

    const link = new URL(determination.document.url, platform.url)
    const pdf = Buffer.from(await (await fetch(link)).arrayBuffer())
    expect(printedPages(pdf).flat().join('')).toContain(
      '互碰自赔：各方一致同意，车辆损失为甲方 ¥1,500.00，乙方 ¥1,800.00',
    )
  })

  it.each([
    ['a loss is above the limit', 250_000, shared, 'loss-above-limit'],
    ['a loss is not known', null, shared, 'loss-unknown'],
    ['one side alone is liable', 180_000, aloneAtFault, 'a-side-without-fault'],
  ])('is refused, and issues nothing, where %s', async (_, lossCents, contacts, code) => {
    const made = await smallCase()
    await stateLoss(made, 'B', lossCents)
    const version = await versionOf(li, made.id)
    const refused = await li.post(`/accidents/${made.id}/determinations`, { ...chosen, contacts, version })
    expect(refused).toMatchObject({ status: 409, body: { code: 'not-now', why: [code] } })
    expect(refused.body.details.zh).toContain('不能约定互碰自赔')
    expect(await platform.ctx.db.determination.count({ where: { accidentId: made.id } })).toBe(0)
  })

  it('is refused to a surveyor whose determination an officer countersigns, and to the officer', async () => {
    const made = await smallCase(wu)
    const version = await versionOf(wu, made.id)
    const bySurveyor = await wu.post(`/accidents/${made.id}/determinations`, { ...chosen, version })
    expect(bySurveyor).toMatchObject({ status: 409, body: { code: 'not-now', why: ['not-by-signature'] } })

    await act(officer, made.id, 'taking-over', { reason: '当事人要求' })
    const withOfficer = await versionOf(officer, made.id)
    const path = `/accidents/${made.id}/officer-determinations`
    const byOfficer = await officer.post(path, { ...chosen, version: withOfficer })
    expect(byOfficer).toMatchObject({ status: 409, body: { code: 'not-now', why: ['not-by-signature'] } })
  })
})

describe('the settlement', () => {
  it('goes the ordinary way where nobody chose it, though its conditions hold', async () => {
    const made = await smallCase()
    expect((await issue(platform, li, made.id, { contacts: shared, reason })).mutualClaim).toBeNull()
    await signedByBoth(made)
    expect(await settlementOf(made)).toMatchObject({ mutualClaim: false, notes: [], totalCents: 330_000 })
  })

  it('lets each claim at his own insurer where it was chosen and signed', async () => {
    const made = await smallCase()
    await issue(platform, li, made.id, chosen)
    await signedByBoth(made)
    expect(await settlementOf(made)).toMatchObject({ mutualClaim: true, notes: [], totalCents: 330_000 })
  })

  it('goes the ordinary way, and says why, where the losses are no longer those that were signed', async () => {
    const made = await smallCase()
    await issue(platform, li, made.id, chosen)
    await stateLoss(made, 'B', 190_000)
    await signedByBoth(made)
    const { mutualClaim, notes } = await settlementOf(made)
    expect(mutualClaim).toBe(false)
    expect(notes.map(({ zh }: { zh: string }) => zh).join('')).toContain('损失金额与各方签名同意的不一致')
  })

  it('goes the ordinary way where an officer decided in place of the agreement', async () => {
    const made = await smallCase()
    await issue(platform, li, made.id, chosen)
    await made.parties.A.post(`/accidents/${made.id}/officer-requests`, { reason: '我不同意' })
    const version = await versionOf(officer, made.id)
    const path = `/accidents/${made.id}/officer-determinations`
    expect((await officer.post(path, { contacts: shared, reason, version })).status).toBe(201)
    await platform.idle()
    expect(await settlementOf(made)).toMatchObject({ mutualClaim: false, notes: [] })
  })
})
