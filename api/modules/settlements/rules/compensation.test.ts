import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cents, noMoney, yuan } from '../../../kernel/money.ts'
import { defaultShares } from '../../determinations/rules/liability.ts'
import type { ClaimParty, CompensationEstimate, Cover } from './claim-parties.ts'
import { compensate } from './compensation.ts'
import { compulsoryLimits, estimateLabel } from './compulsory-limits.ts'

const limits = compulsoryLimits.find(({ validTo }) => validTo === null)
if (!limits) throw new Error('no limits in force')
const rules = { limits, defaultShares, estimateLabel }
const plenty = { sumInsuredCents: yuan(1_000_000), deductiblePercent: 0 }

function car(partyId: string, sharePercent: number, loss: number, change: Partial<ClaimParty> = {}): ClaimParty {
  return {
    partyId,
    kind: 'motor',
    sharePercent,
    lossCents: yuan(loss),
    uninsuredLossCents: noMoney,
    compulsory: 'insured',
    thirdParty: plenty,
    ownDamage: plenty,
    ...change,
  }
}

function estimateOf(
  parties: readonly ClaimParty[],
  method: CompensationEstimate['method'] = 'ordinary',
): CompensationEstimate {
  const result = compensate(parties, rules, method)
  if (result.kind === 'refused') throw new Error(result.reason)
  return result
}

function paid(estimate: CompensationEstimate, from: string, to: string, cover: Cover): number {
  const lines = estimate.lines.filter((line) => line.from === from && line.to === to && line.cover === cover)
  return lines.reduce((sum, { amountCents }) => sum + amountCents, 0) / 100
}

describe('compensation, worked examples', () => {
  it('V1: full against none, the no-fault hundred advanced', () => {
    const result = estimateOf([car('A', 100, 5_000), car('B', 0, 8_000)])
    expect(paid(result, 'A', 'B', 'compulsory')).toBe(2_000)
    expect(paid(result, 'B', 'A', 'compulsory-no-fault')).toBe(100)
    expect(result.lines.find(({ cover }) => cover === 'compulsory-no-fault')?.advanced).toBe(true)
    expect(paid(result, 'A', 'B', 'third-party')).toBe(6_000)
    expect(paid(result, 'A', 'A', 'own-damage')).toBe(4_900)
    expect(result.totals.insuredCents).toBe(yuan(13_000))
    expect(result.lines).toHaveLength(4)
  })

  it('V2: equal fault', () => {
    const result = estimateOf([car('A', 50, 3_000), car('B', 50, 5_000)])
    expect(paid(result, 'A', 'B', 'compulsory')).toBe(2_000)
    expect(paid(result, 'B', 'A', 'compulsory')).toBe(2_000)
    expect(paid(result, 'A', 'B', 'third-party')).toBe(1_500)
    expect(paid(result, 'B', 'A', 'third-party')).toBe(500)
    expect(paid(result, 'A', 'A', 'own-damage')).toBe(500)
    expect(paid(result, 'B', 'B', 'own-damage')).toBe(1_500)
    expect(result.totals.insuredCents).toBe(yuan(8_000))
  })

  it('V3: main against secondary', () => {
    const result = estimateOf([car('A', 70, 9_000), car('B', 30, 6_000)])
    expect(paid(result, 'A', 'B', 'compulsory')).toBe(2_000)
    expect(paid(result, 'B', 'A', 'compulsory')).toBe(2_000)
    expect(paid(result, 'A', 'B', 'third-party')).toBe(2_800)
    expect(paid(result, 'B', 'A', 'third-party')).toBe(2_100)
    expect(paid(result, 'A', 'A', 'own-damage')).toBe(4_900)
    expect(paid(result, 'B', 'B', 'own-damage')).toBe(1_200)
    expect(result.totals.insuredCents).toBe(yuan(15_000))
  })

  it('V4: each claims at his own insurer', () => {
    const result = estimateOf([car('A', 50, 1_500), car('B', 50, 1_800)], 'mutual-claim')
    expect(result.method).toBe('mutual-claim')
    expect(paid(result, 'A', 'A', 'compulsory-own')).toBe(1_500)
    expect(paid(result, 'B', 'B', 'compulsory-own')).toBe(1_800)
    expect(result.totals.insuredCents).toBe(yuan(3_300))
    expect(result.lines).toHaveLength(2)
  })

  it('V5: three cars, one alone liable, its limit shared by loss', () => {
    const result = estimateOf([car('A', 0, 3_000), car('B', 0, 6_000), car('C', 100, 4_000)])
    expect(paid(result, 'C', 'A', 'compulsory')).toBe(666.67)
    expect(paid(result, 'C', 'B', 'compulsory')).toBe(1_333.33)
    expect(paid(result, 'C', 'A', 'third-party')).toBe(2_333.33)
    expect(paid(result, 'C', 'B', 'third-party')).toBe(4_666.67)
    expect(paid(result, 'A', 'C', 'compulsory-no-fault')).toBe(100)
    expect(paid(result, 'B', 'C', 'compulsory-no-fault')).toBe(100)
    expect(paid(result, 'A', 'B', 'compulsory-no-fault')).toBe(0)
    expect(paid(result, 'C', 'C', 'own-damage')).toBe(3_800)
    expect(result.totals.insuredCents).toBe(yuan(13_000))
  })

  it('V6: three cars, main, secondary and none', () => {
    const result = estimateOf([car('A', 70, 6_000), car('B', 0, 9_000), car('C', 30, 3_000)])
    expect(paid(result, 'B', 'A', 'compulsory-no-fault')).toBe(50)
    expect(paid(result, 'B', 'C', 'compulsory-no-fault')).toBe(50)
    expect(paid(result, 'A', 'B', 'compulsory')).toBe(1_208.05)
    expect(paid(result, 'A', 'C', 'compulsory')).toBe(791.95)
    expect(paid(result, 'C', 'B', 'compulsory')).toBe(861.24)
    expect(paid(result, 'C', 'A', 'compulsory')).toBe(1_138.76)
    expect(paid(result, 'A', 'B', 'third-party')).toBe(4_851.5)
    expect(paid(result, 'C', 'B', 'third-party')).toBe(2_079.21)
    expect(paid(result, 'C', 'A', 'third-party')).toBe(1_443.37)
    expect(paid(result, 'A', 'A', 'own-damage')).toBe(3_367.87)
    expect(paid(result, 'A', 'C', 'third-party')).toBe(1_510.64)
    expect(paid(result, 'C', 'C', 'own-damage')).toBe(647.41)
    expect(result.totals.insuredCents).toBe(yuan(18_000))
  })
})

