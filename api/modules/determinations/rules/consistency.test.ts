import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { liabilityKinds } from '../../../kernel/rule-set.ts'
import type { LiabilityKind } from '../../../kernel/rule-set.ts'
import { checkShares, withDefaultRatios } from './consistency.ts'
import type { Share } from './consistency.ts'

const shared = (kinds: readonly LiabilityKind[], percents?: readonly number[]) => {
  const shares = kinds.map((kind, index): Share => ({ partyId: `P${index}`, kind, percent: percents?.[index] ?? null }))
  return { partyIds: shares.map(({ partyId }) => partyId), shares: percents ? shares : withDefaultRatios(shares) }
}
const codes = (...args: Parameters<typeof checkShares>) => checkShares(...args).map(({ code }) => code)

describe('shares of one contact', () => {
  it.each([
    [['full', 'none']],
    [['main', 'secondary']],
    [['equal', 'equal']],
    [['full', 'none', 'none']],
    [['full']],
  ] as [LiabilityKind[]][])('accepts %j with its default ratios', (kinds) => {
    expect(codes(shared(kinds))).toEqual([])
  })

  it.each([
    [['full', 'full'], 'full-beside-fault'],
    [['full', 'secondary'], 'full-beside-fault'],
    [['main', 'none'], 'main-without-secondary'],
    [['main', 'main'], 'main-without-secondary'],
    [['equal', 'none'], 'equal-alone'],
    [['secondary', 'none'], 'secondary-alone'],
    [['none', 'none'], 'accident-reason-required'],
  ] as [LiabilityKind[], string][])('refuses %j: %s', (kinds, problem) => {
    expect(codes(shared(kinds))).toContain(problem)
  })

  it('accepts nobody at fault with a reason', () => {
    expect(codes({ ...shared(['none', 'none']), accidentReason: '路面突然塌陷' })).toEqual([])
  })

  it('wants explicit ratios from three liable parties and only adds them up', () => {
    expect(codes(shared(['main', 'secondary', 'secondary']))).toEqual(['ratios-required'])
    expect(codes(shared(['main', 'secondary', 'secondary'], [60, 20, 20]))).toEqual([])
    expect(codes(shared(['main', 'secondary', 'secondary'], [60, 20, 30]))).toEqual(['not-hundred'])
  })

  it('keeps parties of other contacts out and misses nobody', () => {
    const contact = shared(['full', 'none'])
    expect(codes({ ...contact, partyIds: ['P0'] })).toEqual(['not-of-this-contact'])
    expect(codes({ ...contact, partyIds: ['P0', 'P1', 'P2'] })).toEqual(['party-missing'])
  })

  it('accepts whatever ratios follow the kinds, and never the kinds of a broken rule', () => {
    const kinds = fc.array(fc.constantFrom(...liabilityKinds), { minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(
        kinds,
        fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 4, maxLength: 4 }),
        (list, percents) => {
          const problems = codes({ ...shared(list, percents), accidentReason: '意外' })
          const count = (kind: LiabilityKind) => list.filter((entry) => entry === kind).length
          const liable = list.length - count('none')
          const total = percents.slice(0, list.length).reduce((sum, percent) => sum + percent, 0)
          if (problems.length === 0) {
            expect(count('full') === 0 || (count('full') === 1 && liable === 1)).toBe(true)
            expect(count('main') === 0 || count('secondary') > 0).toBe(true)
            expect(count('equal')).not.toBe(1)
            expect(total).toBe(liable === 0 ? 0 : 100)
          }
        },
      ),
      { numRuns: 500 },
    )
  })
})
