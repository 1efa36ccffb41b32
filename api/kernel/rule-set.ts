/**
 * Law and city policy as dated data. This page holds the shapes; the rows live with the module that owns them, and
 * `api/rules.ts` puts the rows in force on one day in one city together into a `RuleSet`.
 */
import type { Cents } from './money.ts'
import type { Day, EndOnDayOff } from './working-days.ts'

/** A text for citizens: Chinese first, English second. */
export interface Bilingual {
  zh: string
  en: string
}

/** In force from `validFrom` (inclusive) until `validTo` (exclusive); null means until further notice. */
export interface Validity {
  validFrom: Day
  validTo: Day | null
}

/** Where a row comes from. `true`: checked against the source; `false`: own best knowledge; `seed`: programme texts. */
export interface Provenance {
  source: string
  verified: true | false | 'seed'
}

export type Dated = Validity & Provenance

/** The rows in force on a day of Asia/Shanghai. */
export function inForceOn<Row extends Validity>(rows: readonly Row[], day: Day): Row[] {
  return rows.filter((row) => row.validFrom <= day && (row.validTo === null || day < row.validTo))
}

/** Short names of the statutes: 道交法, 实施条例, 事故处理程序规定, 机动车登记规定, 交强险条例, 赔偿司法解释, 民法典. */
export type LawCode = 'DRL' | 'IR' | 'APR' | 'VRR' | 'CTPR' | 'JI' | 'CC'

/** A citation such as `IR 44(2)`: paragraph in brackets, item after it (`APR 13(1)1`). */
export type ArticleRef = `${LawCode} ${string}`

export interface LawArticle extends Dated {
  ref: ArticleRef
  law: LawCode
  article: string
  /** The citation as a document prints it, e.g. 《道路交通安全法实施条例》第四十四条第二款. */
  citation: Bilingual
  /** What it says, in our own words. */
  summary: Bilingual
}

/** A citation as stored with a determination: the article and since when that wording has been in force. */
export interface CitedArticle {
  ref: ArticleRef
  validFrom: Day
  citation: Bilingual
  summary: Bilingual
}

/**
 * How an accident is handled (DOMAIN 1.1), from mild to strict: A self-negotiation (自行协商), B online police
 * determination (在线确定责任), C simple procedure (简易程序), D fast handling of an injury case, E general procedure (一般程序).
 */
export const routes = ['A', 'B', 'C', 'D', 'E'] as const
export type Route = (typeof routes)[number]

export type ScreeningCode = ('X01' | 'X02' | 'X03' | 'X04' | 'X05' | 'X06' | 'X07' | 'X08' | 'X09') | ('Y01' | 'Y02')
export type ConditionCode = 'Z01' | 'Z02' | 'Z03' | 'Z04'

export interface ScreeningQuestion extends Dated {
  code: ScreeningCode
  /** Block 1 forbids self-negotiation at once (APR 13, 15); block 2 must be reported after the road is clear (APR 14). */
  block: 1 | 2
  /** `stop`: asked first, while people still stand beside the road; `later`: after the road is clear. */
  asked: 'stop' | 'later'
  order: number
  /** What a "yes" means, for reasons and documents. */
  circumstance: Bilingual
  question: Bilingual
  help: Bilingual
  /** The mildest route that a "yes" still allows. */
  route: Route
  articles: readonly ArticleRef[]
  instructions: readonly InstructionCode[]
}

export type InstructionCode =
  | 'call-120'
  | 'call-122-now'
  | 'dangerous-goods'
  | 'behind-barrier'
  | 'evacuate-and-protect-scene'
  | 'do-not-drive'
  | 'wait-for-police'
  | 'to-safety'
  | 'photograph-then-clear'
  | 'report-after-clearing'
  | 'agree-then-sign'

export interface Instruction {
  code: InstructionCode
  text: Bilingual
}

/** What a city adds to the national rules (DOMAIN 1.2 block 3). A missing figure means: no such condition. */
export interface CityConditions {
  Z01: { compulsoryInsuranceRequired: boolean }
  Z02: { twoMotorVehiclesOnly: boolean; lossPerVehicleWithinLimit: boolean; insuredInProvince: boolean }
  /** Local time of Asia/Shanghai, `HH:MM`; `months` are 1..12. The first row that names the month counts. */
  Z03: { hours: readonly { months: readonly number[]; from: string; until: string }[] }
  Z04: { maxLossCents: Cents | null; expresswayAllowed: boolean; excludedPlates: readonly ('foreign' | 'military')[] }
}

