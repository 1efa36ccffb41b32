/**
 * Everything a document of a determination prints, and nothing else: the renderer looks nothing up. Values are printed as they come,
 * so whoever hands the document to somebody who may not see a value masks it before.
 */
import { z } from 'zod'
import { Cents } from '../../../kernel/money.ts'
import { liabilityKinds } from '../../../kernel/rule-set.ts'
import { plateKindCodes } from '../../../../vision/plates/grammar.ts'

const words = z.string().trim().min(1)
const line = words.max(200)
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)

/** 协议书 (APR 21), 认定书 (APR 24), 事故证明 (APR 67). */
export const documentKinds = ['agreement', 'simple-procedure', 'certificate'] as const
export type DocumentKind = (typeof documentKinds)[number]

/** A letter per party, in the order of the report: A is 甲方, B 乙方 and so on. */
export const Side = z.enum(['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J'])
export type Side = z.infer<typeof Side>

/** `kind` null: a plate outside the grammar (e-bikes, foreign and old plates); it is printed as plain text. */
export const PrintedPlate = z.object({ number: words.max(20), kind: z.enum(plateKindCodes).nullable() })
export type PrintedPlate = z.infer<typeof PrintedPlate>

export const PrintedVehicle = z.object({
  /** Vehicle kind (车辆类型) in words: 小型轿车, 电动自行车. */
  kind: line,
  plate: PrintedPlate.nullable(),
  insurer: line.nullable(),
  /** 保险凭证号 of the compulsory insurance. */
  insuranceCertificate: line.nullable(),
})
export type PrintedVehicle = z.infer<typeof PrintedVehicle>

const PrintedParty = z.object({
  side: Side,
  name: line,
  /** APR 21: the driving-licence number or the ID number. */
  credential: z.object({ kind: z.enum(['driving-licence', 'id']), number: line }),
  contact: line,
  vehicle: PrintedVehicle.nullable(),
})

/** What the simple-procedure form of the provinces adds to APR 24; each is printed only where it is known. */
const OfficialParty = PrintedParty.extend({
  sex: line.optional(),
  age: z.int().min(0).max(150).optional(),
  licenceClass: line.optional(),
  address: line.optional(),
})

/** One contact of the accident (事故是一组碰撞): its form, and for every side in it the part that was hit and the responsibility. */
export const PrintedContact = z.object({
  /** 事故形态: 追尾碰撞, 侧面刮擦. */
  form: line,
  sides: z
    .array(
      z.object({
        side: Side,
        /** 碰撞部位: 前保险杠左侧. */
        part: line,
        responsibility: z.enum(liabilityKinds),
        percent: z.number().min(0).max(100),
      }),
    )
    .min(1),
})
export type PrintedContact = z.infer<typeof PrintedContact>

/** `citation` as the law is quoted (《…》第…条), `wording` what it says. */
export const PrintedArticle = z.object({ citation: line, wording: words.max(1_000) })
export type PrintedArticle = z.infer<typeof PrintedArticle>

/** What every document says: which one it is, of which accident, to whom. */
const occasion = z.object({
  /** Number of the document; stands on every page. */
  number: line,
  /** UTC instants, shown in Asia/Shanghai. */
  issuedAt: z.iso.datetime(),
  occurredAt: z.iso.datetime(),
  place: line,
  weather: line,
  parties: z.array(PrintedParty).min(1).max(10),
  facts: words.max(4_000),
  articles: z.array(PrintedArticle),
  /** Number of the document that this one replaces (APR 66). */
  supersedes: line.nullable(),
  /** What the parties have to know: fulfilment, mediation, court, review. Text of the rule set in force, one paragraph each. */
  notices: z.array(words.max(600)),
  /** Typed in on the public check page by whoever cannot scan the QR code. */
  checkCode: line,
})
export type Occasion = z.infer<typeof occasion>

const common = occasion.extend({ contacts: z.array(PrintedContact).min(1) })

/** A line of the compensation estimate. `basis`: 交强险财产损失, 商业三者险, 自行承担. */
const CompensationLine = z.object({ basis: line, payer: line, payee: line, amountCents: Cents })

/**
 * The surveyor's rapid liability determination (查勘员快速责任认定). It is no part of the agreement: it stands in an annex that the
 * parties adopt by signing. Source: ARCHITECTURE.md section 7.
 */
