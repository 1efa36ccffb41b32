import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { Prisma, type PrismaClient } from '../../api/generated/prisma/client.ts'
import { httpInsurers } from '../../api/adapters/insurers/http.ts'
import { insurerCodeTables } from '../../api/adapters/insurers/liability-codes.ts'
import { liveDoor } from '../../api/http/live-door.ts'
import type { Context } from '../../api/kernel/context.ts'
import { accidentJobs } from '../../api/modules/accidents/registers.ts'
import { findActor } from '../../api/modules/identity/service.ts'
import { settlementJobs, settlementSweeps } from '../../api/modules/settlements/jobs.ts'
import { claimsAt, healFaults, plantFault } from '../../infra/simulators/control-client.ts'
import { startTestPlatform, type TestPlatform } from '../support/platform.ts'
import {
  announceDetermination,
  decidedCase,
  equalFault,
  fullAgainstNone,
  redecide,
  runAnnounced,
  type CaseOptions,
} from './settlements.cases.ts'

let platform: TestPlatform
let ctx: Context

beforeAll(async () => {
  platform = await startTestPlatform({ ownSimulators: true, worker: false })
  ctx = platform.ctx
})
afterEach(async () => {
  await healFaults(platform.simulators.insurerUrl)
  await healFaults(platform.simulators.registriesUrl)
})
afterAll(() => platform.stop())

/** The same transaction, in which something else happens, once, after it has looked whether there is a settlement. */
function meanwhile(tx: PrismaClient, happen: () => unknown): PrismaClient {
  const looked = async (...query: Parameters<typeof tx.settlement.findUnique>) => {
    const found = await tx.settlement.findUnique(...query)
    await happen()
    return found
  }
  const settlement = new Proxy(tx.settlement, {
    get: (model, key) => (key === 'findUnique' ? looked : Reflect.get(model, key)),
  })
  return new Proxy(tx, { get: (whole, key) => (key === 'settlement' ? settlement : Reflect.get(whole, key)) })
}

const claimsOf = (accidentId: string) => ctx.db.claim.findMany({ where: { accidentId }, orderBy: { insurerId: 'asc' } })
const stateOf = async (id: string) => (await ctx.db.accident.findUniqueOrThrow({ where: { id } })).state
const arrivedFor = async (number: string) =>
  (await claimsAt(platform.simulators.insurerUrl)).filter(({ report }) => report.accidentNumber === number)

/** In force, settled, and handed off as far as the insurers let it. */
async function settledCase(options: CaseOptions = {}, on: Context = ctx) {
  const made = await decidedCase(ctx, options)
  await announceDetermination(ctx, 'in-force', made)
  return { ...made, errors: await runAnnounced(on, settlementJobs) }
}

async function handOffAgain(claimId: string, on: Context = ctx): Promise<Error | undefined> {
  const job = settlementJobs.find(({ name }) => name === 'hand-off-claim')
  const failed = await job?.run(on, { id: claimId }, { number: 2, last: false }).then(
    () => undefined,
    (error: unknown) => error as Error,
  )
  await runAnnounced(on, settlementJobs)
  return failed
}

/** The same insurers, under a caller that gives up early, or for a city that has connected none. */
const impatient = (): Context => ({ ...ctx, insurers: insurersOf(['PICC', 'PAIC'], 200) })
const unconnected = (): Context => ({ ...ctx, insurers: insurersOf([], 1000) })
const insurersOf = (ids: ('PICC' | 'PAIC')[], timeoutMs: number) =>
  httpInsurers({
    publicUrl: ctx.policy.publicUrl,
    timeoutMs,
    insurers: ids.map((id) => ({
      id,
      url: `${platform.simulators.insurerUrl}/${id}`,
      secret: platform.simulators.secrets.insurers[id] ?? '',
      codeTable: insurerCodeTables[id],
    })),
  })

