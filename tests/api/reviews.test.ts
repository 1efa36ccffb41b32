import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decide } from '../../api/kernel/access/access.ts'
import { staffRoleNames, type StaffActor } from '../../api/kernel/access/roles.ts'
import { settableClock } from '../../api/kernel/clock.ts'
import type { Context } from '../../api/kernel/context.ts'
import { isFailure } from '../../api/kernel/errors.ts'
import type { LiveMessage } from '../../api/kernel/ports.ts'
import { relayOnce } from '../../api/kernel/relay.ts'
import { lockAccident, type AccidentTx } from '../../api/modules/accidents/move.ts'
import { lockDeterminations, type DeterminationTx } from '../../api/modules/determinations/move.ts'
import { closeCase } from '../../api/modules/reviews/follow.ts'
import { reviewJobs, reviewSweeps } from '../../api/modules/reviews/jobs.ts'
import { isSampled } from '../../api/modules/reviews/sampling.ts'
import { listReviews } from '../../api/modules/reviews/service.ts'
import { settlementJobs } from '../../api/modules/settlements/jobs.ts'
import type { Caller } from '../support/caller.ts'
import { plateA, plateB } from '../support/cases.ts'
import { startTestPlatform, type TestPlatform } from '../support/platform.ts'
import {
  announceDetermination,
  decidedCase,
  fullAgainstNone,
  redecide,
  runAnnounced,
  type CaseOptions,
} from './settlements.cases.ts'

const clock = settableClock(new Date())
const jobs = [...settlementJobs, ...reviewJobs]
const samplePercent = 10

let platform: TestPlatform
let ctx: Context
let wang: Caller
let zhao: Caller

beforeAll(async () => {
  platform = await startTestPlatform({ worker: false, clock })
  ctx = platform.ctx
  wang = await platform.staff('officer.wang')
  zhao = await platform.staff('officer.zhao')
})
afterAll(() => platform.stop())

const idOf = async (loginName: string) => (await ctx.db.staffUser.findUniqueOrThrow({ where: { loginName } })).id
const reviewOf = (determinationId: string) => ctx.db.review.findUnique({ where: { determinationId } })
const stateOf = async (id: string) => (await ctx.db.accident.findUniqueOrThrow({ where: { id } })).state

/** An id that the sample draws, or does not. */
function determinationId(sampled: boolean): string {
  for (;;) {
    const id = randomUUID()
    if (isSampled(id, samplePercent) === sampled) return id
  }
}

const flagged = { departsFromProposal: true }

/** Issued, and before the officers if they are to see it. */
async function issued({ determination, ...options }: CaseOptions = { determination: flagged }) {
  const made = await decidedCase(ctx, { ...options, determination: { id: determinationId(false), ...determination } })
  await announceDetermination(ctx, 'issued', made)
  expect(await runAnnounced(ctx, jobs)).toEqual([])
  return { ...made, review: await reviewOf(made.determinationId) }
}

async function openReview(options?: CaseOptions) {
  const { review, ...made } = await issued(options)
  if (review?.state !== 'open') throw new Error(`the review is ${review?.state}`)
  return { ...made, review }
}

async function comesIntoForce(made: { accidentId: string; determinationId: string }): Promise<void> {
  await announceDetermination(ctx, 'in-force', made)
  expect(await runAnnounced(ctx, jobs)).toEqual([])
}

