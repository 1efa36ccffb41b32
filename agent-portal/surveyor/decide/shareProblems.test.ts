import { describe, expect, it } from 'vitest'
import type { Catalogue, LiabilityKind, ShareDraft } from './draft.ts'
import { shareProblems } from './shareProblems.ts'

const percents = { full: 100, main: 70, equal: 50, secondary: 30, none: 0 } as const
const kinds = Object.keys(percents) as LiabilityKind[]
const catalogue: Pick<Catalogue, 'liabilityKinds'> = {
  liabilityKinds: kinds.map((code) => ({ code, name: { zh: code, en: code }, percent: percents[code] })),
}
const usual = (...shares: LiabilityKind[]): ShareDraft[] => shares.map((kind) => ({ kind, percent: null }))

describe('the shares of one contact', () => {
  it.each([
    ['full and none', usual('full', 'none'), ''],
    ['main and secondary', usual('main', 'secondary'), ''],
    ['two equals', usual('equal', 'equal'), ''],
    ['nobody, with a reason', usual('none', 'none'), '树枝突然坠落'],
  ])('may be %s', (_, shares, reason) => {
    expect(shareProblems(shares, reason, catalogue)).toEqual([])
  })

  it.each([
    ['full beside secondary', usual('full', 'secondary'), ['full-beside-fault', 'secondary-alone', 'not-hundred']],
    ['main beside none', usual('main', 'none'), ['main-without-secondary', 'not-hundred']],
    ['one equal', usual('equal', 'none'), ['equal-alone', 'not-hundred']],
    ['nobody without a reason', usual('none', 'none'), ['accident-reason-required']],
  ])('may not be %s', (_, shares, problems) => {
    expect(shareProblems(shares, '', catalogue)).toEqual(problems)
  })
})
