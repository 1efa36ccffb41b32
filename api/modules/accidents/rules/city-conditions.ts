import type { Cents } from '../../../kernel/money.ts'
import type { Bilingual, CityPolicy, ConditionCode, RuleSet } from '../../../kernel/rule-set.ts'
import type { AccidentFacts, ScreeningReason } from './accident-facts.ts'

export interface ConditionCheck {
  broken: ScreeningReason[]
  unknown: ConditionCode[]
}

/** A condition holds, is broken, or cannot be told yet because a registry or a party has not answered. */
type Holds = boolean | null

/**
 * The published local conditions of self-negotiation (DOMAIN 1.2 block 3). They are city policy, never law: a broken one
 * only means that this city wants an officer to handle the case.
 */
export function brokenConditions(
  facts: AccidentFacts,
  { policy, compensation }: Pick<RuleSet, 'policy' | 'compensation'>,
): ConditionCheck {
  const limit = compensation.limits.withFault.property
  const checks: { code: ConditionCode; holds: Holds; text: Bilingual }[] = [
    {
      code: 'Z01',
      holds: insured(facts, policy),
      text: { zh: '有车没有交强险', en: 'a vehicle lacks compulsory insurance' },
    },
    {
      code: 'Z02',
      holds: plainTwoCarCase(facts, policy, limit),
      text: {
        zh: '超出本地快处范围（车辆数、损失或投保地）',
        en: 'beyond the local scope (vehicles, loss, place of insurance)',
      },
    },
    {
      code: 'Z03',
      holds: withinHours(facts.occurredAt, policy),
      text: { zh: '不在本地快处服务时间内', en: 'outside local service hours' },
    },
    {
      code: 'Z04',
      holds: withinLocalScope(facts, policy),
      text: {
        zh: '超出本地快处范围（金额、高速公路或特殊号牌）',
        en: 'beyond the local scope (amount, expressway, special plates)',
      },
    },
  ]
  return {
    broken: checks.filter(({ holds }) => holds === false).map(({ code, text }) => ({ code, articles: [], text })),
    unknown: checks.filter(({ holds }) => holds === null).map(({ code }) => code),
  }
}

function insured({ vehicles }: AccidentFacts, { conditions }: CityPolicy): Holds {
  if (!conditions.Z01.compulsoryInsuranceRequired) return true
  return allHold(vehicles.map((vehicle) => vehicle.compulsoryInsured))
}

function plainTwoCarCase(
  { parties, vehicles }: AccidentFacts,
  { conditions: { Z02 } }: CityPolicy,
  limit: Cents,
): Holds {
  const twoCars = parties.length === 2 && parties.every((kind) => kind === 'motor')
  if (Z02.twoMotorVehiclesOnly && !twoCars) return false
  return allHold(
    vehicles.flatMap((vehicle) => [
      Z02.lossPerVehicleWithinLimit ? within(vehicle.estimatedLossCents, limit) : true,
      Z02.insuredInProvince ? vehicle.insuredInProvince : true,
    ]),
  )
}

function withinLocalScope({ expressway, vehicles }: AccidentFacts, { conditions: { Z04 } }: CityPolicy): Holds {
  if (expressway && !Z04.expresswayAllowed) return false
  const limit = Z04.maxLossCents
  return allHold(
    vehicles.flatMap(({ plateClass, estimatedLossCents }) => [
      plateClass === 'ordinary' || !Z04.excludedPlates.includes(plateClass),
      limit === null ? true : within(estimatedLossCents, limit),
    ]),
  )
}

function withinHours(at: Date, { conditions: { Z03 } }: CityPolicy): Holds {
  const local = new Date(at.getTime() + 8 * 3_600_000).toISOString()
  const row = Z03.hours.find(({ months }) => months.includes(Number(local.slice(5, 7))))
  if (!row) return true
  const time = local.slice(11, 16)
  return row.from <= time && time < row.until
}

function within(amount: Cents | null, limit: Cents): Holds {
  return amount === null ? null : amount <= limit
}

function allHold(parts: readonly Holds[]): Holds {
  if (parts.includes(false)) return false
  return parts.includes(null) ? null : true
}
