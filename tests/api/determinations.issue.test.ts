import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { printedPages } from '../../api/modules/determinations/document/pdf-reading.ts'
import { sealDocument } from '../../api/modules/determinations/seal.ts'
import type { Caller } from '../support/caller.ts'
import { startTestPlatform, type TestPlatform } from '../support/platform.ts'
import { act, issue, rearEnd, sign, submittedCase, takenCase, versionOf } from './determinations.cases.ts'

let platform: TestPlatform
/** PICC, mandate issue. */
let li: Caller
/** PAIC, mandate issue. */
let zhou: Caller
let officer: Caller

beforeAll(async () => {
  platform = await startTestPlatform()
  li = await platform.staff('surveyor.li')
  zhou = await platform.staff('surveyor.zhou')
  officer = await platform.staff('officer.wang')
})
afterAll(() => platform.stop())

const pathOf = (id: string) => `/accidents/${id}/determinations`

describe('the catalogue and a proposal', () => {
  it('shows the surveyor what is in force, and proposes with article and reason, storing nothing', async () => {
    const { id } = await takenCase(platform, li)
    const catalogue = await li.get(`/catalogue?accidentId=${id}`)
    expect(catalogue.status).toBe(200)
    expect(catalogue.body).toMatchObject({ ruleSetVersion: '2026.1', contacts: ['A-B'] })
    expect(catalogue.body.situations.map(({ code }: { code: string }) => code)).toContain('L01')
    expect(catalogue.body.forms).toHaveLength(9)
    expect(catalogue.body.parts).toHaveLength(8)

    const { status, body } = await li.post(`/accidents/${id}/proposals`, { contacts: [rearEnd()] })
    expect(status).toBe(200)
    expect(body.proposals[0]).toMatchObject({
      contactId: 'A-B',
      outcome: 'proposed',
      codes: ['L01'],
      shares: [
        { partyId: 'A', kind: 'full', percent: 100 },
        { partyId: 'B', kind: 'none', percent: 0 },
      ],
    })
    expect(body.proposals[0].articles.map(({ ref }: { ref: string }) => ref)).toContain('DRL 43')
    expect(await platform.ctx.db.determination.count({ where: { accidentId: id } })).toBe(0)
  })

  it('says which facts are missing', async () => {
    const { id } = await takenCase(platform, li)
    const contact = { id: 'A-B', situations: [{ code: 'L01', faultSide: 'A', answers: {} }] }
    const { body } = await li.post(`/accidents/${id}/proposals`, { contacts: [contact] })
    expect(body.proposals[0]).toMatchObject({ outcome: 'incomplete', needsOfficer: true, shares: null })
    expect(body.proposals[0].missing.length).toBeGreaterThan(2)
  })

  it('is not for parties, for other surveyors, or for officers of another district', async () => {
    const { id, parties } = await takenCase(platform, li)
    const input = { contacts: [rearEnd()] }
    expect((await parties.A.post(`/accidents/${id}/proposals`, input)).status).toBe(403)
    expect((await zhou.post(`/accidents/${id}/proposals`, input)).status).toBe(404)
    const elsewhere = await platform.staff('officer.sun')
    expect((await elsewhere.post(`/accidents/${id}/proposals`, input)).status).toBe(404)
    expect((await elsewhere.get(`/catalogue?accidentId=${id}`)).status).toBe(404)
    expect((await platform.stranger('staff').get(`/catalogue?accidentId=${id}`)).status).toBe(401)
    expect((await officer.post(`/accidents/${id}/proposals`, input)).status).toBe(200)
  })
})

