import { createHash, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { printedPages } from '../../api/modules/determinations/document/pdf-reading.ts'
import { settlementSweeps } from '../../api/modules/settlements/jobs.ts'
import { settle } from '../../api/modules/settlements/settle.ts'
import type { Caller } from '../support/caller.ts'
import { startTestPlatform, type TestPlatform } from '../support/platform.ts'
import { act, issue, rearEnd, sign, takenCase, versionOf, type Case } from './determinations.cases.ts'

let platform: TestPlatform
let li: Caller
let officer: Caller

beforeAll(async () => {
  platform = await startTestPlatform()
  li = await platform.staff('surveyor.li')
  officer = await platform.staff('officer.wang')
})
afterAll(() => platform.stop())

const found = {
  facts: '两车在路口内相撞，甲方车头与乙方左侧接触，信号灯工作正常。',
  unclear: '双方均称绿灯通行；路口监控当日检修，无目击证人，无法查清信号灯状态。',
}

async function withOfficer(): Promise<Case> {
  const taken = await takenCase(platform, li)
  await taken.parties.A.post(`/accidents/${taken.id}/officer-requests`, { reason: '双方都说是绿灯' })
  return taken
}

const certify = async (who: Caller, id: string, change: object = {}, options: { key?: string } = {}) =>
  who.post(`/accidents/${id}/certificates`, { version: await versionOf(officer, id), ...found, ...change }, options)

/** An agreement signed by both and settled, which an officer then takes over. */
async function signedThenTakenOver() {
  const taken = await takenCase(platform, li)
  // It departs from the proposal, so a review stays open and the case with it.
  const departing = { contacts: [rearEnd({ shares: { A: 'main', B: 'secondary' } })], reason: '乙方急刹' }
  const agreement = await issue(platform, li, taken.id, departing)
  await sign(platform, taken, 'A')
  await sign(platform, taken, 'B')
  await platform.idle()
  await act(officer, taken.id, 'taking-over', { reason: '发现新证据' })
  return { ...taken, agreement }
}

const claimsOf = (accidentId: string) => platform.ctx.db.claim.findMany({ where: { accidentId } })

describe('a certificate (APR 67)', () => {
  it('is in force at once, names no shares, and closes the case', async () => {
    const { id, parties } = await withOfficer()
    const certified = await certify(officer, id)
    expect(certified).toMatchObject({
      status: 201,
      body: {
        kind: 'certificate',
        state: 'in-force',
        mandate: 'officer',
        certificate: found,
        contacts: [],
        reason: null,
      },
    })
    const { body } = await parties.A.get(`/accidents/${id}`)
    expect(body.state).toBe('closed')
    expect(await platform.ctx.db.officerOrder.count({ where: { accidentId: id, state: 'open' } })).toBe(0)
  })

  it('is read by the parties as a document sealed by its hash, which anybody can check', async () => {
    const { id, parties } = await withOfficer()
    await certify(officer, id)
    await platform.idle()
    const { body } = await parties.B.get(`/accidents/${id}/determination`)
    expect(body.document).toMatchObject({ kind: 'certificate', number: expect.stringContaining('快证') })
    const pdf = Buffer.from(await (await fetch(body.document.url)).arrayBuffer())
    expect(createHash('sha256').update(pdf).digest('hex')).toBe(body.document.sha256)
    const printed = printedPages(pdf).flat().join('').replace(/\s/g, '')
    for (const words of ['道路交通事故证明', found.facts, found.unclear, '第六十七条', '复核', '民事诉讼', '王建国']) {
      expect(printed).toContain(words)
    }
    const check = await platform.stranger().get(`/checks/${body.document.checkCode}`)
    expect(check.body).toMatchObject({ kind: 'certificate', state: 'in-force' })
  })

  it('leaves no estimate and no claim', async () => {
    const { id, parties } = await withOfficer()
    await certify(officer, id)
    await platform.idle()
    expect((await parties.A.get(`/accidents/${id}/settlement`)).status).toBe(404)
    expect(await claimsOf(id)).toEqual([])
    expect(await platform.ctx.db.review.count({ where: { accidentId: id } })).toBe(0)
  })

  it('supersedes an agreement in force: its estimate is shown no more, its claims end', async () => {
    const { id, agreement, parties } = await signedThenTakenOver()
    expect((await parties.A.get(`/accidents/${id}/settlement`)).status).toBe(200)
    expect((await claimsOf(id)).map(({ state }) => state)).toContain('accepted')
    const { body } = await certify(officer, id)
    expect(body.revision).toBe(2)
    await platform.idle()
    const states = await platform.ctx.db.determination.findMany({
      where: { accidentId: id },
      orderBy: { revision: 'asc' },
    })
    expect(states.map(({ state }) => state)).toEqual(['superseded', 'in-force'])
    expect((await parties.A.get(`/accidents/${id}/settlement`)).status).toBe(404)
    for (const claim of await claimsOf(id)) {
      expect(claim.state === 'withdrawn' || claim.supersededAt !== null, claim.state).toBe(true)
    }
    expect(await platform.ctx.db.review.findUnique({ where: { determinationId: agreement.id } })).toMatchObject({
      state: 'lapsed',
    })
    expect((await platform.stranger().get(`/checks/${agreement.document.checkCode}`)).body.state).toBe('superseded')
  })

  it('whose job was lost still ends the earlier claims, once', async () => {
    const { id } = await signedThenTakenOver()
    const { body } = await certify(officer, id)
    await platform.idle()
    // As if the job had never run.
    await platform.ctx.db.claim.updateMany({ where: { accidentId: id }, data: { supersededAt: null } })
    const inForceAt = new Date(platform.ctx.clock.now().getTime() - 10 * 60_000)
    await platform.ctx.db.determination.update({ where: { id: body.id }, data: { inForceAt } })
    await settlementSweeps.find(({ name }) => name === 'resume-claiming-cases')?.run(platform.ctx)
    await platform.idle()
    const before = await claimsOf(id)
    expect(before.every(({ state, supersededAt }) => state === 'withdrawn' || supersededAt !== null)).toBe(true)
    await settle(platform.ctx, id)
    expect(await claimsOf(id)).toEqual(before)
  })
})

describe('who certifies, and when', () => {
  it('is an officer of the district, on a case that is with an officer, at the version he saw', async () => {
    const { id, parties } = await withOfficer()
    const version = await versionOf(officer, id)
    expect((await certify(li, id)).status).toBe(403)
    expect((await certify(parties.A, id)).status).toBe(403)
    expect((await certify(await platform.staff('officer.sun'), id)).status).toBe(404)
    expect((await certify(platform.stranger('staff'), id)).status).toBe(401)
    expect((await certify(officer, id, { version: version - 1 })).body.code).toBe('conflict')
    expect((await officer.post(`/accidents/${randomUUID()}/certificates`, { version, ...found })).status).toBe(404)
    expect((await certify(officer, (await takenCase(platform, li)).id)).body.code).toBe('not-now')
  })

  it.each<[string, object]>([
    ['no facts', { facts: undefined }],
    ['facts in a word', { facts: '相撞' }],
    ['no reason why they cannot be told', { unclear: '   ' }],
    ['more than fits', { unclear: '无'.repeat(2001) }],
    [
      'shares: what cannot be told is never half and half',
      { contacts: [rearEnd({ shares: { A: 'equal', B: 'equal' } })] },
    ],
    ['a version that is none', { version: 'new' }],
  ])('refuses %s', async (_, change) => {
    const { id } = await shared()
    const answer = await certify(officer, id, change)
    expect(answer).toMatchObject({ status: 400, body: { code: 'bad-input' } })
    expect((await officer.get(`/accidents/${id}`)).body.state).toBe('with-officer')
  })

  it('of two officers at once lets one certify, and answers a repeated request with what it did', async () => {
    const { id } = await withOfficer()
    const second = await platform.staff('officer.zhao')
    const answers = await Promise.all([certify(officer, id), certify(second, id)])
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409])
    expect(await platform.ctx.db.determination.count({ where: { accidentId: id } })).toBe(1)

    const other = await withOfficer()
    const key = randomUUID()
    const body = { version: await versionOf(officer, other.id), ...found }
    const first = await officer.post(`/accidents/${other.id}/certificates`, body, { key })
    const again = await officer.post(`/accidents/${other.id}/certificates`, body, { key })
    expect([again.status, again.body.id]).toEqual([first.status, first.body.id])
    await platform.idle()
    expect(await platform.ctx.db.document.count({ where: { accidentId: other.id } })).toBe(1)
    expect((await certify(officer, other.id)).body.code).toBe('not-now')
  })
})

let sharedCase: Promise<Case> | undefined
/** One case for everything that must leave it as it is. */
const shared = () => (sharedCase ??= withOfficer())