describe('who is told', () => {
  it('full against none: the insurer at fault, with the document, and the case is settled', async () => {
    const { accidentId, number, documentSha256, errors } = await settledCase()
    expect(errors).toEqual([])
    const [claim, ...others] = await claimsOf(accidentId)
    expect(others).toEqual([])
    const [arrived] = await arrivedFor(number)
    expect(claim).toMatchObject({ insurerId: 'PICC', state: 'accepted', attempts: 1, lastError: null, dueAt: null })
    expect(arrived).toMatchObject({ key: claim?.id, claimNumber: claim?.claimNumber, report: { documentSha256 } })
    expect(arrived?.liability).toEqual([
      { side: 'A', meaning: '全部责任' },
      { side: 'B', meaning: '无责任' },
    ])
    expect(await stateOf(accidentId)).toBe('settled')
  })

  it('the lists of the district and of the insurer, of every change', async () => {
    const { accidentId } = await settledCase()
    const [claim] = await claimsOf(accidentId)
    const told = await ctx.db.outboxEvent.findMany({ where: { topic: 'claims.changed' }, orderBy: { id: 'asc' } })
    const rooms = told.flatMap(({ payload }) => {
      const { room, id, version } = payload as { room: string; id: string; version: number }
      return id === claim?.id ? [`${room} ${version}`] : []
    })
    expect(rooms).toEqual(expect.arrayContaining(['claims:230602 1', 'claims:PICC 1', `claims:PICC ${claim?.version}`]))
  })

  it.each([
    ['clerk.picc', ['claims:PICC']],
    ['admin.picc', ['claims:PICC']],
    ['officer.wang', ['claims:230602']],
    ['chief.liu', ['claims:230602', 'claims:230603']],
    ['auditor', ['claims:230602', 'claims:230603', 'claims:PICC', 'claims:PAIC']],
    ['surveyor.li', []],
    ['security', []],
  ] as const)('%s through the live channel of %j', async (name, rooms) => {
    const door = liveDoor(ctx, (kind, secret) => findActor(ctx, kind, secret))
    const session = await door.authenticate((await platform.staff(name)).cookie(), 'staff')
    const entered: string[] = []
    for (const room of ['claims:230602', 'claims:230603', 'claims:PICC', 'claims:PAIC'])
      if (await session?.mayJoin(room)) entered.push(room)
    expect(entered).toEqual(rooms)
  })

  it('the link in the report opens the document', async () => {
    const { number, determinationId } = await settledCase()
    const [arrived] = await arrivedFor(number)
    const opened = await fetch(arrived?.report.documentUrl ?? '')
    expect(await opened.text()).toBe(determinationId)
  })

  it('shared fault: all insurers, each with the lines that concern it', async () => {
    const { accidentId, number } = await settledCase({ sides: equalFault })
    expect((await claimsOf(accidentId)).map(({ insurerId, state }) => [insurerId, state])).toEqual([
      ['PAIC', 'accepted'],
      ['PICC', 'accepted'],
    ])
    const toPicc = (await arrivedFor(number)).find(({ insurerId }) => insurerId === 'PICC')
    const lines = toPicc?.report.lines as { from: string; to: string }[]
    expect(lines.length).toBeGreaterThan(0)
    expect(lines.every(({ from, to }) => from === 'A' || to === 'A')).toBe(true)
  })

  it('nobody about a vehicle whose insurer is not known; it is listed and holds nothing up', async () => {
    const unknown = { ...fullAgainstNone[0], insurerId: null, kind: 'full', percent: 100 } as const
    const { accidentId } = await settledCase({ sides: [unknown, ...fullAgainstNone.slice(1)] })
    expect(await claimsOf(accidentId)).toEqual([])
    expect(await stateOf(accidentId)).toBe('settled')
    const officer = await platform.staff('officer.wang')
    const { body } = await officer.get(`/accidents/${accidentId}/settlement`)
    expect(body.sides[0]).toMatchObject({ side: 'A', insurerId: null })
    expect(body.sides[0].notes.map(({ zh }: { zh: string }) => zh)).toContain('未查到承保公司，请自行联系保险公司报案')
  })

  it('nothing personal of a party that has not agreed', async () => {
    const [a, b] = equalFault
    if (!a || !b) throw new Error('two sides')
    const { number } = await settledCase({ sides: [a, { ...b, consented: false }] })
    const [arrived] = await arrivedFor(number)
    const parties = arrived?.report.parties as Record<string, string>[]
    expect(parties[0]).toMatchObject({ driverName: '驾驶人A', driverPhone: '13812345678' })
    expect(parties[1]).toMatchObject({ driverName: '不详', driverPhone: '不详', licenceNumber: '不详' })
  })
})