export const SurveyorAnnex = z.object({
  surveyor: z.object({ name: line, authorisation: line, insurer: line }),
  mandate: z.literal('issue'),
  determinedAt: z.iso.datetime(),
  ruleSetVersion: line,
  /** Why these shares, in words. */
  grounds: words.max(2_000),
  basis: z.array(PrintedArticle),
  /** Shown to the parties where the surveyor's employer insures one of them. */
  conflictOfInterest: words.max(600).nullable(),
})
export type SurveyorAnnex = z.infer<typeof SurveyorAnnex>

/** 道路交通事故自行协商协议书 (APR 21): a civil agreement, without stamp and without a field that says who determined it. */
export const AgreementView = common.extend({
  kind: z.literal('agreement'),
  compensation: z.array(CompensationLine),
  /** 互碰自赔: each party claims at its own insurer for a loss that all agree upon. Null: the ordinary way. */
  mutualClaim: z.object({ losses: z.array(z.object({ side: Side, lossCents: Cents })).min(2) }).nullable(),
  annex: SurveyorAnnex.nullable(),
})
export type AgreementView = z.infer<typeof AgreementView>

/** 道路交通事故认定书（简易程序）(APR 24): what an officer determined, or made his own by countersigning. */
export const SimpleProcedureView = common.extend({
  kind: z.literal('simple-procedure'),
  parties: z.array(OfficialParty).min(1).max(10),
  /** The traffic police unit that issues it. */
  unit: line,
  officer: z.object({ name: line, badge: line }),
  /** By which procedure, and the articles that it rests on. */
  procedure: z.object({ kind: z.enum(['simple', 'online']), articles: z.array(PrintedArticle).min(1) }),
  /** `countersign`: the officer adopted the determination of this surveyor. `officer`: determined by the officer alone. */
  origin: z.discriminatedUnion('mandate', [
    z.object({ mandate: z.literal('officer') }),
    z.object({ mandate: z.literal('countersign'), surveyor: line, authorisation: line, insurer: line }),
  ]),
  /** Result of the mediation of damages (APR 25), where there was one. */
  mediation: words.max(1_000).nullable(),
  ruleSetVersion: line,
})
export type SimpleProcedureView = z.infer<typeof SimpleProcedureView>

/**
 * 道路交通事故证明 (APR 67): what was found, what could not be told and why. It has no contacts and no shares: facts that cannot be told are
 * never equal responsibility.
 */
export const CertificateView = occasion.extend({
  kind: z.literal('certificate'),
  /** What could not be told, and why. */
  unclear: words.max(4_000),
  unit: line,
  officer: z.object({ name: line, badge: line }),
  ruleSetVersion: line,
})
export type CertificateView = z.infer<typeof CertificateView>

export const DocumentView = z.discriminatedUnion('kind', [AgreementView, SimpleProcedureView, CertificateView])
export type DocumentView = z.infer<typeof DocumentView>

/** No screen is as wide; beyond it the sheet could not be drawn. */
const coordinate = z.number().min(-100_000).max(100_000)

/** One stroke of a signature: points in the order they were drawn, in any unit, y downwards. */
export const Stroke = z
  .array(z.object({ x: coordinate, y: coordinate }))
  .min(1)
  .max(5_000)
export type Stroke = z.infer<typeof Stroke>

export const SignatureEntry = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('signed'),
    side: Side,
    name: line,
    signedAt: z.iso.datetime(),
    strokes: z.array(Stroke).min(1).max(200),
  }),
  z.object({ kind: z.literal('refused'), side: Side, name: line, refusedAt: z.iso.datetime(), reason: words.max(600) }),
  z.object({
    kind: z.literal('served'),
    side: Side,
    name: line,
    servedAt: z.iso.datetime(),
    how: z.enum(['electronic', 'handed-over', 'receipt-refused', 'signature-refused']),
    note: words.max(600).nullable(),
  }),
])
export type SignatureEntry = z.infer<typeof SignatureEntry>

/** What the signature sheet prints: who signed or refused, on whom it was served, and the hash of the sealed document that this binds. */
export const SignatureSheetView = z.object({
  documentKind: z.enum(documentKinds),
  documentNumber: line,
  documentSha256: sha256,
  documentPages: z.int().min(1),
  /** UTC instant of the sheet; the sealed document keeps its own. */
  issuedAt: z.iso.datetime(),
  entries: z.array(SignatureEntry).min(1).max(10),
  checkCode: line,
})
export type SignatureSheetView = z.infer<typeof SignatureSheetView>
