import { addUp, cents } from '../../../kernel/money.ts'
import type { CompensationRules, CompulsoryLimits } from '../../../kernel/rule-set.ts'
import type { ClaimParty, CompensationEstimate, CompensationLine, CompensationRefusal, Cover } from './claim-parties.ts'
import { betweenParties, eachFromOwn, liableLimits, noFaultLimits, remaining, sharedRests } from './payment-layers.ts'

/**
 * Estimates who pays whom for property damage of one accident (DOMAIN 3.2 to 3.5): no-fault limits, compulsory insurance
 * of the liable within its limit, then shares of the rest through third-party cover, own damage cover and pockets. The
 * lines always add up to the losses and do not depend on the order of the parties. Motor vehicles against non-motor or
 * pedestrians are refused: there the 70/50/30 table must not be used (DRL 76(1)2).
 * `mutual-claim` is 互碰自赔; whether its conditions hold is decided before (determinations/rules/mutual-claim.ts).
 */
export function compensate(
  parties: readonly ClaimParty[],
  rules: CompensationRules,
  method: CompensationEstimate['method'] = 'ordinary',
): CompensationEstimate | CompensationRefusal {
  const sorted = [...parties].sort((a, b) => (a.partyId < b.partyId ? -1 : 1))
  const refusal = refusalOf(sorted)
  if (refusal) return refusal
  const insured = method === 'mutual-claim' ? eachFromOwn(sorted) : ordinary(sorted, rules.limits)
  const lines = [...insured, ...betweenParties(sorted)].filter(({ amountCents }) => amountCents > 0)
  return {
    kind: 'estimate',
    method,
    label: rules.estimateLabel,
    lines,
    totals: totalsOf(sorted, lines),
  }
}

function refusalOf(parties: readonly ClaimParty[]): CompensationRefusal | null {
  if (parties.some(({ kind }) => kind === 'non-motor' || kind === 'pedestrian')) {
    const text = {
      zh: '机动车与非机动车、行人之间不适用七三、五五比例，由交警或法院确定',
      en: 'motor against non-motor or pedestrian: the share table does not apply',
    }
    return { kind: 'refused', reason: 'non-motor-involved', articles: ['DRL 76(1)2'], text }
  }
  const total = parties.reduce((sum, { sharePercent }) => sum + sharePercent, 0)
  const whole = parties.every(({ sharePercent }) => Number.isInteger(sharePercent) && sharePercent >= 0)
  const ids = new Set(parties.map(({ partyId }) => partyId))
  const onlyVehiclesLiable = parties.every(({ kind, sharePercent }) => kind === 'motor' || sharePercent === 0)
  if (!whole || (total !== 100 && total !== 0) || ids.size < parties.length || !onlyVehiclesLiable) {
    const text = { zh: '各方责任比例不完整或相加不为100%', en: 'shares are incomplete or do not add up to 100' }
    return { kind: 'refused', reason: 'shares-inconsistent', articles: ['APR 60'], text }
  }
  return null
}

function ordinary(parties: readonly ClaimParty[], limits: CompulsoryLimits): CompensationLine[] {
  const noFault = noFaultLimits(parties, limits.withoutFault.property)
  const afterNoFault = remaining(parties, noFault)
  const withFault = liableLimits(parties, afterNoFault, limits.withFault.property)
  const rests = remaining(parties, [...noFault, ...withFault])
  return [...noFault, ...withFault, ...sharedRests(parties, rests)]
}

const insuredCovers: readonly Cover[] = [
  'compulsory',
  'compulsory-no-fault',
  'compulsory-own',
  'third-party',
  'own-damage',
]

function totalsOf(parties: readonly ClaimParty[], lines: readonly CompensationLine[]): CompensationEstimate['totals'] {
  const sum = (wanted: (line: CompensationLine) => boolean) =>
    addUp(lines.filter(wanted).map(({ amountCents }) => amountCents))
  const covers = [...new Set(lines.map(({ cover }) => cover))]
  return {
    lossCents: cents(
      addUp(parties.map(({ lossCents }) => lossCents)) + addUp(parties.map((party) => party.uninsuredLossCents)),
    ),
    insuredCents: sum(({ cover }) => insuredCovers.includes(cover)),
    byCover: covers.map((cover) => ({ cover, amountCents: sum((line) => line.cover === cover) })),
    received: parties.map(({ partyId }) => ({ partyId, amountCents: sum(({ to }) => to === partyId) })),
    paid: parties.map(({ partyId }) => ({ partyId, amountCents: sum(({ from }) => from === partyId) })),
  }
}
