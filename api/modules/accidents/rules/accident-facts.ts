import type { Cents } from '../../../kernel/money.ts'
import type { ArticleRef, Bilingual, ConditionCode, ScreeningCode } from '../../../kernel/rule-set.ts'

/** What the registries and the parties say about one vehicle; null where nobody knows yet. */
export interface VehicleFacts {
  compulsoryInsured: boolean | null
  insuredInProvince: boolean | null
  plateClass: 'ordinary' | 'foreign' | 'military'
  estimatedLossCents: Cents | null
}

export type PartyKind = 'motor' | 'non-motor' | 'pedestrian'

/** What is known beside the answers. Nothing here may be guessed: what is not known is null or absent. */
export interface AccidentFacts {
  occurredAt: Date
  parties: readonly PartyKind[]
  vehicles: readonly VehicleFacts[]
  expressway: boolean
  /** Set once the answer to X01 is "yes" and somebody has looked. `veryLight` is 伤势轻微. */
  injury?: { fatal: boolean; veryLight: boolean; allConsentToSimple: boolean; allRequestFastHandling: boolean }
  /** An officer's suspicion of 交通肇事 or 危险驾驶; never set by a surveyor or a party. */
  crimeSuspected?: boolean
  /** Facts or cause are disputed; `jointApplication`: all parties ask the police online (APR 20). */
  dispute?: { jointApplication: boolean }
  /** A road, power or telecom facility was hit (IR 88): nobody drives away. */
  keptFacilityStruck?: boolean
}

export type ReasonCode =
  | ScreeningCode
  | ConditionCode
  | 'fatal'
  | 'crime-suspected'
  | 'disputed'
  | 'expressway'
  | 'single-vehicle'
  | 'pedestrian'
  | 'non-motor-only'
  | 'unclear-answer'

export interface ScreeningReason {
  code: ReasonCode
  articles: readonly ArticleRef[]
  text: Bilingual
}