describe('delivered more than once', () => {
  it('settles a determination once', async () => {
    const made = await settledCase({ sides: equalFault })
    await announceDetermination(ctx, 'in-force', made)
    expect(await runAnnounced(ctx, settlementJobs)).toEqual([])
    expect(await ctx.db.settlement.count({ where: { accidentId: made.accidentId } })).toBe(1)
    expect(await claimsOf(made.accidentId)).toHaveLength(2)
  })

  it('settles once also when two deliveries run side by side', async () => {
    const made = await decidedCase(ctx, { sides: equalFault })
    const settle = settlementJobs.find(({ name }) => name === 'settle')
    const payload = { id: made.determinationId, accidentId: made.accidentId }
    await Promise.allSettled([1, 2, 3].map((number) => settle?.run(ctx, payload, { number, last: false })))
    await runAnnounced(ctx, settlementJobs)
    expect(await ctx.db.settlement.count({ where: { accidentId: made.accidentId } })).toBe(1)
    expect(await arrivedFor(made.number)).toHaveLength(2)
  })

  it('leaves an answered claim alone', async () => {
    const { accidentId, number } = await settledCase()
    const [claim] = await claimsOf(accidentId)
    expect(await handOffAgain(claim?.id ?? '')).toBeUndefined()
    expect(await arrivedFor(number)).toMatchObject([{ arrivals: 1 }])
  })

  it('makes one claim of two deliveries that run side by side', async () => {
    const made = await decidedCase(ctx)
    await announceDetermination(ctx, 'in-force', made)
    await runAnnounced(
      ctx,
      settlementJobs.filter(({ name }) => name === 'settle'),
    )
    const [claim] = await claimsOf(made.accidentId)
    await Promise.all([handOffAgain(claim?.id ?? ''), handOffAgain(claim?.id ?? '')])
    expect(await arrivedFor(made.number)).toHaveLength(1)
    expect(await claimsOf(made.accidentId)).toMatchObject([{ state: 'accepted' }])
  })
})

describe('an insurer in trouble', () => {
  it.each([
    ['is down', { kind: 'down', path: '/PICC' }, 'down'],
    ['answers with a page of HTML', { kind: 'wrong-answer', path: '/PICC' }, 'answer-not-understood'],
  ] as const)('that %s leaves the claim pending, noted, and is asked again', async (_what, fault, lastError) => {
    await plantFault(platform.simulators.insurerUrl, fault)
    const { accidentId, number, errors } = await settledCase()
    expect(errors).toHaveLength(1)
    const [pending] = await claimsOf(accidentId)
    expect(pending).toMatchObject({ state: 'pending', attempts: 1, lastError, claimNumber: null })
    expect(await stateOf(accidentId)).toBe('claiming')

    expect(await handOffAgain(pending?.id ?? '')).toBeUndefined()
    const [arrived, ...others] = await arrivedFor(number)
    expect(others).toEqual([])
    expect(await claimsOf(accidentId)).toMatchObject([
      { state: 'accepted', attempts: 2, lastError: null, claimNumber: arrived?.claimNumber },
    ])
    expect(await stateOf(accidentId)).toBe('settled')
  })

  it('whose answer is lost on the way knows the claim by its key the second time', async () => {
    await plantFault(platform.simulators.insurerUrl, { kind: 'slow', path: '/PICC', delayMs: 1_000 })
    const { accidentId, number, errors } = await settledCase({}, impatient())
    expect(errors).toHaveLength(1)
    const [pending] = await claimsOf(accidentId)
    expect(pending).toMatchObject({ state: 'pending', lastError: 'unreachable-or-late' })
    await handOffAgain(pending?.id ?? '')
    const arrived = await arrivedFor(number)
    expect(arrived).toMatchObject([{ arrivals: 2 }])
    expect(await claimsOf(accidentId)).toMatchObject([{ state: 'accepted', claimNumber: arrived[0]?.claimNumber }])
  })

  it('whose line repeats the request opens one claim', async () => {
    await plantFault(platform.simulators.insurerUrl, { kind: 'duplicate', path: '/PICC' })
    const { accidentId, number } = await settledCase()
    expect(await arrivedFor(number)).toMatchObject([{ arrivals: 2 }])
    expect(await claimsOf(accidentId)).toMatchObject([{ state: 'accepted' }])
  })

  it('that mixes answers up never gets its number onto another claim', async () => {
    await settledCase()
    await plantFault(platform.simulators.insurerUrl, { kind: 'wrong-answer', answer: 'mixed-up', path: '/PICC' })
    const { accidentId } = await settledCase()
    expect(await claimsOf(accidentId)).toMatchObject([
      { state: 'pending', claimNumber: null, lastError: 'answer-to-another-report' },
    ])
  })

  it('does not hold up the other insurer', async () => {
    await plantFault(platform.simulators.insurerUrl, { kind: 'down', path: '/PAIC' })
    const { accidentId } = await settledCase({ sides: equalFault })
    expect((await claimsOf(accidentId)).map(({ state }) => state)).toEqual(['pending', 'accepted'])
    expect(await stateOf(accidentId)).toBe('claiming')
  })

  it('is asked anew by the sweep when the queue has given up', async () => {
    await plantFault(platform.simulators.insurerUrl, { kind: 'down', path: '/PICC' })
    const { accidentId } = await settledCase()
    const [sweep] = settlementSweeps
    await sweep?.run(ctx)
    expect(await claimsOf(accidentId)).toMatchObject([{ state: 'pending', attempts: 1 }])

    await ctx.db.claim.updateMany({ where: { accidentId }, data: { dueAt: new Date(0) } })
    await sweep?.run(ctx)
    expect(await runAnnounced(ctx, settlementJobs)).toEqual([])
    expect(await claimsOf(accidentId)).toMatchObject([{ state: 'accepted', attempts: 2 }])
  })
})

