import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decide } from '../../api/kernel/access/access.ts'
import { staffRoleNames, type StaffActor } from '../../api/kernel/access/roles.ts'
import type { Context } from '../../api/kernel/context.ts'
import { isFailure } from '../../api/kernel/errors.ts'
import { settlementJobs } from '../../api/modules/settlements/jobs.ts'
import { listClaims } from '../../api/modules/settlements/service.ts'
import type { Caller } from '../support/caller.ts'
import { startTestPlatform, type TestPlatform } from '../support/platform.ts'
import {
  announceDetermination,
  decidedCase,
  equalFault,
  fullAgainstNone,
  runAnnounced,
  type CaseOptions,
} from './settlements.cases.ts'

let platform: TestPlatform
let ctx: Context
let drivers: { a: Caller; b: Caller; other: Caller }
let accidentId: string

async function settledCase(options: CaseOptions): Promise<string> {
  const made = await decidedCase(ctx, options)
  await announceDetermination(ctx, 'in-force', made)
  expect(await runAnnounced(ctx, settlementJobs)).toEqual([])
  return made.accidentId
}

async function signedIn(phone: string): Promise<{ caller: Caller; driverId: string }> {
  const caller = await platform.driver(phone)
  const phoneIndex = ctx.fields.indexOf('driver.phone', phone)
  return { caller, driverId: (await ctx.db.driver.findUniqueOrThrow({ where: { phoneIndex } })).id }
}

beforeAll(async () => {
  platform = await startTestPlatform({ worker: false })
  ctx = platform.ctx
  const [a, b, other] = [await signedIn('13900000001'), await signedIn('13900000002'), await signedIn('13900000003')]
  drivers = { a: a.caller, b: b.caller, other: other.caller }
  const driverIds = [a.driverId, b.driverId]
  const sides = equalFault.map((side, index) => ({ ...side, driverId: driverIds[index] }))
  accidentId = await settledCase({ sides })
})
afterAll(() => platform.stop())

interface Shown {
  sides: { side: string; receivesCents: number; paysCents: number; lossCents: number }[]
  lines: { from: string; to: string }[]
  claims: { insurerId: string; claimNumber: string }[]
  totalCents: number | null
}
interface Timeline {
  items: { action: string; details: Record<string, string> }[]
}
const settlementFor = async (caller: Caller) => {
  const { status, body } = await caller.get<Shown>(`/accidents/${accidentId}/settlement`)
  expect(status).toBe(200)
  return body
}

describe('the settlement of a case', () => {
  it('shows a party its own side and lines, and by which claims it is paid', async () => {
    const shown = await settlementFor(drivers.a)
    expect(shown.sides).toMatchObject([{ side: 'A', lossCents: 300_000, receivesCents: 300_000, paysCents: 400_000 }])
    expect(shown.lines.every(({ from, to }) => from === 'A' || to === 'A')).toBe(true)
    expect(shown.claims.map(({ insurerId }) => insurerId)).toEqual(['PAIC', 'PICC'])
    expect(shown.claims.every(({ claimNumber }) => claimNumber !== null)).toBe(true)
    expect(shown.totalCents).toBeNull()
  })

  it('shows the other party the other side', async () => {
    expect((await settlementFor(drivers.b)).sides.map(({ side }) => side)).toEqual(['B'])
  })

  it.each(['clerk.picc', 'admin.picc'])('shows %s what concerns the own company', async (loginName) => {
    const shown = await settlementFor(await platform.staff(loginName))
    expect(shown.sides.map(({ side }) => side)).toEqual(['A'])
    expect(shown.lines.every(({ from, to }) => from === 'A' || to === 'A')).toBe(true)
    expect(shown.claims.map(({ insurerId }) => insurerId)).toEqual(['PICC'])
    expect(shown.totalCents).toBeNull()
  })

  it.each(['officer.wang', 'chief.liu', 'auditor'])('shows %s everything', async (loginName) => {
    const shown = await settlementFor(await platform.staff(loginName))
    expect(shown.sides).toHaveLength(2)
    expect(shown.claims).toHaveLength(2)
    expect(shown.totalCents).toBe(800_000)
  })

  it.each([
    ['somebody else’s driver', () => Promise.resolve(drivers.other), 404],
    ['an officer of another district', () => platform.staff('officer.sun'), 404],
    ['a surveyor who did not take the case', () => platform.staff('surveyor.zhou'), 404],
    ['a dispatcher, who handles the road and not the money', () => platform.staff('dispatch.chen'), 403],
    ['a security administrator', () => platform.staff('security'), 404],
    ['a stranger', () => Promise.resolve(platform.stranger()), 401],
  ])('shows nothing to %s', async (_who, caller, status) => {
    expect((await (await caller()).get(`/accidents/${accidentId}/settlement`)).status).toBe(status)
  })

  it('tells in the timeline of what was done, but of the money only to the insurer concerned and to the police', async () => {
    const toldOf = async (caller: Caller) => {
      const { body } = await caller.get<Timeline>(`/accidents/${accidentId}/timeline`)
      const money = body.items.filter(({ action }) => /^(claim|settlement)\./.test(action))
      expect(money.map(({ action }) => action)).toContain('settlement.made')
      return new Set(money.flatMap(({ details }) => details.insurerId ?? Object.keys(details)))
    }
    expect(await toldOf(drivers.a)).toEqual(new Set())
    expect(await toldOf(await platform.staff('clerk.picc'))).toEqual(new Set(['PICC']))
    expect([...(await toldOf(await platform.staff('officer.wang')))]).toEqual(
      expect.arrayContaining(['PICC', 'PAIC', 'totalCents']),
    )
  })

  it('is not found before the determination is in force, nor under a wrong address', async () => {
    const officer = await platform.staff('officer.wang')
    const { accidentId: undecided } = await decidedCase(ctx)
    expect((await officer.get(`/accidents/${undecided}/settlement`)).status).toBe(404)
    expect((await officer.get('/accidents/00000000-0000-7000-8000-000000000000/settlement')).status).toBe(404)
    expect((await officer.get('/accidents/x/settlement')).status).toBe(400)
  })
})