describe('compensation, missing covers', () => {
  it('lets the person who should have insured pay within the limit first (JI 16)', () => {
    const result = estimateOf([car('A', 100, 0, { compulsory: 'missing', thirdParty: null }), car('B', 0, 5_000)])
    expect(paid(result, 'A', 'B', 'in-place-of-compulsory')).toBe(2_000)
    expect(paid(result, 'A', 'B', 'personal')).toBe(3_000)
  })

  it('pays nothing from the compulsory insurance of an unlicensed or drunk driver (CTPR 22)', () => {
    const result = estimateOf([car('A', 100, 0, { compulsory: 'excluded', thirdParty: null }), car('B', 0, 5_000)])
    expect(paid(result, 'A', 'B', 'personal')).toBe(5_000)
  })

  it('caps third-party cover at the sum insured and takes the deductible off', () => {
    const cover = { sumInsuredCents: yuan(10_000), deductiblePercent: 20 }
    const result = estimateOf([car('A', 100, 0, { thirdParty: cover }), car('B', 0, 22_000)])
    expect(paid(result, 'A', 'B', 'third-party')).toBe(8_000)
    expect(paid(result, 'A', 'B', 'personal')).toBe(12_000)
  })

  it('settles loss of use between the parties by share', () => {
    const result = estimateOf([car('A', 70, 0), car('B', 30, 0, { uninsuredLossCents: yuan(1_000) })])
    expect(paid(result, 'A', 'B', 'between-parties')).toBe(700)
    expect(paid(result, 'B', 'B', 'self')).toBe(300)
  })

  it('pays a wall hit by a single vehicle', () => {
    const result = estimateOf([car('A', 100, 1_000), car('wall', 0, 3_000, { kind: 'property', ownDamage: null })])
    expect(paid(result, 'A', 'wall', 'compulsory')).toBe(2_000)
    expect(paid(result, 'A', 'wall', 'third-party')).toBe(1_000)
    expect(paid(result, 'A', 'A', 'own-damage')).toBe(1_000)
  })
})

