import { createPublicKey } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyAudit } from '../../api/kernel/audit/verify.ts'
import { claimsAt } from '../../infra/simulators/control-client.ts'
import type { Caller } from '../support/caller.ts'
import { startTestPlatform, type TestPlatform } from '../support/platform.ts'
import { issue, rearEnd, sign, takenCase, type Case } from './determinations.cases.ts'

let platform: TestPlatform
let surveyor: Caller
let officer: Caller

beforeAll(async () => {
  platform = await startTestPlatform()
  surveyor = await platform.staff('surveyor.li')
  officer = await platform.staff('officer.wang')
})
afterAll(() => platform.stop())

type Kind = 'full' | 'main' | 'equal' | 'secondary' | 'none'

/** One accident from the report to the insurers' answers, over HTTP; A insured with PAIC, B with CCIC, every cover. Losses in yuan. */
async function settled(
  shares: [Kind, Kind],
  losses: [number, number],
  claimMethod: 'ordinary' | 'mutual-claim' = 'ordinary',
): Promise<Case> {
  const made = await takenCase(platform, surveyor)
  for (const [index, side] of ['A', 'B'].entries()) {
    const where = { accidentId_side: { accidentId: made.id, side } }
    await platform.ctx.db.party.update({ where, data: { lossCents: (losses[index] ?? 0) * 100 } })
  }
  const contacts = [rearEnd({ shares: { A: shares[0], B: shares[1] } })]
  await issue(platform, surveyor, made.id, { contacts, reason: '双方均有过错', claimMethod })
  expect((await sign(platform, made, 'A')).status).toBeLessThan(300)
  expect((await sign(platform, made, 'B')).status).toBeLessThan(300)
  await platform.idle()
  return made
}

interface Line {
  from: string
  to: string
  cover: string
  amountCents: number
}

async function linesOf(caller: Caller, { id }: Case): Promise<Record<string, number>> {
  const { body } = await caller.get(`/accidents/${id}/settlement`)
  const lines = body.lines as Line[]
  return Object.fromEntries(
    lines.map(({ from, to, cover, amountCents }) => [`${from}>${to} ${cover}`, amountCents / 100]),
  )
}

describe('the worked examples, from the report to the estimate', () => {
  it('V1: full against none, the no-fault hundred advanced', async () => {
    const made = await settled(['full', 'none'], [5_000, 8_000])
    expect(await linesOf(officer, made)).toEqual({
      'A>B compulsory': 2_000,
      'B>A compulsory-no-fault': 100,
      'A>B third-party': 6_000,
      'A>A own-damage': 4_900,
    })
    const { body } = await officer.get(`/accidents/${made.id}/settlement`)
    expect(body).toMatchObject({ totalCents: 1_300_000, mutualClaim: false })
    expect(body.label.zh).toContain('以保险公司理算为准')
    expect(body.claims).toMatchObject([{ insurerId: 'PAIC', state: 'accepted', advancesNoFault: true }])
    const arrived = (await claimsAt(platform.simulators.insurerUrl)).find(({ key }) => key === body.claims[0].id)
    expect(body.claims[0].claimNumber).toBe(arrived?.claimNumber)
  })

  it('V2: equal fault', async () => {
    const made = await settled(['equal', 'equal'], [3_000, 5_000])
    expect(await linesOf(officer, made)).toEqual({
      'A>B compulsory': 2_000,
      'B>A compulsory': 2_000,
      'A>B third-party': 1_500,
      'B>A third-party': 500,
      'A>A own-damage': 500,
      'B>B own-damage': 1_500,
    })
  })

  it('V3: seventy to thirty', async () => {
    const made = await settled(['main', 'secondary'], [9_000, 6_000])
    expect(await linesOf(officer, made)).toEqual({
      'A>B compulsory': 2_000,
      'B>A compulsory': 2_000,
      'A>B third-party': 2_800,
      'B>A third-party': 2_100,
      'A>A own-damage': 4_900,
      'B>B own-damage': 1_200,
    })
  })

  it('V4: small losses, both at fault, 互碰自赔 agreed: each from its own insurer', async () => {
    const made = await settled(['equal', 'equal'], [1_500, 1_800], 'mutual-claim')
    expect(await linesOf(officer, made)).toEqual({ 'A>A compulsory-own': 1_500, 'B>B compulsory-own': 1_800 })
    const { body } = await officer.get(`/accidents/${made.id}/settlement`)
    expect(body).toMatchObject({ mutualClaim: true, totalCents: 330_000 })
    expect(body.claims).toHaveLength(2)
  })
})

it('every estimate and claim of them stands as the audit chain vouches for it', async () => {
  const { db, objects, policy } = platform.ctx
  const publicKey = createPublicKey(policy.auditSigningKey).export({ type: 'spki', format: 'pem' }).toString()
  const { broken, events } = await verifyAudit({ db, objects, publicKey })
  expect(events).toBeGreaterThan(0)
  expect(broken.filter(({ place }) => /^(settlement|claim|review|audit)/.test(place))).toEqual([])
})