describe('which determinations are reviewed', () => {
  it('a flagged one, within three working days', async () => {
    const { review } = await openReview()
    expect(review.flags).toEqual(['departs-from-proposal'])
    expect(review.dueAt.getTime()).toBeGreaterThan(clock.now().getTime() + 2 * 24 * 3_600_000)
  })

  it('one with a conflict of interest, and one whose register was down', async () => {
    const conflict = { insurerId: 'PICC', sides: ['A'] }
    expect((await openReview({ determination: { conflict } })).review.flags).toEqual(['conflict-of-interest'])
    const sides = fullAgainstNone.map((side) => ({ ...side, registryState: 'down' as const }))
    expect((await openReview({ sides })).review.flags).toEqual(['register-down'])
  })

  it('one that the sample draws', async () => {
    const { review } = await openReview({ determination: { id: determinationId(true) } })
    expect(review).toMatchObject({ flags: [], sampled: true })
  })

  it('not the rest: closed from the start, and counted', async () => {
    expect((await issued({})).review).toMatchObject({ state: 'not-sampled', sampled: false, closedAt: clock.now() })
  })

  it('not what an officer determined himself', async () => {
    const determination = { ...flagged, decidedByKind: 'officer', decidedById: await idOf('officer.wang') }
    expect((await issued({ determination })).review).toBeNull()
  })

  it('each once, however often it is announced', async () => {
    const made = await openReview()
    await announceDetermination(ctx, 'issued', made)
    expect(await runAnnounced(ctx, jobs)).toEqual([])
    expect(await ctx.db.review.count({ where: { accidentId: made.accidentId } })).toBe(1)
  })

  it('waits for no act that is under way on the determination: it would hold the case, and the act want it', async () => {
    const made = await decidedCase(ctx, { determination: flagged })
    const opening = reviewJobs.filter(({ name }) => name === 'open-review')
    let end = (): void => undefined
    const act = ctx.transact(async (tx: DeterminationTx & AccidentTx) => {
      await lockDeterminations(tx, made.accidentId)
      await lockAccident(tx, made.accidentId)
      await new Promise<void>((resolve) => (end = resolve))
    })
    await announceDetermination(ctx, 'issued', made)
    expect(await runAnnounced(ctx, opening)).toEqual([])
    expect((await reviewOf(made.determinationId))?.state).toBe('open')
    end()
    await act
  })

  it('no longer one that ended before anybody looked', async () => {
    const made = await openReview()
    await announceDetermination(ctx, 'ended', made)
    await runAnnounced(ctx, jobs)
    expect(await reviewOf(made.determinationId)).toMatchObject({ state: 'lapsed', closedAt: clock.now() })
    expect((await issued({ determination: { ...flagged, state: 'superseded' } })).review?.state).toBe('lapsed')
  })

  it('is told to the officers of the district', async () => {
    const heard: LiveMessage[] = []
    const live = { ...ctx.live, publish: (message: LiveMessage) => Promise.resolve(void heard.push(message)) }
    const made = await decidedCase(ctx, { determination: { id: determinationId(false), ...flagged } })
    await announceDetermination(ctx, 'issued', made)
    const [open] = reviewJobs
    const event = await ctx.db.outboxEvent.findFirstOrThrow({ where: { handedOnAt: null } })
    await open?.run(ctx, { id: made.determinationId }, { number: 1, last: false })
    await ctx.db.outboxEvent.update({ where: { id: event.id }, data: { handedOnAt: clock.now() } })
    await relayOnce({ ...ctx, live }, [])
    const review = await reviewOf(made.determinationId)
    expect(heard).toContainEqual({ room: 'reviews:230602', type: 'review.changed', id: review?.id, version: 1 })
  })
})

