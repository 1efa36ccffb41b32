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
const notAgreed = null

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
      fc.property(fc.integer({ min: 0, max: 100 }), loss, loss, fc.boolean(), (share, lossA, lossB, agreed) => {
        const sides = [side('A', share, lossA), side('B', 100 - share, lossB)]
        const { lines, totalCents, losses } = estimate(sides, true, rules, agreed ? [] : notAgreed)
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

  it('lets each claim at his own insurer where they agreed so, and only then', () => {
    const small = [side('A', 50, 150_000), side('B', 50, 180_000)]
    expect(estimate(small, true, rules, [])).toMatchObject({ mutualClaim: true, losses: { notes: [] } })
    expect(estimate(small, true, rules, notAgreed)).toMatchObject({ mutualClaim: false, losses: { notes: [] } })
  })

  it('goes the ordinary way, and says why, where what they agreed upon no longer holds', () => {
    const small = [side('A', 50, 150_000), side('B', 50, 250_000)]
    const { mutualClaim, lines, losses } = estimate(small, true, rules, [{ zh: '有人受伤', en: 'somebody is hurt' }])
    expect(mutualClaim).toBe(false)
    expect(lines.map(({ cover }) => cover)).toContain('compulsory')
    expect(losses.notes.map(({ zh }) => zh)).toEqual(['各方约定了互碰自赔，但现在不符合条件，按一般方式估算：有人受伤'])
  })

  it('gives no lines, and says why, where contacts were decided differently', () => {
    const { lines, losses, totalCents } = estimate([side('A', 100, 100), side('B', 100, 200)], false, rules, notAgreed)
    expect(lines).toEqual([])
    expect(losses.notes.map(({ zh }) => zh)).toEqual(['多次碰撞责任不同，由保险公司按各次碰撞分别理算'])
    expect(totalCents).toBe(300)
  })

  it('gives no lines, and says why, where the rules give no answer', () => {
    const { lines, losses } = estimate([side('A', 60, 100), side('B', 60, 200)], true, rules, notAgreed)
    expect(lines).toEqual([])
    expect(losses.notes).toHaveLength(1)
  })
})
