import type { Cents } from '../../../kernel/money.ts'
import type { ArticleRef, Bilingual } from '../../../kernel/rule-set.ts'

/** A commercial cover: most it pays for this accident, and the 绝对免赔率 the insured bears himself, in percent. */
export interface CommercialCover {
  sumInsuredCents: Cents
  deductiblePercent: number
}

export interface ClaimParty {
  partyId: string
  /** `property`: somebody whose wall, barrier or goods were hit, without a vehicle. */
  kind: 'motor' | 'non-motor' | 'pedestrian' | 'property'
  /** Whole percent; all parties together 100, or 0 when nobody is at fault. */
  sharePercent: number
  /** Repair, carried goods, towing and rescue. */
  lossCents: Cents
  /** Lost income of a commercial vehicle, substitute transport (JI 12): settled between the parties, not by insurers. */
  uninsuredLossCents: Cents
  /** `missing`: nobody insured the car (JI 16); `excluded`: unlicensed, drunk, stolen or deliberate (CTPR 22). */
  compulsory: 'insured' | 'missing' | 'excluded'
  /** 商业第三者责任险, null without. */
  thirdParty: CommercialCover | null
  /** 车损险, null without. */
  ownDamage: CommercialCover | null
}

export type Cover =
  /** 交强险 of a party with fault. */
  | 'compulsory'
  /** 交强险 of a party without fault; in practice advanced by the other insurer (无责代赔). */
  | 'compulsory-no-fault'
  /** Each from his own 交强险 (互碰自赔). */
  | 'compulsory-own'
  /** The person who should have insured pays within the limit (JI 16). */
  | 'in-place-of-compulsory'
  | 'third-party'
  | 'own-damage'
  /** A liable person pays what no insurance pays. */
  | 'personal'
  /** The injured side bears it himself. */
  | 'self'
  /** Items that insurers normally do not pay. */
  | 'between-parties'

export interface CompensationLine {
  /** Whose insurance, or who, pays. */
  from: string
  to: string
  cover: Cover
  amountCents: Cents
  /** 无责代赔: the payee's own insurer advances it. */
  advanced: boolean
  note: Bilingual
}

export interface CompensationEstimate {
  kind: 'estimate'
  method: 'ordinary' | 'mutual-claim'
  label: Bilingual
  lines: CompensationLine[]
  totals: {
    lossCents: Cents
    /** What insurers pay in all. */
    insuredCents: Cents
    byCover: { cover: Cover; amountCents: Cents }[]
    received: { partyId: string; amountCents: Cents }[]
    /** What leaves a party's own insurance or pocket. */
    paid: { partyId: string; amountCents: Cents }[]
  }
}

export interface CompensationRefusal {
  kind: 'refused'
  reason: 'non-motor-involved' | 'shares-inconsistent'
  articles: readonly ArticleRef[]
  text: Bilingual
}

export const coverNotes: Record<Cover, Bilingual> = {
  compulsory: { zh: '交强险（有责限额）', en: 'compulsory insurance, with fault' },
  'compulsory-no-fault': { zh: '交强险无责限额，由对方保险公司代赔', en: 'compulsory insurance, no fault, advanced' },
  'compulsory-own': { zh: '互碰自赔：本车交强险', en: 'own compulsory insurance by mutual claim' },
  'in-place-of-compulsory': {
    zh: '未投保交强险，本人在限额内先赔',
    en: 'no compulsory insurance: pays within the limit',
  },
  'third-party': { zh: '商业第三者责任险', en: 'commercial third-party liability' },
  'own-damage': { zh: '本车车损险', en: 'own damage policy' },
  personal: { zh: '超出保险部分，责任人自付', en: 'beyond insurance: paid by the person liable' },
  self: { zh: '自行承担', en: 'borne by the party' },
  'between-parties': {
    zh: '停运、替代交通等损失，当事人之间结算',
    en: 'loss of use and the like, between the parties',
  },
}

/** A liable person pays from his pocket while the victim has an own damage policy: that insurer may pay first. */
export const subrogationNote: Bilingual = {
  zh: '超出保险部分，责任人自付；可向本车车损险申请代位求偿',
  en: 'beyond insurance: paid by the person liable; own insurer may pay first and take over the claim',
}