describe('the list of claims', () => {
  it('comes in pages, newest first, each claim once', async () => {
    for (let made = 0; made < 3; made++) await settledCase({ sides: equalFault })
    const officer = await platform.staff('officer.wang')
    const all = (await officer.get('/claims')).body.items as { id: string }[]
    const seen: string[] = []
    let after = ''
    do {
      const { body } = await officer.get(`/claims?limit=3${after}`)
      seen.push(...(body.items as { id: string }[]).map(({ id }) => id))
      after = body.next ? `&after=${body.next}` : ''
    } while (after)
    expect(seen).toEqual(all.map(({ id }) => id))
    expect(seen).toEqual([...seen].sort().reverse())
  })

  it('can be narrowed to a state, and refuses others', async () => {
    const officer = await platform.staff('officer.wang')
    expect((await officer.get('/claims?state=rejected')).body.items).toEqual([])
    for (const query of ['state=lost', 'limit=0', 'limit=101', 'limit=x']) {
      expect(await officer.get(`/claims?${query}`)).toMatchObject({ status: 400, body: { code: 'bad-input' } })
    }
  })

  it('is not for drivers, strangers and those without claims', async () => {
    expect((await drivers.a.get('/claims')).status).toBe(403)
    expect((await platform.stranger('staff').get('/claims')).status).toBe(401)
    for (const loginName of ['surveyor.li', 'dispatch.chen', 'system']) {
      expect((await (await platform.staff(loginName)).get('/claims')).status).toBe(403)
    }
  })

  it('equals, for anybody, all claims filtered by what he may read', async () => {
    for (const districtCode of ['230602', '230603', '230604']) {
      await settledCase({ districtCode, sides: equalFault })
      await settledCase({ districtCode, sides: fullAgainstNone })
    }
    const everything = await ctx.db.claim.findMany()
    const actor: fc.Arbitrary<StaffActor> = fc.record({
      kind: fc.constant('staff' as const),
      id: fc.uuid(),
      role: fc.constantFrom(...staffRoleNames),
      displayName: fc.constant(''),
      unitId: fc.constant(null),
      insurerId: fc.constantFrom('PICC', 'PAIC', 'CPIC', null),
      districtCodes: fc.subarray(['230602', '230603', '230604', '230605']),
      authorisations: fc.constant([]),
      sessionId: fc.constant('s'),
    })
    await fc.assert(
      fc.asyncProperty(actor, async (reader) => {
        const allowed = everything.filter((claim) => decide(reader, 'claim.read', claim).allowed).map(({ id }) => id)
        const listed = await listClaims(ctx, reader, { limit: 100 }).catch((error: unknown) => {
          if (!isFailure(error, 'forbidden')) throw error
          return { items: [] }
        })
        expect(listed.items.map(({ id }) => id).sort()).toEqual(allowed.sort())
      }),
      { numRuns: 60 },
    )
  })
})
