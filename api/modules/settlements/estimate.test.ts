import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addUp, cents, noMoney } from '../../kernel/money.ts'
import { defaultShares } from '../determinations/rules/liability.ts'
import { estimate, settledLines, settledLosses } from './estimate.ts'
import { compulsoryLimits, estimateLabel } from './rules/compulsory-limits.ts'
import type { SideToSettle } from './settled-sides.ts'

const limits = compulsoryLimits.find(({ validTo }) => validTo === null)
if (!limits) throw new Error('no limits in force')
const rules = { limits, defaultShares, estimateLabel }
const agreed = { anybodyHurt: false, outsideProperty: false, allAgree: true }

function side(name: string, sharePercent: number, lossCents: number): SideToSettle {
  const plenty = { sumInsuredCents: cents(100_000_000), deductiblePercent: 0 }
  return {
    settled: {
      side: name,
      plateNumber: `黑E0000${name}`,
      plateKind: '02',
      insurerId: 'PICC',
      liability: 'equal',
      sharePercent,
      lossCents: cents(lossCents),
      lossStated: true,
      notes: [],
    },
    party: {
      partyId: name,
      kind: 'motor',
      sharePercent,
      lossCents: cents(lossCents),
      uninsuredLossCents: noMoney,
      compulsory: 'insured',
      thirdParty: plenty,
      ownDamage: plenty,
    },
  }
}

describe('the estimate', () => {
  it('adds up to the losses, to the last cent, and comes back from the database as it went in', () => {
    const loss = fc.integer({ min: 0, max: 50_000_000 })
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100 }), loss, loss, fc.boolean(), (share, lossA, lossB, allAgree) => {
        const sides = [side('A', share, lossA), side('B', 100 - share, lossB)]
        const { lines, totalCents, losses } = estimate(sides, true, rules, { ...agreed, allAgree })
        expect(totalCents).toBe(lossA + lossB)
        expect(addUp(lines.map(({ amountCents }) => amountCents))).toBe(totalCents)
        for (const { settled } of sides) {
          const received = lines.filter(({ to }) => to === settled.side).map(({ amountCents }) => amountCents)
          expect(addUp(received)).toBe(settled.lossCents)
        }
        expect(settledLines.parse(JSON.parse(JSON.stringify(lines)))).toEqual(lines)
        expect(settledLosses.parse(JSON.parse(JSON.stringify(losses)))).toEqual(losses)
      }),
    )
  })

  it('is a mutual claim when all its conditions hold, and only then', () => {
    const small = [side('A', 50, 150_000), side('B', 50, 180_000)]
    expect(estimate(small, true, rules, agreed).mutualClaim).toBe(true)
    expect(estimate(small, true, rules, { ...agreed, allAgree: false }).mutualClaim).toBe(false)
    expect(estimate(small, true, rules, { ...agreed, anybodyHurt: true }).mutualClaim).toBe(false)
    expect(estimate([side('A', 50, 250_000), side('B', 50, 1)], true, rules, agreed).mutualClaim).toBe(false)
  })

  it('gives no lines, and says why, where contacts were decided differently', () => {
    const { lines, losses, totalCents } = estimate([side('A', 100, 100), side('B', 100, 200)], false, rules, agreed)
    expect(lines).toEqual([])
    expect(losses.notes.map(({ zh }) => zh)).toEqual(['多次碰撞责任不同，由保险公司按各次碰撞分别理算'])
    expect(totalCents).toBe(300)
  })

  it('gives no lines, and says why, where the rules give no answer', () => {
    const { lines, losses } = estimate([side('A', 60, 100), side('B', 60, 200)], true, rules, agreed)
    expect(lines).toEqual([])
    expect(losses.notes).toHaveLength(1)
  })
})