describe('issuing', () => {
  it('stores proposal and decision side by side and seals one document for signature', async () => {
    const { id, parties } = await takenCase(platform, li)
    const determination = await issue(platform, li, id)
    expect(determination).toMatchObject({
      revision: 1,
      kind: 'agreement',
      state: 'signing',
      mandate: 'issue',
      ruleSetVersion: '2026.1',
      departsFromProposal: false,
      conflict: null,
      awaiting: ['A', 'B'],
      decidedBy: { kind: 'surveyor', name: '李伟', insurerName: '人保财险' },
    })
    expect(determination.proposals).toHaveLength(1)
    expect((await parties.A.get(`/accidents/${id}`)).body.state).toBe('signing')

    const seen = (await parties.B.get(`/accidents/${id}/determination`)).body
    expect(seen).toMatchObject({
      proposals: null,
      contacts: [{ id: 'A-B', shares: [{ kind: 'full' }, { kind: 'none' }] }],
    })
    const pdf = await fetch(seen.document.url).then((answer) => answer.arrayBuffer())
    const printed = printedPages(Buffer.from(pdf)).flat().join('').replace(/\s/g, '')
    for (const words of ['道路交通事故自行协商协议书', '黑E00002', '追尾碰撞', '李伟', seen.document.checkCode]) {
      expect(printed).toContain(words)
    }
    expect(await platform.ctx.db.document.count({ where: { accidentId: id } })).toBe(1)
  })

  it('makes one document however often and however much at once the job runs', async () => {
    const { id } = await takenCase(platform, li)
    const { id: determinationId, document } = await issue(platform, li, id)
    await Promise.all([1, 2, 3].map(() => sealDocument(platform.ctx, determinationId)))
    const rows = await platform.ctx.db.document.findMany({ where: { accidentId: id } })
    expect(rows.map(({ sha256 }) => sha256)).toEqual([document.sha256])
  })

  it.each<[string, (version: number) => object, string]>([
    ['nothing', () => ({}), 'bad-input'],
    ['no contact', (version) => ({ version, contacts: [] }), 'bad-input'],
    ['an unknown form', (version) => ({ version, contacts: [{ ...rearEnd(), form: 'explosion' }] }), 'bad-input'],
    ['a side the case does not have', (version) => ({ version, contacts: [{ ...rearEnd(), id: 'A-C' }] }), 'bad-input'],
    ['no part that was hit', (version) => ({ version, contacts: [{ ...rearEnd(), parts: {} }] }), 'bad-input'],
    ['an old version', (version) => ({ version: version - 1, contacts: [rearEnd()] }), 'conflict'],
    [
      'two at full fault',
      (version) => ({ version, contacts: [rearEnd({ shares: { A: 'full', B: 'full' } })], reason: '双方都有错' }),
      'shares-inconsistent',
    ],
    [
      'another decision without a reason',
      (version) => ({ version, contacts: [rearEnd({ shares: { A: 'equal', B: 'equal' } })] }),
      'bad-input',
    ],
    ['open questions', (version) => ({ version, contacts: [{ ...rearEnd(), situations: [] }] }), 'not-now'],
  ])('refuses %s and leaves nothing half done', async (_, input, code) => {
    const { id } = await sharedCase()
    const version = await versionOf(li, id)
    const { body } = await li.post(pathOf(id), input(version))
    expect(body.code).toBe(code)
    expect(await versionOf(li, id)).toBe(version)
    expect(await platform.ctx.db.determination.count({ where: { accidentId: id } })).toBe(0)
  })

  it('is for the surveyor who took the case, and for nobody else', async () => {
    const { id, parties } = await sharedCase()
    const input = { version: await versionOf(li, id), contacts: [rearEnd()] }
    expect((await zhou.post(pathOf(id), input)).status).toBe(404)
    expect((await officer.post(pathOf(id), input)).status).toBe(403)
    expect((await parties.A.post(pathOf(id), input)).status).toBe(403)
    expect((await platform.stranger('staff').post(pathOf(id), input)).status).toBe(401)
    expect((await li.post(pathOf(randomUUID()), input)).status).toBe(404)
    expect((await li.post(pathOf('not-an-id'), input)).status).toBe(400)
  })

  it('of two requests at once lets one through, and answers a repeated one alike', async () => {
    const { id } = await takenCase(platform, li)
    const input = { version: await versionOf(li, id), contacts: [rearEnd()] }
    const statuses = await Promise.all([1, 2, 3].map(() => li.post(pathOf(id), input).then(({ status }) => status)))
    expect(statuses.sort()).toEqual([201, 409, 409])
    expect(await platform.ctx.db.determination.count({ where: { accidentId: id } })).toBe(1)

    const other = await takenCase(platform, li)
    const again = { version: await versionOf(li, other.id), contacts: [rearEnd()] }
    const key = randomUUID()
    const first = await li.post(pathOf(other.id), again, { key })
    const second = await li.post(pathOf(other.id), again, { key })
    expect(second).toMatchObject({ status: 201, body: { determination: { id: first.body.determination.id } } })
  })

  it('takes a new version while nobody has signed, and none afterwards', async () => {
    const submitted = await takenCase(platform, li)
    const { id } = submitted
    const first = await issue(platform, li, id)
    const second = await issue(platform, li, id, {
      contacts: [rearEnd({ shares: { A: 'main', B: 'secondary' } })],
      reason: '乙方急刹',
    })
    expect(second).toMatchObject({ revision: 2, state: 'signing', departsFromProposal: true, reason: '乙方急刹' })
    expect(second.document.sha256).not.toBe(first.document.sha256)
    expect(await platform.ctx.db.determination.findUnique({ where: { id: first.id } })).toMatchObject({
      state: 'superseded',
    })

    expect((await sign(platform, submitted, 'A')).status).toBe(200)
    const late = await li.post(pathOf(id), { version: await versionOf(li, id), contacts: [rearEnd()] })
    expect(late).toMatchObject({ status: 409, body: { code: 'not-now' } })
  })
})

