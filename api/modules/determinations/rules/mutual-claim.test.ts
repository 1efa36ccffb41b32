import { describe, expect, it } from 'vitest'
import { yuan } from '../../../kernel/money.ts'
import { compulsoryLimits } from '../../settlements/rules/compulsory-limits.ts'
import { mutualClaimObstacles, type MutualClaimCircumstances, type MutualClaimSide } from './mutual-claim.ts'

const limits = compulsoryLimits.find(({ validTo }) => validTo === null)
if (!limits) throw new Error('no limits in force')

const side = (change: Partial<MutualClaimSide> = {}): MutualClaimSide => ({
  kind: 'motor',
  compulsory: 'insured',
  lossCents: yuan(1_500),
  sharePercent: 50,
  ...change,
})
const open = { anybodyHurt: false, outsideProperty: false, undivided: true, bySignature: true }
const obstacles = (sides: MutualClaimSide[], change: Partial<MutualClaimCircumstances> = {}) =>
  mutualClaimObstacles(sides, { ...open, ...change }, limits).map(({ code }) => code)

describe('each at his own insurer (互碰自赔)', () => {
  it('may be agreed where all conditions hold, up to the limit itself, main against secondary as well', () => {
    expect(obstacles([side(), side({ lossCents: yuan(2_000) })])).toEqual([])
    expect(obstacles([side({ sharePercent: 70 }), side({ sharePercent: 30 })])).toEqual([])
  })

  it.each<[string, Partial<MutualClaimSide>]>([
    ['not-only-motor-vehicles', { kind: 'non-motor' }],
    ['compulsory-insurance-missing', { compulsory: 'missing' }],
    ['compulsory-insurance-missing', { compulsory: 'excluded' }],
    ['compulsory-insurance-unknown', { compulsory: 'unknown' }],
    ['loss-unknown', { lossCents: null }],
    ['loss-above-limit', { lossCents: yuan(2_000.01) }],
    ['a-side-without-fault', { sharePercent: 0 }],
  ])('not where one side stands in the way: %s', (code, change) => {
    expect(obstacles([side(), side(change)])).toEqual([code])
  })

  it.each<[string, Partial<MutualClaimCircumstances>]>([
    ['anybody-hurt', { anybodyHurt: true }],
    ['outside-property', { outsideProperty: true }],
    ['differently-decided', { undivided: false }],
    ['not-by-signature', { bySignature: false }],
  ])('not where the accident stands in the way: %s', (code, change) => {
    expect(obstacles([side(), side()], change)).toEqual([code])
  })

  it('not for a single vehicle, and says everything that stands in the way', () => {
    expect(obstacles([side({ lossCents: null, sharePercent: 100 })], { anybodyHurt: true })).toEqual([
      'fewer-than-two-vehicles',
      'anybody-hurt',
      'loss-unknown',
    ])
  })
})