describe('the list of reviews', () => {
  it('has the flagged first, then the sample, each oldest first, in pages', async () => {
    for (const determination of [{ id: determinationId(true) }, flagged, { id: determinationId(true) }, flagged]) {
      await openReview({ determination })
    }
    const all = (await zhao.get('/reviews')).body.items as { id: string; flags: string[] }[]
    const kinds = all.map(({ flags }) => (flags.length > 0 ? 'flagged' : 'sampled'))
    expect(kinds).toEqual([...kinds].sort())
    for (const kind of ['flagged', 'sampled']) {
      const ids = all.filter((_, index) => kinds[index] === kind).map(({ id }) => id)
      expect(ids.length).toBeGreaterThan(1)
      expect(ids).toEqual([...ids].sort())
    }
    const seen: string[] = []
    let after = ''
    do {
      const { body } = await zhao.get(`/reviews?limit=2${after}`)
      seen.push(...(body.items as { id: string }[]).map(({ id }) => id))
      after = body.next ? `&after=${encodeURIComponent(body.next)}` : ''
    } while (after)
    expect(seen).toEqual(all.map(({ id }) => id))
  })

  it('names the case by its number and its plates', async () => {
    const { review, accidentId } = await openReview()
    const { number } = await ctx.db.accident.findUniqueOrThrow({ where: { id: accidentId } })
    const listed = (await zhao.get('/reviews?limit=100')).body.items as { id: string }[]
    const plates = [
      { side: 'A', ...plateA },
      { side: 'B', ...plateB },
    ]
    expect(listed.find(({ id }) => id === review.id)).toMatchObject({ accidentNumber: number, plates })
    expect((await zhao.get(`/reviews/${review.id}`)).body).toMatchObject({ accidentNumber: number, plates })
  })

  it('shows closed ones apart, those never drawn included', async () => {
    const { review } = await issued({})
    const closed = (await zhao.get('/reviews?state=closed&limit=100')).body.items as { id: string; state: string }[]
    expect(closed.find(({ id }) => id === review?.id)).toMatchObject({ state: 'not-sampled', actions: [] })
    expect(closed.some(({ state }) => state === 'open')).toBe(false)
  })

  it('refuses bad queries, other roles and strangers', async () => {
    for (const query of ['state=lost', 'limit=0', 'after=x', 'after=flagged|1']) {
      expect(await wang.get(`/reviews?${query}`)).toMatchObject({ status: 400, body: { code: 'bad-input' } })
    }
    for (const loginName of ['surveyor.li', 'clerk.picc', 'dispatch.chen', 'auditor']) {
      expect((await (await platform.staff(loginName)).get('/reviews')).status).toBe(403)
    }
    expect((await platform.stranger('staff').get('/reviews')).status).toBe(401)
    expect((await (await platform.driver('13900000009')).get('/reviews')).status).toBe(403)
  })

  it('equals, for anybody, all open reviews filtered by what he may do', async () => {
    const officers = [await idOf('officer.wang'), await idOf('officer.zhao'), await idOf('chief.liu')]
    for (const districtCode of ['230602', '230603']) {
      for (const id of officers) {
        await openReview({ districtCode, determination: { ...flagged, decidedById: id } })
        await openReview({ districtCode, determination: { ...flagged, countersignedById: id } })
      }
    }
    const everything = await ctx.db.review.findMany({ where: { state: 'open' } })
    const actor: fc.Arbitrary<StaffActor> = fc.record({
      kind: fc.constant('staff' as const),
      id: fc.constantFrom(...officers),
      role: fc.constantFrom(...staffRoleNames, 'officer', 'senior-officer'),
      displayName: fc.constant(''),
      unitId: fc.constant(null),
      insurerId: fc.constant(null),
      districtCodes: fc.subarray(['230602', '230603', '230604']),
      authorisations: fc.constant([]),
      sessionId: fc.constant('s'),
    })
    await fc.assert(
      fc.asyncProperty(actor, async (reader) => {
        const allowed = everything.filter((review) => decide(reader, 'review.read', { ...review }).allowed)
        const listed = await listReviews(ctx, reader, { state: 'open', limit: 100 }).catch((error: unknown) => {
          if (!isFailure(error, 'forbidden')) throw error
          return { items: [] }
        })
        expect(listed.items.map(({ id }) => id).sort()).toEqual(allowed.map(({ id }) => id).sort())
      }),
      { numRuns: 60 },
    )
  })
})

