import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { settableClock } from '../../api/kernel/clock.ts'
import { reviewUntil } from '../../api/modules/determinations/deadlines.ts'
import { printedPages } from '../../api/modules/determinations/document/pdf-reading.ts'
import { ruleSetInForceAt } from '../../api/rules.ts'
import type { Caller } from '../support/caller.ts'
import { startTestPlatform, type TestPlatform } from '../support/platform.ts'
import { act, issue, rearEnd, sign, takenCase, type Case } from './determinations.cases.ts'

let platform: TestPlatform
const clock = settableClock(new Date())
let li: Caller
let officer: Caller

beforeAll(async () => {
  platform = await startTestPlatform({ clock })
  li = await platform.staff('surveyor.li')
  officer = await platform.staff('officer.wang')
})
afterAll(() => platform.stop())

interface Decided extends Case {
  readonly determination: { id: string; version: number; document: { sha256: string } }
}

/** A determination that an officer made in the simple procedure, its document sealed. */
async function decidedCase(): Promise<Decided> {
  const taken = await takenCase(platform, li)
  await taken.parties.A.post(`/accidents/${taken.id}/officer-requests`, { reason: '双方有争议' })
  await act(officer, taken.id, 'officer-determinations', { contacts: [rearEnd()], reason: '后车未保持距离' })
  await platform.idle()
  return { ...taken, determination: (await officer.get(`/accidents/${taken.id}/determination`)).body }
}

const open = ({ determination }: Decided, who: Caller, change: object = {}, options: { key?: string } = {}) =>
  who.post(
    `/determinations/${determination.id}/receipt`,
    { documentSha256: determination.document.sha256, ...change },
    options,
  )
const note = ({ determination }: Decided, who: Caller, body: object) =>
  who.post(`/determinations/${determination.id}/services`, body)

/** Three working days after service; `deadlines.test.ts` says which they are. */
function reviewFrom(servedAt: Date) {
  const { dueAt, provisional } = reviewUntil(servedAt, ruleSetInForceAt(servedAt, '230600').policy)
  return { reviewUntil: dueAt.toISOString(), reviewProvisional: provisional }
}

const recordsOf = ({ determination }: Decided) =>
  platform.ctx.db.serviceRecord.findMany({ where: { determinationId: determination.id }, orderBy: { servedAt: 'asc' } })

const actionOf = (body: { actions: { action: string; allowed: boolean }[] }, action: string) =>
  body.actions.find((each) => each.action === action)