describe('a refused claim', () => {
  it('keeps the reason, settles the case, and goes out again when the clerk says so', async () => {
    const { accidentId, number } = await settledCase({}, unconnected())
    const [refused] = await claimsOf(accidentId)
    expect(refused).toMatchObject({ state: 'rejected', lastError: 'insurer-not-connected' })
    expect(await stateOf(accidentId)).toBe('settled')

    const clerk = await platform.staff('clerk.picc')
    const { body } = await clerk.get('/claims?state=rejected')
    const listed = body.items.find(({ id }: { id: string }) => id === refused?.id)
    expect(listed).toMatchObject({ accidentNumber: number, actions: [{ action: 'retry', allowed: true }] })

    const retried = await clerk.post(`/claims/${listed.id}/retry`, { version: listed.version })
    expect(retried).toMatchObject({ status: 200, body: { state: 'pending', actions: [] } })
    expect(await runAnnounced(ctx, settlementJobs)).toEqual([])
    expect(await claimsOf(accidentId)).toMatchObject([{ state: 'accepted', attempts: 2, lastError: null }])
    expect(await stateOf(accidentId)).toBe('settled')
  })

  const refusedClaim = async () => {
    const { accidentId } = await settledCase({}, unconnected())
    const [claim] = await claimsOf(accidentId)
    if (!claim) throw new Error('no claim')
    return claim
  }

  it('goes out once when two officers press at once', async () => {
    const { id, version } = await refusedClaim()
    const [wang, zhao] = [await platform.staff('officer.wang'), await platform.staff('officer.zhao')]
    const answers = await Promise.all([wang, zhao].map((officer) => officer.post(`/claims/${id}/retry`, { version })))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe('conflict')
  })

  it('answers a repeated request with the first answer', async () => {
    const { id, version } = await refusedClaim()
    const officer = await platform.staff('officer.wang')
    const first = await officer.post(`/claims/${id}/retry`, { version }, { key: `retry-${id}` })
    expect(await officer.post(`/claims/${id}/retry`, { version }, { key: `retry-${id}` })).toMatchObject({
      status: 200,
      body: first.body,
    })
  })

  it.each([
    ['another insurer’s clerk', 'surveyor.zhou', 404],
    ['an officer of another district', 'officer.sun', 404],
    ['the auditor, who only reads', 'auditor', 403],
    ['the insurer’s administrator, who only reads', 'admin.picc', 403],
    ['a dispatcher', 'dispatch.chen', 404],
  ])('is not sent again by %s', async (_who, loginName, status) => {
    const { id, version } = await refusedClaim()
    const caller = await platform.staff(loginName)
    expect((await caller.post(`/claims/${id}/retry`, { version })).status).toBe(status)
    expect(await ctx.db.claim.findUnique({ where: { id } })).toMatchObject({ state: 'rejected', version })
  })

  it('refuses bad input, a claim that is not refused, and strangers', async () => {
    const { id, version } = await refusedClaim()
    const officer = await platform.staff('officer.wang')
    for (const body of [{}, { version: '1' }, { version: 0 }, { version: 1.5 }]) {
      expect(await officer.post(`/claims/${id}/retry`, body)).toMatchObject({
        status: 400,
        body: { code: 'bad-input' },
      })
    }
    expect((await officer.post('/claims/not-an-id/retry', { version })).status).toBe(400)
    expect((await officer.post('/claims/00000000-0000-7000-8000-000000000000/retry', { version })).status).toBe(404)
    expect((await officer.post(`/claims/${id}/retry`, { version: version + 7 })).body.code).toBe('conflict')
    expect((await platform.stranger('staff').post(`/claims/${id}/retry`, { version })).status).toBe(401)

    const { accidentId } = await settledCase()
    const [accepted] = await claimsOf(accidentId)
    const answer = await officer.post(`/claims/${accepted?.id}/retry`, { version: accepted?.version })
    expect(answer).toMatchObject({ status: 409, body: { code: 'not-now' } })
  })
})