describe('confirming', () => {
  it('lets the determination stand, and closes the case when it is settled', async () => {
    const made = await openReview()
    await comesIntoForce(made)
    expect(await stateOf(made.accidentId)).toBe('settled')

    const { body: shown } = await wang.get(`/reviews/${made.review.id}`)
    expect(shown).toMatchObject({
      accidentNumber: made.number,
      actions: [
        { action: 'confirm', allowed: true },
        { action: 'take-over', allowed: true },
      ],
    })
    const answer = await wang.post(`/reviews/${made.review.id}/confirmation`, { version: shown.version })
    expect(answer).toMatchObject({ status: 200, body: { state: 'confirmed', outcome: 'confirmed', actions: [] } })
    expect(answer.body.reviewerId).toBe(await idOf('officer.wang'))
    await runAnnounced(ctx, jobs)
    const accident = await ctx.db.accident.findUniqueOrThrow({ where: { id: made.accidentId } })
    expect(accident).toMatchObject({ state: 'closed', closedAt: clock.now() })
  })

  it('before the case is settled closes it as soon as it is', async () => {
    const made = await openReview()
    await wang.post(`/reviews/${made.review.id}/confirmation`, { version: made.review.version })
    await runAnnounced(ctx, jobs)
    expect(await stateOf(made.accidentId)).toBe('claiming')
    await comesIntoForce(made)
    expect(await stateOf(made.accidentId)).toBe('closed')
  })

  it('is won by one of two officers who press at once', async () => {
    const { review, accidentId } = await openReview()
    const press = (officer: Caller) => officer.post(`/reviews/${review.id}/confirmation`, { version: review.version })
    const answers = await Promise.all([press(wang), press(zhao)])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'conflict', state: 'confirmed' })
    const acts = await ctx.db.auditEvent.count({
      where: { stream: `accident:${accidentId}`, action: 'review.confirmed' },
    })
    expect(acts).toBe(1)
  })

  it('answers a repeated request with the first answer', async () => {
    const { review } = await openReview()
    const press = () =>
      wang.post(`/reviews/${review.id}/confirmation`, { version: review.version }, { key: `confirm-${review.id}` })
    const first = await press()
    expect(await press()).toMatchObject({ status: 200, body: first.body })
  })

  it('needs a version, a sensible reason, and a review that exists and is open', async () => {
    const { review } = await openReview()
    for (const body of [{}, { version: 'x' }, { version: 1, reason: 'x' }, { version: 1, reason: 'x'.repeat(501) }]) {
      expect(await wang.post(`/reviews/${review.id}/confirmation`, body)).toMatchObject({ status: 400 })
    }
    const stale = await wang.post(`/reviews/${review.id}/confirmation`, { version: review.version + 1 })
    expect(stale.body).toMatchObject({ code: 'conflict', state: 'open', version: review.version })
    expect((await wang.post(`/reviews/${randomUUID()}/confirmation`, { version: 1 })).status).toBe(404)
    expect((await wang.get(`/reviews/${randomUUID()}`)).status).toBe(404)

    const { review: closed } = await issued({})
    const late = await wang.post(`/reviews/${closed?.id}/confirmation`, { version: closed?.version })
    expect(late).toMatchObject({ status: 409, body: { code: 'not-now' } })
  })
})

