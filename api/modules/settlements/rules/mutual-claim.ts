import type { Bilingual, CompulsoryLimits } from '../../../kernel/rule-set.ts'
import type { ClaimParty } from './claim-parties.ts'

export interface MutualClaimCircumstances {
  anybodyHurt: boolean
  outsideProperty: boolean
  /** All agree on the losses and on the method. */
  allAgree: boolean
}

export type MutualClaimObstacle =
  | 'fewer-than-two-vehicles'
  | 'not-only-motor-vehicles'
  | 'compulsory-insurance-missing'
  | 'anybody-hurt'
  | 'outside-property'
  | 'loss-above-limit'
  | 'a-side-without-fault'
  | 'not-agreed'

const texts: Record<MutualClaimObstacle, Bilingual> = {
  'fewer-than-two-vehicles': { zh: '须两辆以上机动车互碰', en: 'needs two or more motor vehicles' },
  'not-only-motor-vehicles': { zh: '只限机动车之间', en: 'motor vehicles only' },
  'compulsory-insurance-missing': { zh: '各车都须有有效交强险', en: 'every vehicle needs valid compulsory insurance' },
  'anybody-hurt': { zh: '有人受伤', en: 'somebody is hurt' },
  'outside-property': { zh: '有车外财产损失', en: 'property outside the vehicles is damaged' },
  'loss-above-limit': { zh: '有车损失超过交强险财产限额', en: "a vehicle's loss is above the limit" },
  'a-side-without-fault': { zh: '须各方都有责任', en: 'every side must be at fault' },
  'not-agreed': { zh: '各方未就损失和方式达成一致', en: 'not everybody agrees on losses and method' },
}

/**
 * Whether each may claim at his own insurer (互碰自赔). All conditions hold together, an empty list means eligible.
 * Source: industry rule S35, S36 (DOMAIN 3.3).
 */
export function mutualClaimObstacles(
  parties: readonly ClaimParty[],
  circumstances: MutualClaimCircumstances,
  limits: CompulsoryLimits,
): { code: MutualClaimObstacle; text: Bilingual }[] {
  const found: Record<MutualClaimObstacle, boolean> = {
    'fewer-than-two-vehicles': parties.length < 2,
    'not-only-motor-vehicles': parties.some(({ kind }) => kind !== 'motor'),
    'compulsory-insurance-missing': parties.some(({ compulsory }) => compulsory !== 'insured'),
    'anybody-hurt': circumstances.anybodyHurt,
    'outside-property': circumstances.outsideProperty,
    'loss-above-limit': parties.some(({ lossCents }) => lossCents > limits.withFault.property),
    'a-side-without-fault': parties.some(({ sharePercent }) => sharePercent === 0),
    'not-agreed': !circumstances.allAgree,
  }
  return (Object.keys(texts) as MutualClaimObstacle[])
    .filter((code) => found[code])
    .map((code) => ({ code, text: texts[code] }))
}