describe('an officer’s document', () => {
  it('is served when the party opens it, and the three working days for review run from there', async () => {
    const decided = await decidedCase()
    const before = await decided.parties.A.get(`/accidents/${decided.id}/determination`)
    expect(before.body).toMatchObject({ services: [], unserved: ['A', 'B'] })
    expect(actionOf(before.body, 'receive')).toEqual({ action: 'receive', allowed: true })

    const opened = await open(decided, decided.parties.A)
    expect(opened).toMatchObject({
      status: 200,
      body: {
        unserved: ['B'],
        services: [
          {
            side: 'A',
            kind: 'electronic',
            you: true,
            servedAt: clock.now().toISOString(),
            ...reviewFrom(clock.now()),
          },
        ],
      },
    })
    expect(actionOf(opened.body, 'receive')).toMatchObject({ allowed: false, reason: { zh: '已经送达' } })
    expect(await recordsOf(decided)).toMatchObject([{ documentSha256: decided.determination.document.sha256 }])
  })

  it('is served once: opening it again, also at once and with another key, changes nothing', async () => {
    const decided = await decidedCase()
    const { A } = decided.parties
    const key = randomUUID()
    const answers = await Promise.all([open(decided, A), open(decided, A), open(decided, A, {}, { key })])
    const again = await open(decided, A, {}, { key })
    expect([...answers, again].map(({ status }) => status)).toEqual([200, 200, 200, 200])
    expect(await recordsOf(decided)).toHaveLength(1)
    const served = await platform.ctx.db.auditEvent.findMany({
      where: { stream: `accident:${decided.id}`, action: 'determination.served' },
    })
    expect(served).toHaveLength(1)
  })

  it('is served on both at once, each with a clock of his own', async () => {
    const decided = await decidedCase()
    const { A, B } = decided.parties
    const answers = await Promise.all([open(decided, A), open(decided, B)])
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    expect((await recordsOf(decided)).map(({ side }) => side).sort()).toEqual(['A', 'B'])
  })

  it('is handed over, or its refusal noted in words: the review runs all the same, and nothing is blocked', async () => {
    const decided = await decidedCase()
    expect((await note(decided, officer, { side: 'A', kind: 'handed-over' })).status).toBe(201)
    const refused = await note(decided, officer, { side: 'B', kind: 'receipt-refused', note: '当场看过后拒绝签收' })
    expect(refused).toMatchObject({
      status: 201,
      body: {
        state: 'in-force',
        unserved: [],
        services: [
          { side: 'A', kind: 'handed-over', note: null },
          { side: 'B', kind: 'receipt-refused', note: '当场看过后拒绝签收', ...reviewFrom(clock.now()) },
        ],
      },
    })
    // What was noted of one party is not the other's business.
    const other = await decided.parties.A.get(`/accidents/${decided.id}/determination`)
    expect(other.body.services).toMatchObject([{ you: true }, { side: 'B', you: false, note: null }])
    const audited = await platform.ctx.db.auditEvent.findMany({ where: { stream: `accident:${decided.id}` } })
    expect(audited.map(({ canonical }) => Buffer.from(canonical).toString()).join()).not.toContain('拒绝签收')
    await platform.idle()
    expect((await officer.get(`/accidents/${decided.id}`)).body.state).toMatch(/settled|closed/)
  })

  it('keeps the first service: what comes later neither lengthens nor shortens the time', async () => {
    const decided = await decidedCase()
    await open(decided, decided.parties.B)
    const late = await note(decided, officer, { side: 'B', kind: 'signature-refused', note: '拒绝签名' })
    expect(late).toMatchObject({ status: 409, body: { code: 'not-now' } })
    expect(await recordsOf(decided)).toHaveLength(1)

    await note(decided, officer, { side: 'A', kind: 'handed-over' })
    const handedOver = reviewFrom(clock.now())
    clock.advance(10 * 60_000)
    const opened = await open(decided, decided.parties.A)
    expect(opened.body.services).toMatchObject([{ side: 'B' }, { side: 'A', kind: 'handed-over', ...handedOver }])
  })

  it('of two officers at once lets one note it', async () => {
    const decided = await decidedCase()
    const second = await platform.staff('officer.zhao')
    const answers = await Promise.all(
      [officer, second].map((each) => note(decided, each, { side: 'A', kind: 'handed-over' })),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409])
    expect(await recordsOf(decided)).toHaveLength(1)
  })

  it('is opened by its parties and noted by officers of the district, nobody else', async () => {
    const decided = await decidedCase()
    const body = { side: 'A', kind: 'handed-over' }
    const outsider = await platform.driver('13911112222')
    expect((await open(decided, outsider)).status).toBe(404)
    expect((await open(decided, officer)).status).toBe(403)
    expect((await open(decided, platform.stranger())).status).toBe(401)
    expect((await note(decided, decided.parties.A, body)).status).toBe(403)
    expect((await note(decided, li, body)).status).toBe(403)
    expect((await note(decided, await platform.staff('dispatch.chen'), body)).status).toBe(403)
    expect((await note(decided, await platform.staff('officer.sun'), body)).status).toBe(404)
    expect((await officer.post(`/determinations/${randomUUID()}/services`, body)).status).toBe(404)
    expect(await recordsOf(decided)).toEqual([])
  })

  it.each<[string, object]>([
    ['nothing', {}],
    ['a refusal without words', { side: 'A', kind: 'receipt-refused' }],
    ['a refusal with blanks', { side: 'A', kind: 'signature-refused', note: '   ' }],
    ['an electronic service by hand', { side: 'A', kind: 'electronic' }],
    ['a side that the case has not', { side: 'C', kind: 'handed-over' }],
    ['a side that is none', { side: 'Z9', kind: 'handed-over' }],
  ])('refuses %s', async (_, body) => {
    const decided = await shared()
    expect(await note(decided, officer, body)).toMatchObject({ status: 400, body: { code: 'bad-input' } })
    expect(await recordsOf(decided)).toEqual([])
  })

  it('is not served by opening another document', async () => {
    const decided = await shared()
    const { A } = decided.parties
    expect((await open(decided, A, { documentSha256: 'f'.repeat(64) })).body.code).toBe('document-changed')
    expect((await open(decided, A, { documentSha256: 'no' })).status).toBe(400)
    expect(await recordsOf(decided)).toEqual([])
  })

  it('that was countersigned is served as well, and one that was superseded no more', async () => {
    const wu = await platform.staff('surveyor.wu')
    const taken = await takenCase(platform, wu)
    // It departs from the proposal, so a review stays open and the case with it.
    const departing = { contacts: [rearEnd({ shares: { A: 'main', B: 'secondary' } })], reason: '乙方急刹' }
    const waiting = await issue(platform, wu, taken.id, departing)
    await officer.post(`/determinations/${waiting.id}/countersignature`, { version: waiting.version })
    await platform.idle()
    const { body } = await taken.parties.A.get(`/accidents/${taken.id}/determination`)
    const decided = { ...taken, determination: body }
    expect((await open(decided, taken.parties.A)).status).toBe(200)
    await platform.idle()

    await act(officer, taken.id, 'taking-over', { reason: '发现新证据' })
    await act(officer, taken.id, 'officer-determinations', { contacts: [rearEnd()], reason: '重新认定' })
    expect((await open(decided, taken.parties.B)).body.code).toBe('not-now')
    expect((await note(decided, officer, { side: 'B', kind: 'handed-over' })).body.code).toBe('not-now')
    expect(await recordsOf(decided)).toHaveLength(1)
  })

  it('is shown on a service sheet, bound to the sealed document', async () => {
    const decided = await decidedCase()
    const path = `/determinations/${decided.determination.id}/signature-sheet`
    expect((await officer.get(path)).body).toMatchObject({ code: 'not-now' })
    await open(decided, decided.parties.A)
    await note(decided, officer, { side: 'B', kind: 'receipt-refused', note: '当场看过后拒绝签收' })
    const { body } = await officer.get(path)
    const printed = printedPages(Buffer.from(await (await fetch(body.url)).arrayBuffer()))
      .flat()
      .join('')
    for (const words of ['送达页', decided.determination.document.sha256, '电子送达', '当场看过后拒绝签收']) {
      expect(printed.replace(/\s/g, '')).toContain(words)
    }
  })
})

describe('an agreement', () => {
  it('is signed, never served', async () => {
    const taken = await takenCase(platform, li)
    const determination = await issue(platform, li, taken.id)
    await sign(platform, taken, 'A')
    const { body } = await sign(platform, taken, 'B')
    expect(body).toMatchObject({ state: 'in-force', services: [], unserved: [] })
    const signed = { ...taken, determination }
    expect((await open(signed, taken.parties.A)).body.code).toBe('not-now')
    expect((await note(signed, officer, { side: 'A', kind: 'handed-over' })).body.code).toBe('not-now')
  })
})

describe('a service record', () => {
  it('can be added to and read by the application, never changed or taken away', async () => {
    const decided = await decidedCase()
    await open(decided, decided.parties.A)
    const { db } = platform.ctx
    const where = { determinationId: decided.determination.id }
    await expect(db.serviceRecord.updateMany({ where, data: { servedAt: new Date(0) } })).rejects.toThrow(/denied/)
    await expect(db.serviceRecord.deleteMany({ where })).rejects.toThrow(/denied/)
  })
})

let sharedCase: Promise<Decided> | undefined
/** One case for everything that must leave it as it is. */
const shared = () => (sharedCase ??= decidedCase())