describe('taking over', () => {
  it.each(['signing', 'claiming', 'settled'] as const)(
    'opens the simple procedure for a case in "%s"',
    async (state) => {
      const { review, accidentId } = await openReview({ accidentState: state, determination: flagged })
      const answer = await wang.post(`/reviews/${review.id}/taking-over`, {
        version: review.version,
        reason: '责任有误',
      })
      expect(answer).toMatchObject({
        status: 200,
        body: { state: 'taken-over', reason: '责任有误', accidentState: 'with-officer' },
      })
      const accident = await ctx.db.accident.findUniqueOrThrow({ where: { id: accidentId } })
      expect(accident).toMatchObject({ state: 'with-officer', officerId: await idOf('officer.wang') })
    },
  )

  it('leaves a case with the officer who has it', async () => {
    const { review, accidentId } = await openReview({ accidentState: 'with-officer', determination: flagged })
    const answer = await wang.post(`/reviews/${review.id}/taking-over`, { version: review.version, reason: '责任有误' })
    expect(answer.status).toBe(200)
    expect(await ctx.db.accident.findUnique({ where: { id: accidentId } })).toMatchObject({
      version: 1,
      officerId: null,
    })
  })

  it('comes too late for a closed case; nothing is changed', async () => {
    const { review } = await openReview({ accidentState: 'closed', determination: flagged })
    const answer = await wang.post(`/reviews/${review.id}/taking-over`, { version: review.version, reason: '责任有误' })
    expect(answer).toMatchObject({ status: 409, body: { code: 'not-now', reason: { zh: '案件已结案' } } })
    expect(await ctx.db.review.findUnique({ where: { id: review.id } })).toEqual(review)
  })

  it('needs a reason', async () => {
    const { review } = await openReview()
    const answer = await wang.post(`/reviews/${review.id}/taking-over`, { version: review.version })
    expect(answer).toMatchObject({ status: 400, body: { code: 'bad-input' } })
  })

  it('against a confirmation at the same moment: one of the two, and the case goes with it', async () => {
    const { review, accidentId } = await openReview()
    const [confirmed, taken] = await Promise.all([
      wang.post(`/reviews/${review.id}/confirmation`, { version: review.version }),
      zhao.post(`/reviews/${review.id}/taking-over`, { version: review.version, reason: '责任有误' }),
    ])
    expect([confirmed.status, taken.status].sort()).toEqual([200, 409])
    expect(await stateOf(accidentId)).toBe(taken.status === 200 ? 'with-officer' : 'claiming')
  })

  it('ends with the officer’s own determination, which nobody reviews: settled anew, then closed', async () => {
    const made = await openReview()
    await comesIntoForce(made)
    await wang.post(`/reviews/${made.review.id}/taking-over`, { version: made.review.version, reason: '责任有误' })
    await runAnnounced(ctx, jobs)
    const replaced = await redecide(ctx, made, fullAgainstNone)
    await ctx.db.accident.update({ where: { id: made.accidentId }, data: { state: 'claiming' } })
    await announceDetermination(ctx, 'issued', { ...made, determinationId: replaced })
    await comesIntoForce({ ...made, determinationId: replaced })
    expect(await stateOf(made.accidentId)).toBe('closed')
  })
})

describe('nobody reviews', () => {
  const refusedTo = async (officer: Caller, id: string, version: number) => {
    expect((await officer.get(`/reviews/${id}`)).status).toBe(404)
    for (const [path, body] of [
      ['confirmation', { version }],
      ['taking-over', { version, reason: '责任有误' }],
    ] as const) {
      expect((await officer.post(`/reviews/${id}/${path}`, body)).status).toBe(404)
    }
    const listed = (await officer.get('/reviews?limit=100')).body.items as { id: string }[]
    expect(listed.some((review) => review.id === id)).toBe(false)
  }

  it('what he countersigned', async () => {
    const countersignedById = await idOf('officer.wang')
    const { review } = await openReview({ determination: { ...flagged, countersignedById } })
    await refusedTo(wang, review.id, review.version)
    expect((await zhao.get(`/reviews/${review.id}`)).status).toBe(200)
  })

  it('what he countersigned a moment ago, before the review knows', async () => {
    const made = await openReview({ determination: { ...flagged, mandate: 'countersign' } })
    const countersignedById = await idOf('officer.wang')
    await ctx.db.determination.update({ where: { id: made.determinationId }, data: { countersignedById } })
    const { version } = made.review
    expect((await wang.post(`/reviews/${made.review.id}/confirmation`, { version })).status).toBe(404)

    await comesIntoForce(made)
    expect(await reviewOf(made.determinationId)).toMatchObject({ countersignedById })
    await refusedTo(wang, made.review.id, version + 1)
    expect((await zhao.post(`/reviews/${made.review.id}/confirmation`, { version: version + 1 })).status).toBe(200)
  })

  it('what he decided', async () => {
    const { review } = await openReview({ determination: { ...flagged, decidedById: await idOf('officer.wang') } })
    await refusedTo(wang, review.id, review.version)
  })

  it('in another district, in another role, or without signing in', async () => {
    const { review } = await openReview()
    const body = { version: review.version }
    const sun = await platform.staff('officer.sun')
    await refusedTo(sun, review.id, review.version)
    for (const loginName of ['surveyor.li', 'auditor', 'dispatch.chen', 'clerk.picc']) {
      const caller = await platform.staff(loginName)
      expect((await caller.post(`/reviews/${review.id}/confirmation`, body)).status).toBe(404)
    }
    expect((await platform.stranger('staff').post(`/reviews/${review.id}/confirmation`, body)).status).toBe(401)
    expect((await (await platform.driver('13900000008')).get(`/reviews/${review.id}`)).status).toBe(403)
  })
})