describe('another determination takes its place', () => {
  it('withdraws what was open, tells the insurers of the new one, and ignores late work on the old', async () => {
    await plantFault(platform.simulators.insurerUrl, { kind: 'down', path: '/PICC' })
    const made = await settledCase()
    const [old] = await claimsOf(made.accidentId)
    const determinationId = await redecide(ctx, made, equalFault)
    expect(await handOffAgain(old?.id ?? '')).toBeUndefined()
    expect(await arrivedFor(made.number)).toEqual([])

    await announceDetermination(ctx, 'in-force', { ...made, determinationId })
    expect(await runAnnounced(ctx, settlementJobs)).toEqual([])
    expect(await ctx.db.claim.findUnique({ where: { id: old?.id ?? '' } })).toMatchObject({ state: 'withdrawn' })
    const newOnes = (await claimsOf(made.accidentId)).filter(({ id }) => id !== old?.id)
    expect(newOnes.map(({ state }) => state)).toEqual(['accepted', 'accepted'])
    expect(await stateOf(made.accidentId)).toBe('settled')
  })

  it('marks what an insurer had accepted, so that a person tells it', async () => {
    const made = await settledCase()
    const [old] = await claimsOf(made.accidentId)
    const determinationId = await redecide(ctx, made, equalFault)
    await announceDetermination(ctx, 'in-force', { ...made, determinationId })
    expect(await runAnnounced(ctx, settlementJobs)).toEqual([])
    const { items } = (await (await platform.staff('clerk.picc')).get('/claims')).body as { items: object[] }
    expect(items).toContainEqual(expect.objectContaining({ id: old?.id, state: 'accepted', superseded: true }))
    expect((await claimsOf(made.accidentId)).filter(({ supersededAt }) => supersededAt === null)).toHaveLength(2)
    const told = { stream: `accident:${made.accidentId}`, action: 'claim.superseded' }
    expect(await ctx.db.auditEvent.count({ where: told })).toBe(1)
  })

  it('does not settle a determination that is no longer in force', async () => {
    const made = await decidedCase(ctx)
    await redecide(ctx, made, equalFault)
    await announceDetermination(ctx, 'in-force', made)
    await runAnnounced(ctx, settlementJobs)
    expect(await ctx.db.settlement.count({ where: { determinationId: made.determinationId } })).toBe(0)
  })
})

