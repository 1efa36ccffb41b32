import { describe, expect, it } from 'vitest'
import { inForceOn } from './kernel/rule-set.ts'
import { compulsoryLimits } from './modules/settlements/rules/compulsory-limits.ts'
import { findRuleSetInForceAt, NoRuleSetError, ruleSetInForceAt } from './rules.ts'

const at = new Date('2026-06-01T02:00:00Z')

describe('the rule set in force', () => {
  it('differs by city in policy and carries its version', () => {
    expect(ruleSetInForceAt(at, '230600')).toMatchObject({ version: '2026.1', policy: { surveyorMandate: 'issue' } })
    expect(ruleSetInForceAt(at, '370200')).toMatchObject({
      version: '2026.1',
      policy: { surveyorMandate: 'countersign' },
    })
  })

  it('is refused for an unknown city and for a day before the first version', () => {
    expect(findRuleSetInForceAt(at, '999999')).toBeUndefined()
    expect(() => ruleSetInForceAt(new Date('2019-01-01T00:00:00Z'), '230600')).toThrow(NoRuleSetError)
  })

  it('turns at midnight in Shanghai', () => {
    expect(findRuleSetInForceAt(new Date('2022-04-30T15:59:59Z'), '230600')).toBeUndefined()
    expect(findRuleSetInForceAt(new Date('2022-04-30T16:00:00Z'), '230600')).toBeDefined()
  })

  it('chooses the compulsory limits by the time of the accident', () => {
    const limitsOn = (day: string) => inForceOn(compulsoryLimits, day)[0]?.withFault.deathDisability
    expect(limitsOn('2020-09-18')).toBe(11_000_000)
    expect(limitsOn('2020-09-19')).toBe(18_000_000)
  })
})