describe('the case', () => {
  it('closes by itself when nothing is to be reviewed', async () => {
    const made = await issued({})
    await comesIntoForce(made)
    expect(await stateOf(made.accidentId)).toBe('closed')
  })

  it('closes also when the review is opened after the claims were answered', async () => {
    const made = await decidedCase(ctx, { determination: { id: determinationId(false) } })
    await comesIntoForce(made)
    expect(await stateOf(made.accidentId)).toBe('settled')
    await announceDetermination(ctx, 'issued', made)
    await runAnnounced(ctx, jobs)
    expect(await stateOf(made.accidentId)).toBe('closed')
  })

  it('stays settled while its review is open', async () => {
    const made = await openReview()
    await comesIntoForce(made)
    expect(await stateOf(made.accidentId)).toBe('settled')
  })
})

/** Settled, with nothing to review, and nothing announced that would close it. */
async function settledWithoutReview() {
  const made = await issued({})
  await ctx.db.accident.update({ where: { id: made.accidentId }, data: { state: 'settled' } })
  return made
}

describe('a step whose job was given up', () => {
  const sweep = (name: string) => reviewSweeps.find((each) => each.name === name)?.run(ctx)
  const longAgo = () => new Date(clock.now().getTime() - 3_600_000)

  it('is announced again: the review of what a surveyor issued', async () => {
    const made = await decidedCase(ctx, { determination: { ...flagged, issuedAt: longAgo() } })
    const fresh = await decidedCase(ctx, { determination: flagged })
    await sweep('announce-unreviewed')
    await runAnnounced(ctx, reviewJobs)
    expect(await reviewOf(made.determinationId)).toMatchObject({ state: 'open' })
    expect(await reviewOf(fresh.determinationId)).toBeNull()
  })

  it('is done by the sweep: the end of a settled case', async () => {
    const made = await settledWithoutReview()
    await sweep('close-settled-cases')
    expect(await stateOf(made.accidentId)).toBe('closed')
  })
})

describe('a settled case for which an officer was asked', () => {
  const asked = async (state: 'open' | 'accepted') => {
    const made = await settledWithoutReview()
    const createdAt = new Date(clock.now().getTime() + 1000)
    const place = { accidentId: made.accidentId, districtCode: '230602', reason: '对赔偿有异议', requestedBy: 'driver' }
    const order = await ctx.db.officerOrder.create({ data: { ...place, id: randomUUID(), state, createdAt } })
    return { ...made, order }
  }

  it.each(['open', 'accepted'] as const)('stays open while its order is %s', async (state) => {
    const { accidentId } = await asked(state)
    await closeCase(ctx, accidentId)
    expect(await stateOf(accidentId)).toBe('settled')
  })

  it('is not taken by whoever comes when it is over', async () => {
    const { accidentId, order } = await asked('open')
    await ctx.db.accident.update({ where: { id: accidentId }, data: { state: 'closed' } })
    const answer = await wang.post(`/officer-orders/${order.id}/acceptance`, { version: order.version })
    expect(answer).toMatchObject({ status: 409, body: { code: 'not-now' } })
  })
})

describe('an overdue review', () => {
  it('is flagged once, and comes first from then on', async () => {
    const { review } = await openReview({ determination: { id: determinationId(true) } })
    const [sweep] = reviewSweeps
    await sweep?.run(ctx)
    expect((await reviewOf(review.determinationId))?.flags).toEqual([])

    clock.set(new Date(review.dueAt.getTime() + 1))
    await sweep?.run(ctx)
    await sweep?.run(ctx)
    expect(await reviewOf(review.determinationId)).toMatchObject({ flags: ['overdue'], version: review.version + 1 })
  })
})