export type Situation = 'two-car' | 'single' | 'chain'

export interface Shot extends Dated {
  code: string
  situations: readonly Situation[]
  /** Null: everywhere. A city's own row with the same code replaces the general one. */
  cityCode: string | null
  phase: 'before-clearing' | 'after-clearing'
  /** One photo for the case, or one for each vehicle, contact or party. */
  per: 'case' | 'vehicle' | 'contact' | 'party'
  required: boolean
  order: number
  title: Bilingual
  advice: Bilingual
}

/** 全部, 主要, 同等, 次要, 无责任 (APR 60). */
export const liabilityKinds = ['full', 'main', 'equal', 'secondary', 'none'] as const
export type LiabilityKind = (typeof liabilityKinds)[number]

/** Whom a fact is about: the side at fault, the other side, the contact itself, or (equal-fault rows) first and second. */
export type FactConcern = 'fault' | 'other' | 'contact' | 'first' | 'second'

/** What an answer does to the situation: carries it, rules it out, says nothing, or hands the question to an officer. */
export type FactEffect = 'supports' | 'refutes' | 'neutral' | 'officer'

export interface FactAnswer {
  value: string
  label: Bilingual
  effect: FactEffect
  /** The situation to look at instead. */
  suggests?: string
}

export interface Fact {
  id: string
  concerns: FactConcern
  type: 'yes-no' | 'choice'
  question: Bilingual
  answers: readonly FactAnswer[]
}

/**
 * What an established situation leads to: `full` when the other side shows no own fault, `equal` when both sides'
 * violations are established, `weigh` when cities usually share it (an officer decides), `aggravates` when it never
 * decides alone.
 */
export type SituationOutcome = 'full' | 'equal' | 'weigh' | 'aggravates'

export interface SituationRow extends Dated {
  code: string
  name: Bilingual
  /** The role of the side at fault, e.g. 后车. */
  faultRole: Bilingual
  articles: readonly ArticleRef[]
  outcome: SituationOutcome
  facts: readonly Fact[]
  /** The code of the short list that fast-claim systems use. */
  shortCode: string
  /** Equal-fault rows: each side must have one of these situations established, or the row's own facts. */
  pairs: readonly string[]
  notes: readonly Bilingual[]
}

/** Compulsory third-party insurance (交强险) limits in cents, by time of the accident. */
export interface CompulsoryLimits extends Dated {
  withFault: { deathDisability: Cents; medical: Cents; property: Cents }
  withoutFault: { deathDisability: Cents; medical: Cents; property: Cents }
}

/** `issue`: the surveyor's determination takes effect by the parties' signatures; `countersign`: by an officer's. */
export type SurveyorMandate = 'issue' | 'countersign'
export type ConflictPolicy = 'disclose' | 'officer-if-beyond-proposal' | 'reassign-neutral'

export interface Period {
  days: number
  unit: 'working' | 'calendar'
  article: ArticleRef
}

export interface CityPolicy extends Dated {
  cityCode: string
  name: Bilingual
  surveyorMandate: SurveyorMandate
  conflictPolicy: ConflictPolicy
  conditions: CityConditions
  /** Share of unflagged surveyor determinations that officers review, 0..100. */
  reviewSamplePercent: number
  endOnDayOff: EndOnDayOff
  /** The document a surveyor's determination becomes, and whether the surveyor signs as guide. */
  documents: {
    determination: 'agreement-with-annex' | 'simple-procedure'
    title: Bilingual
    surveyorSignsAsGuide: boolean
  }
  periods: Record<
    | 'simpleDetermination'
    | 'onlineDetermination'
    | 'reviewApplication'
    | 'reviewDecision'
    | 'mediationApplication'
    | 'fastInjuryHandling',
    Period
  >
}

export interface CompensationRules {
  limits: CompulsoryLimits
  /** Default percent of a kind where nobody entered a ratio. */
  defaultShares: Record<LiabilityKind, number>
  estimateLabel: Bilingual
}

/** Everything that decides, as it stood on one day in one city. `version` is stored with each determination. */
export interface RuleSet {
  version: string
  day: Day
  cityCode: string
  screening: readonly ScreeningQuestion[]
  instructions: readonly Instruction[]
  shots: readonly Shot[]
  catalogue: readonly SituationRow[]
  articles: readonly LawArticle[]
  compensation: CompensationRules
  policy: CityPolicy
}
