import type { Day } from './kernel/working-days.ts'
import { shanghaiDay } from './kernel/working-days.ts'
import { inForceOn } from './kernel/rule-set.ts'
import type { RuleSet, Validity } from './kernel/rule-set.ts'
import { cityPolicies } from './modules/accidents/rules/city-policies.ts'
import { instructions } from './modules/accidents/rules/instructions.ts'
import { lawArticles } from './modules/accidents/rules/law-articles.ts'
import { screeningQuestions } from './modules/accidents/rules/screening-questions.ts'
import { shotRows } from './modules/accidents/rules/shot-list.ts'
import { catalogue } from './modules/determinations/rules/catalogue.ts'
import { defaultShares } from './modules/determinations/rules/liability.ts'
import { compulsoryLimits, estimateLabel } from './modules/settlements/rules/compulsory-limits.ts'

interface Release extends Validity {
  version: string
}

/** Published versions of the whole. A change of any row that decides cases published a new version from its own day on. */
const releases: readonly Release[] = [{ version: '2026.1', validFrom: '2022-05-01', validTo: null }]

/** Thrown when no rules are known for that day or that city: a case outside them belongs to an officer. */
export class NoRuleSetError extends Error {
  constructor(
    readonly day: Day,
    readonly cityCode: string,
  ) {
    super(`no rule set for ${cityCode} on ${day}`)
    this.name = 'NoRuleSetError'
  }
}

/** The law and city policy by which an accident of that moment in that city is handled, or undefined. */
export function findRuleSetInForceAt(occurredAt: Date, cityCode: string): RuleSet | undefined {
  const day = shanghaiDay(occurredAt)
  const [release] = inForceOn(releases, day)
  const [policy] = inForceOn(cityPolicies, day).filter((row) => row.cityCode === cityCode)
  const [limits] = inForceOn(compulsoryLimits, day)
  if (!release || !policy || !limits) return undefined
  return {
    version: release.version,
    day,
    cityCode,
    screening: inForceOn(screeningQuestions, day),
    instructions,
    shots: inForceOn(shotRows, day),
    catalogue: inForceOn(catalogue, day),
    articles: inForceOn(lawArticles, day),
    compensation: { limits, defaultShares, estimateLabel },
    policy,
  }
}

/** As `findRuleSetInForceAt`; throws NoRuleSetError where there is none. */
export function ruleSetInForceAt(occurredAt: Date, cityCode: string): RuleSet {
  const found = findRuleSetInForceAt(occurredAt, cityCode)
  if (!found) throw new NoRuleSetError(shanghaiDay(occurredAt), cityCode)
  return found
}