describe('a register that was not reached', () => {
  const notReached = fullAgainstNone.map((side) =>
    side.kind === 'full' ? { ...side, insurerId: null, registryState: 'down' as const } : side,
  )
  const lookUp = (accidentId: string) =>
    accidentJobs
      .find(({ name }) => name === 'fill-vehicle')
      ?.run(ctx, { accidentId, side: 'A' }, { number: 2, last: false })
      .catch(() => undefined)
  const settledAsFarAs = async (accidentId: string) => ({
    errors: await runAnnounced(ctx, settlementJobs),
    claims: (await claimsOf(accidentId)).map(({ state }) => state),
    state: await stateOf(accidentId),
  })

  it('keeps the claims waiting until it names the insurer, and not longer', async () => {
    const { accidentId } = await settledCase({ sides: notReached })
    expect(await ctx.db.settlement.count({ where: { accidentId } })).toBe(0)

    await plantFault(platform.simulators.registriesUrl, { kind: 'down', path: '/policies' })
    await lookUp(accidentId)
    expect(await settledAsFarAs(accidentId)).toEqual({ errors: [], claims: [], state: 'claiming' })

    await lookUp(accidentId)
    expect(await settledAsFarAs(accidentId)).toEqual({ errors: [], claims: ['accepted'], state: 'settled' })
    await lookUp(accidentId)
    expect(await settledAsFarAs(accidentId)).toEqual({ errors: [], claims: ['accepted'], state: 'settled' })
  })

  it('does not keep the claims of an earlier determination open', async () => {
    await plantFault(platform.simulators.insurerUrl, { kind: 'down', path: '/PICC' })
    const made = await settledCase()
    await ctx.db.vehicle.updateMany({
      where: { accidentId: made.accidentId, side: 'B' },
      data: { policies: Prisma.DbNull, registryState: 'down' },
    })
    const determinationId = await redecide(ctx, made, equalFault)
    await announceDetermination(ctx, 'in-force', { ...made, determinationId })
    expect(await settledAsFarAs(made.accidentId)).toEqual({ errors: [], claims: ['withdrawn'], state: 'claiming' })
    expect(await ctx.db.settlement.count({ where: { determinationId } })).toBe(0)
  })

  it('is given up by one worker while another still waits: what the first made stays', async () => {
    const sides = notReached.map((side) => ({ ...side, kind: 'equal', percent: 50 }) as const)
    const inForceAt = new Date(Date.now() - 3_600_000)
    const made = await decidedCase(ctx, { sides, determination: { inForceAt } })
    const settle = (on: Context) =>
      settlementJobs
        .find(({ name }) => name === 'settle')
        ?.run(on, { accidentId: made.accidentId }, { number: 1, last: false })
    const slow: Context = {
      ...ctx,
      clock: { now: () => new Date(Date.now() - 60_000) },
      transact: (work) =>
        ctx.transact((tx) => work(meanwhile(tx as unknown as PrismaClient, () => settle(ctx)) as unknown as typeof tx)),
    }
    await settle(slow)
    expect((await claimsOf(made.accidentId)).map(({ state }) => state)).toEqual(['pending'])
  })

  it('that answers before the determination is in force settles nothing', async () => {
    const { accidentId } = await decidedCase(ctx, { sides: notReached, accidentState: 'signing' })
    await lookUp(accidentId)
    expect(await settledAsFarAs(accidentId)).toEqual({ errors: [], claims: [], state: 'signing' })
    expect(await ctx.db.settlement.count({ where: { accidentId } })).toBe(0)
  })

  it('is waited for an hour: then the parties are told to report by themselves', async () => {
    const inForceAt = new Date(Date.now() - 3_600_000)
    const { accidentId } = await decidedCase(ctx, { sides: notReached, determination: { inForceAt } })
    await settlementSweeps.find(({ name }) => name === 'resume-claiming-cases')?.run(ctx)
    expect(await settledAsFarAs(accidentId)).toEqual({ errors: [], claims: [], state: 'settled' })
    const officer = await platform.staff('officer.wang')
    const { body } = await officer.get(`/accidents/${accidentId}/settlement`)
    expect(body.sides[0].notes.map(({ zh }: { zh: string }) => zh)).toEqual([
      '未查到承保公司，请自行联系保险公司报案',
      '保险信息暂未核实，按已投保交强险估算',
    ])
  })
})

describe('a step whose job was given up', () => {
  const longAgo = new Date(Date.now() - 3_600_000)
  const resume = () => settlementSweeps.find(({ name }) => name === 'resume-claiming-cases')?.run(ctx)

  it('is announced again: the settlement of a determination in force', async () => {
    const made = await decidedCase(ctx, { determination: { inForceAt: longAgo } })
    await resume()
    expect(await runAnnounced(ctx, settlementJobs)).toEqual([])
    expect(await stateOf(made.accidentId)).toBe('settled')
    await resume()
    expect(await ctx.db.outboxEvent.count({ where: { handedOnAt: null } })).toBe(0)
  })

  it('is announced again: the end of a case whose claims are all answered', async () => {
    const made = await settledCase({ determination: { inForceAt: longAgo } })
    await ctx.db.accident.update({ where: { id: made.accidentId }, data: { state: 'claiming' } })
    await ctx.db.settlement.updateMany({ where: { accidentId: made.accidentId }, data: { createdAt: longAgo } })
    await resume()
    await runAnnounced(ctx, settlementJobs)
    expect(await stateOf(made.accidentId)).toBe('settled')
  })

  it('is left alone while it may still come', async () => {
    const made = await decidedCase(ctx)
    await resume()
    await runAnnounced(ctx, settlementJobs)
    expect(await stateOf(made.accidentId)).toBe('claiming')
  })
})