describe('what a surveyor must not decide', () => {
  it('goes to an officer when the engine leaves it to one', async () => {
    const { id } = await takenCase(platform, li)
    const input = { version: await versionOf(li, id), contacts: [rearEnd({ answers: { 'other-side-clear': 'no' } })] }
    const { status, body } = await li.post(pathOf(id), input)
    expect({ status, outcome: body.outcome }).toEqual({ status: 201, outcome: 'sent-to-officer' })
    expect((await officer.get(`/accidents/${id}`)).body).toMatchObject({
      state: 'with-officer',
      officerRequested: true,
    })
    expect(await platform.ctx.db.determination.count({ where: { accidentId: id } })).toBe(0)
  })

  it('goes to an officer when a register answered after the parties had submitted', async () => {
    const { id } = await takenCase(platform, li)
    await platform.ctx.db.party.updateMany({ where: { accidentId: id, side: 'B' }, data: { licenceState: 'revoked' } })
    const { body } = await li.post(pathOf(id), { version: await versionOf(li, id), contacts: [rearEnd()] })
    expect(body).toMatchObject({
      outcome: 'sent-to-officer',
      reasons: [{ zh: expect.stringContaining('驾驶证') as unknown }],
    })
    expect((await officer.get(`/accidents/${id}`)).body.state).toBe('with-officer')
    expect(await platform.ctx.db.determination.count({ where: { accidentId: id } })).toBe(0)
  })

  it('waits while a register is being asked, since nobody knows yet whom the surveyor’s company insures', async () => {
    const { id } = await takenCase(platform, li)
    const issueNow = async () => li.post(pathOf(id), { version: await versionOf(li, id), contacts: [rearEnd()] })
    const vehicles = (registryState: string) =>
      platform.ctx.db.vehicle.updateMany({ where: { accidentId: id, side: 'B' }, data: { registryState } })
    await vehicles('pending')
    expect(await issueNow()).toMatchObject({ status: 409, body: { code: 'not-now' } })
    await vehicles('down')
    expect(await issueNow()).toMatchObject({ status: 201, body: { outcome: 'issued' } })
  })

  it('shows a conflict of interest to everybody while the proposal is followed', async () => {
    const { id, parties } = await takenCase(platform, li, ['PICC', 'CCIC'])
    await issue(platform, li, id)
    const { body } = await parties.B.get(`/accidents/${id}/determination`)
    expect(body.conflict).toEqual({ insurerId: 'PICC', insurerName: '人保财险', sides: ['A'] })
    const pdf = await fetch(body.document.url).then((answer) => answer.arrayBuffer())
    expect(printedPages(Buffer.from(pdf)).flat().join('')).toContain('受雇于甲方的保险公司')
  })

  it('sends a departure in favour of the own client to an officer, and lets one against him pass', async () => {
    const lighter = { contacts: [rearEnd({ shares: { A: 'equal', B: 'equal' } })], reason: '乙方也有责任' }
    const own = await takenCase(platform, li, ['PICC', 'CCIC'])
    const favoured = await li.post(pathOf(own.id), { version: await versionOf(li, own.id), ...lighter })
    expect(favoured.body.outcome).toBe('sent-to-officer')
    expect((await officer.get(`/accidents/${own.id}`)).body.state).toBe('with-officer')

    const against = await takenCase(platform, li, ['CCIC', 'PICC'])
    const hard = await li.post(pathOf(against.id), { version: await versionOf(li, against.id), ...lighter })
    expect(hard.body).toMatchObject({ outcome: 'issued', determination: { departsFromProposal: true } })
  })

  it('stops with the very next request after his authorisation was revoked', async () => {
    const chief = await platform.staff('chief.liu')
    const { id } = await takenCase(platform, zhou, ['PICC', 'CCIC'])
    const input = { version: await versionOf(zhou, id), contacts: [rearEnd()] }
    const { body } = await chief.get('/authorisations')
    const own = body.items.find(({ surveyorName }: { surveyorName: string }) => surveyorName === '周洋')
    const revoked = await chief.post(`/authorisations/${own.id}/revocation`, { version: own.version, reason: '已离职' })
    expect(revoked.status).toBe(200)
    expect((await zhou.post(pathOf(id), input)).status).toBe(404)
    expect((await zhou.post(`/accidents/${id}/proposals`, { contacts: [rearEnd()] })).status).toBe(404)
    expect(await platform.ctx.db.determination.count({ where: { accidentId: id } })).toBe(0)
  })
})

let shared: Awaited<ReturnType<typeof submittedCase>> | undefined
/** One case, taken by Li, for everything that must leave it as it is. */
async function sharedCase() {
  if (shared) return shared
  shared = await submittedCase(platform)
  await act(li, shared.id, 'taking')
  return shared
}