describe('compensation, refusals', () => {
  it('never uses the 70/50/30 table between a motor vehicle and a bicycle (DRL 76)', () => {
    const result = compensate([car('A', 70, 1_000), car('B', 30, 500, { kind: 'non-motor' })], rules)
    expect(result).toMatchObject({ kind: 'refused', reason: 'non-motor-involved', articles: ['DRL 76(1)2'] })
  })

  it('refuses shares that do not add up', () => {
    expect(compensate([car('A', 70, 1), car('B', 50, 1)], rules)).toMatchObject({ reason: 'shares-inconsistent' })
  })
})

describe('compensation, properties', () => {
  const losses = fc.integer({ min: 0, max: 20_000_000 }).map(cents)
  const covers = fc.option(
    fc.record({
      sumInsuredCents: fc.integer({ min: 0, max: 5_000_000 }).map(cents),
      deductiblePercent: fc.integer({ min: 0, max: 30 }),
    }),
  )
  const accidents = fc
    .array(
      fc.record({
        lossCents: losses,
        uninsuredLossCents: losses,
        compulsory: fc.constantFrom('insured' as const, 'missing' as const, 'excluded' as const),
        thirdParty: covers,
        ownDamage: covers,
        weight: fc.integer({ min: 0, max: 10 }),
      }),
      { minLength: 1, maxLength: 5 },
    )
    .map((drafts) => {
      const shares = percentages(drafts.map(({ weight }) => weight))
      return drafts.map(({ weight: _weight, ...draft }, index): ClaimParty => ({
        ...draft,
        partyId: `P${index}`,
        kind: 'motor',
        sharePercent: shares[index] ?? 0,
      }))
    })

  it('pays every fen of every loss exactly once and nothing negative', () => {
    fc.assert(
      fc.property(accidents, (parties) => {
        const { lines, totals } = estimateOf(parties)
        expect(lines.reduce((sum, { amountCents }) => sum + amountCents, 0)).toBe(totals.lossCents)
        for (const { amountCents } of lines) expect(amountCents).toBeGreaterThan(0)
        for (const party of parties) {
          const received = totals.received.find(({ partyId }) => partyId === party.partyId)?.amountCents
          expect(received).toBe(party.lossCents + party.uninsuredLossCents)
        }
      }),
    )
  })

  it('leaves nothing to anybody when everybody is fully covered', () => {
    fc.assert(
      fc.property(accidents, (parties) => {
        const covered = parties.map((party): ClaimParty => {
          return { ...party, uninsuredLossCents: noMoney, compulsory: 'insured', thirdParty: full, ownDamage: full }
        })
        const { totals } = estimateOf(covered)
        expect(totals.insuredCents).toBe(totals.lossCents)
      }),
    )
  })

  it('never takes more from a compulsory insurance than its limit', () => {
    fc.assert(
      fc.property(accidents, (parties) => {
        const { lines } = estimateOf(parties)
        for (const { partyId, sharePercent } of parties) {
          const used = lines.filter(({ from, cover }) => from === partyId && /compulsory/.test(cover))
          const limit = sharePercent > 0 ? limits.withFault.property : limits.withoutFault.property
          expect(used.reduce((sum, { amountCents }) => sum + amountCents, 0)).toBeLessThanOrEqual(limit)
        }
      }),
    )
  })

  it('does not depend on the order of the parties', () => {
    fc.assert(
      fc.property(
        accidents.chain((parties) =>
          fc.tuple(fc.constant(parties), fc.shuffledSubarray(parties, { minLength: parties.length })),
        ),
        ([parties, shuffled]) => {
          expect(compensate(shuffled, rules)).toEqual(compensate(parties, rules))
        },
      ),
    )
  })
})

const full = { sumInsuredCents: yuan(10_000_000), deductiblePercent: 0 }

/** Whole percentages of some weights that add up to 100, or all zero. */
function percentages(weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  if (total === 0) return weights.map(() => 0)
  const floors = weights.map((weight) => Math.floor((weight * 100) / total))
  const rest = 100 - floors.reduce((sum, floor) => sum + floor, 0)
  const first = weights.findIndex((weight) => weight > 0)
  return floors.map((floor, index) => (index === first ? floor + rest : floor))
}
