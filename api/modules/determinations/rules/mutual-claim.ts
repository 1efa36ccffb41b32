import type { Cents } from '../../../kernel/money.ts'
import type { Bilingual, CompulsoryLimits } from '../../../kernel/rule-set.ts'

/** One side as 互碰自赔 looks at it. */
export interface MutualClaimSide {
  readonly kind: 'motor' | 'non-motor' | 'pedestrian' | 'property'
  /** `unknown`: the register has not answered. */
  readonly compulsory: 'insured' | 'missing' | 'excluded' | 'unknown'
  /** Null where the party has named none. */
  readonly lossCents: Cents | null
  readonly sharePercent: number
}

export interface MutualClaimCircumstances {
  readonly anybodyHurt: boolean
  readonly outsideProperty: boolean
  /** One division of responsibility for the whole accident (`responsibilities.ts`). */
  readonly undivided: boolean
  /** The parties sign what is decided: their signatures are the agreement on the losses and on the method. */
  readonly bySignature: boolean
}

const texts = {
  'fewer-than-two-vehicles': { zh: '须两辆以上机动车互碰', en: 'needs two or more motor vehicles' },
  'not-only-motor-vehicles': { zh: '只限机动车之间', en: 'motor vehicles only' },
  'compulsory-insurance-missing': { zh: '各车都须有有效交强险', en: 'every vehicle needs valid compulsory insurance' },
  'compulsory-insurance-unknown': {
    zh: '有车辆的交强险尚未核实',
    en: "a vehicle's compulsory insurance is not confirmed yet",
  },
  'anybody-hurt': { zh: '有人受伤', en: 'somebody is hurt' },
  'outside-property': { zh: '有车外财产损失', en: 'property outside the vehicles is damaged' },
  'loss-unknown': { zh: '有当事人没有报损失金额', en: 'a party has not stated its loss' },
  'loss-above-limit': { zh: '有车损失超过交强险财产限额', en: "a vehicle's loss is above the limit" },
  'a-side-without-fault': { zh: '须各方都有责任', en: 'every side must be at fault' },
  'differently-decided': { zh: '多次碰撞的责任不同', en: 'the contacts were decided differently' },
  'not-by-signature': {
    zh: '只有当事人签名生效的协议书可以约定；认定书没有各方同意损失和方式的环节',
    en: 'only an agreement that the parties sign can provide it: a police determination records no consent to losses and method',
  },
} as const satisfies Record<string, Bilingual>

export interface MutualClaimObstacle {
  readonly code: keyof typeof texts
  readonly text: Bilingual
}

export const mutualClaimObstacleCodes = Object.keys(texts) as [keyof typeof texts, ...(keyof typeof texts)[]]

/**
 * What stands in the way of each claiming at his own insurer (互碰自赔). All conditions hold together, an empty list means that it may
 * be agreed. Source: industry rule S35, S36 (DOMAIN.md 3.3).
 */
export function mutualClaimObstacles(
  sides: readonly MutualClaimSide[],
  { anybodyHurt, outsideProperty, undivided, bySignature }: MutualClaimCircumstances,
  limits: CompulsoryLimits,
): MutualClaimObstacle[] {
  const found: Record<keyof typeof texts, boolean> = {
    'fewer-than-two-vehicles': sides.length < 2,
    'not-only-motor-vehicles': sides.some(({ kind }) => kind !== 'motor'),
    'compulsory-insurance-missing': sides.some(({ compulsory }) => ['missing', 'excluded'].includes(compulsory)),
    'compulsory-insurance-unknown': sides.some(({ compulsory }) => compulsory === 'unknown'),
    'anybody-hurt': anybodyHurt,
    'outside-property': outsideProperty,
    'loss-unknown': sides.some(({ lossCents }) => lossCents === null),
    'loss-above-limit': sides.some(({ lossCents }) => lossCents !== null && lossCents > limits.withFault.property),
    'a-side-without-fault': sides.some(({ sharePercent }) => sharePercent === 0),
    'differently-decided': !undivided,
    'not-by-signature': !bySignature,
  }
  return mutualClaimObstacleCodes.filter((code) => found[code]).map((code) => ({ code, text: texts[code] }))
}
