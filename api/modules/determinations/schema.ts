import { z } from 'zod'
import { Cents } from '../../kernel/money.ts'
import { orNull } from '../../kernel/or-null.ts'
import { liabilityKinds } from '../../kernel/rule-set.ts'
import { availableAction, bilingual, byId } from '../accidents/schema.ts'
import { documentKinds, Stroke } from './document/view.ts'
import { accidentForms, contactParts } from './rules/collision-lists.ts'
import { mutualClaimObstacleCodes } from './rules/mutual-claim.ts'
import { determinationStates, humanActions } from './workflow.ts'

export { byId }

const side = z.string().regex(/^[A-H]$/, 'a side from A to H')
const version = z.number().int().min(1)
const reason = z.string().trim().min(2).max(500)
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 in lower-case hex')
const codes = (entries: readonly { code: string }[]) => z.enum(entries.map(({ code }) => code) as [string, ...string[]])
const liabilityKind = z.enum(liabilityKinds)

/** `A-B`: A and B touched; `A`: one vehicle alone. */
const contactId = z.string().regex(/^[A-H](-[A-H])?$/, 'one side, or two joined by a hyphen')

const pickedSituation = z.object({
  code: z.string().regex(/^[LEN]\d{2}$/, 'a situation code of the catalogue'),
  /** The side at fault; null for the equal-fault situations. */
  faultSide: side.nullable(),
  /** Fact id -> answer; `unknown` when nobody can tell. */
  answers: z.record(z.string().max(60), z.string().max(60)),
})

const contactFacts = z.object({
  id: contactId,
  /** A third side that pushed one into the other. */
  pushedBy: side.nullable().default(null),
  /** Place in the order of impacts; needed where there are several. */
  order: z.number().int().min(1).max(20).nullable().default(null),
  situations: z.array(pickedSituation).max(8).default([]),
})
export type ContactFacts = z.infer<typeof contactFacts>

const share = z.object({
  side,
  kind: liabilityKind,
  /** Whole percent; left out, it is the usual one of the kind. */
  percent: z.number().int().min(0).max(100).nullable().default(null),
})

const contactDecision = contactFacts.extend({
  /** 事故形态. */
  form: codes(accidentForms),
  /** 碰撞部位 of each side that touched. */
  parts: z.record(side, codes(contactParts)),
  shares: z.array(share).min(1).max(8),
  /** Why it is nobody's fault (交通意外), when it is. */
  accidentReason: z.string().trim().min(2).max(500).nullable().default(null),
})
export type ContactDecision = z.infer<typeof contactDecision>

export const proposeShares = z.object({ contacts: z.array(contactFacts).min(1).max(12) }).meta({ id: 'ProposeShares' })
export type ProposeShares = z.infer<typeof proposeShares>

/**
 * How the parties claim (理赔方式): `mutual-claim` is 互碰自赔, each at his own insurer. It is theirs to agree: the decider chooses it, and what
 * they sign says so.
 */
const claimMethod = z.enum(['ordinary', 'mutual-claim']).default('ordinary')

/** `version` is the accident's. A reason is due when the decision departs from the proposal. */
export const issueDetermination = z
  .object({
    version,
    contacts: z.array(contactDecision).min(1).max(12),
    reason: reason.nullable().default(null),
    claimMethod,
  })
  .meta({ id: 'IssueDetermination' })
export type IssueDetermination = z.infer<typeof issueDetermination>

/** `simple`: 简易程序 (APR 23, 24). `online`: 在线确定责任, on the joint application of all parties (APR 20). */
export const procedures = ['simple', 'online'] as const
export type Procedure = (typeof procedures)[number]

/** An officer always gives his reason. His determination records no consent of the parties, so 互碰自赔 is refused (`not-now`). */
const officerDecision = z.object({ version, contacts: z.array(contactDecision).min(1).max(12), reason, claimMethod })

/** `version` is the determination's. It waited for a countersignature, which is simple procedure. */
export const replaceDetermination = officerDecision.meta({ id: 'ReplaceDetermination' })
export type ReplaceDetermination = z.infer<typeof replaceDetermination>

/** `version` is the accident's. */
export const decideAsOfficer = officerDecision
  .extend({ procedure: z.enum(procedures).default('simple') })
  .meta({ id: 'DecideAsOfficer' })
export type DecideAsOfficer = z.infer<typeof decideAsOfficer>

/** What an officer certifies where the facts cannot be told (APR 67), in his own words; both are printed. */
export const certificateSchema = z.object({
  /** What the investigation found. */
  facts: z.string().trim().min(10).max(3000),
  /** What could not be told, and why. */
  unclear: z.string().trim().min(4).max(2000),
})
export type Certificate = z.infer<typeof certificateSchema>

/** `version` is the accident's. It names no shares: what cannot be told is never half and half. */
export const certifyAccident = certificateSchema.extend({ version }).strict().meta({ id: 'CertifyAccident' })
export type CertifyAccident = z.infer<typeof certifyAccident>

export const weighMutualClaim = z
  .object({ contacts: z.array(contactDecision).min(1).max(12) })
  .meta({ id: 'WeighMutualClaim' })
export type WeighMutualClaim = z.infer<typeof weighMutualClaim>

export const mutualClaimView = z
  .object({
    /** Whether 互碰自赔 may be chosen with these shares. */
    allowed: z.boolean(),
    obstacles: z.array(z.object({ code: z.enum(mutualClaimObstacleCodes), text: bilingual })),
    /** What each side has stated; null where nothing. */
    losses: z.array(z.object({ side, lossCents: Cents.nullable() })),
  })
  .meta({ id: 'MutualClaimWeighed' })

/** 互碰自赔 as it was chosen: the losses that the parties agree upon, with the method, by signing. */
const mutualClaim = z.object({ losses: z.array(z.object({ side, lossCents: Cents })) }).meta({ id: 'MutualClaim' })

/** What the Determination row keeps of the decision: who bears what in each contact, with the ratios filled in, and how they claim. */
export const decisionSchema = z.object({
  contacts: z.array(
    z.object({
      id: contactId,
      form: z.string(),
      parts: z.record(side, z.string()),
      shares: z.array(z.object({ side, kind: liabilityKind, percent: z.number().int() })),
      accidentReason: z.string().nullable(),
    }),
  ),
  reason: z.string().nullable(),
  /** Null: the ordinary way. */
  mutualClaim: orNull(mutualClaim).default(null),
})
export type Decision = z.infer<typeof decisionSchema>

const citedArticle = z
  .object({ ref: z.string(), validFrom: z.string(), citation: bilingual, summary: bilingual })
  .meta({ id: 'CitedArticle' })

const factView = z
  .object({
    id: z.string(),
    concerns: z.enum(['fault', 'other', 'contact', 'first', 'second']),
    type: z.enum(['yes-no', 'choice']),
    question: bilingual,
    answers: z.array(z.object({ value: z.string(), label: bilingual })),
  })
  .meta({ id: 'SituationFact' })

/** One contact's proposal, as the engine made it (`rules/propose.ts`) and as the row keeps it; sides for parties. */
export const proposalSchema = z
  .object({
    contactId: z.string(),
    outcome: z.enum(['proposed', 'incomplete', 'officer']),
    needsOfficer: z.boolean(),
    why: z.array(z.object({ code: z.string(), text: bilingual })),
    findings: z.array(
      z.object({
        code: z.string(),
        faultPartyId: z.string().nullable(),
        standing: z.enum(['established', 'refuted', 'officer', 'unknowable', 'open']),
        notes: z.array(bilingual),
      }),
    ),
    codes: z.array(z.string()),
    articles: z.array(citedArticle),
    missing: z.array(z.object({ code: z.string(), fact: factView, partyId: z.string().nullable() })),
    suggestions: z.array(z.string()),
    shares: z
      .array(z.object({ partyId: z.string(), kind: liabilityKind, percent: z.number().int().nullable() }))
      .nullable(),
    reason: orNull(bilingual),
  })
  .meta({ id: 'Proposal' })
export const proposalsSchema = z.array(proposalSchema)

export const proposalsView = z
  .object({ ruleSetVersion: z.string(), proposals: proposalsSchema })
  .meta({ id: 'Proposals' })

/** Insurer that employs the surveyor and insures these sides. */
export const conflictSchema = z.object({ insurerId: z.string(), sides: z.array(side) })

const listEntry = z.object({ code: z.string(), name: bilingual })
export const catalogueQuery = z.object({ accidentId: z.uuid() })
export const catalogueView = z
  .object({
    ruleSetVersion: z.string(),
    situations: z.array(
      z.object({
        code: z.string(),
        name: bilingual,
        faultRole: bilingual,
        outcome: z.enum(['full', 'equal', 'weigh', 'aggravates']),
        shortCode: z.string(),
        articles: z.array(z.string()),
        facts: z.array(factView),
        notes: z.array(bilingual),
      }),
    ),
    forms: z.array(listEntry),
    parts: z.array(listEntry),
    liabilityKinds: z.array(z.object({ code: liabilityKind, name: bilingual, percent: z.number().int() })),
    /** The contacts that the case suggests; others may be named. */
    contacts: z.array(z.string()),
  })
  .meta({ id: 'Catalogue' })

const documentView = z
  .object({
    kind: z.enum(documentKinds),
    number: z.string(),
    sha256,
    pages: z.number().int(),
    bytes: z.number().int(),
    checkCode: z.string(),
    checkUrl: z.url(),
    /** Opens the PDF for a quarter of an hour; null for readers who may not see the parties unmasked. */
    url: z.url().nullable(),
    sealedAt: z.iso.datetime(),
  })
  .meta({ id: 'DeterminationDocument' })

const signatureView = z
  .object({
    side,
    kind: z.enum(['signed', 'refused']),
    you: z.boolean(),
    signedAt: z.iso.datetime(),
    reason: z.string().nullable(),
  })
  .meta({ id: 'SignatureState' })

/**
 * 送达: `electronic` when the party opened it on the phone, the others as the officer noted them. A refusal counts as service and blocks
 * nothing (APR 24).
 */
export const serviceKinds = ['electronic', 'handed-over', 'receipt-refused', 'signature-refused'] as const
export type ServiceKind = (typeof serviceKinds)[number]

const serviceView = z
  .object({
    side,
    kind: z.enum(serviceKinds),
    you: z.boolean(),
    servedAt: z.iso.datetime(),
    /** What the officer noted; for the party itself and whoever handles the case. */
    note: z.string().nullable(),
    /** The last moment to ask for review (申请复核截止). */
    reviewUntil: z.iso.datetime(),
    /** The holidays that it depends on are not published yet. */
    reviewProvisional: z.boolean(),
  })
  .meta({ id: 'ServiceState' })

/** Of the document as it was opened on the phone. */
export const receiveDocument = z.object({ documentSha256: sha256 }).meta({ id: 'ReceiveDocument' })

/** What the officer did; where something was refused he says what. The time is the server's: nobody dates a period back that runs out. */
export const noteService = z
  .discriminatedUnion('kind', [
    z.object({ side, kind: z.literal('handed-over'), note: reason.nullable().default(null) }),
    z.object({ side, kind: z.enum(['receipt-refused', 'signature-refused']), note: reason }),
  ])
  .meta({ id: 'NoteService' })
export type NoteService = z.infer<typeof noteService>

export const determinationView = z
  .object({
    id: z.uuid(),
    accidentId: z.uuid(),
    revision: z.number().int(),
    kind: z.enum(documentKinds),
    state: z.enum(determinationStates),
    version,
    mandate: z.enum(['issue', 'countersign', 'officer']),
    /** By which procedure the police determined; null for an agreement and for a certificate. */
    procedure: z.enum(procedures).nullable(),
    ruleSetVersion: z.string(),
    decidedBy: z.object({
      kind: z.enum(['surveyor', 'officer']),
      name: z.string(),
      insurerName: z.string().nullable(),
    }),
    countersignedBy: z.string().nullable(),
    /** Where the facts could not be told (kind `certificate`): then there are no contacts. */
    certificate: certificateSchema.nullable(),
    contacts: z.array(
      z.object({
        id: z.string(),
        form: listEntry,
        parts: z.array(z.object({ side, part: listEntry })),
        shares: z.array(z.object({ side, kind: liabilityKind, name: bilingual, percent: z.number().int() })),
        accidentReason: z.string().nullable(),
      }),
    ),
    /** Why these shares: the engine's reason where it was followed, the decider's own where not. */
    grounds: z.array(bilingual),
    articles: z.array(citedArticle),
    reason: z.string().nullable(),
    /** 互碰自赔, where the parties agree upon it by signing; null: the ordinary way. */
    mutualClaim: orNull(mutualClaim),
    departsFromProposal: z.boolean(),
    /** For whoever handles the case: what the engine had proposed. */
    proposals: proposalsSchema.nullable(),
    /** The surveyor's employer insures these sides: shown to everybody. */
    conflict: z.object({ insurerId: z.string(), insurerName: z.string(), sides: z.array(side) }).nullable(),
    issuedAt: z.iso.datetime(),
    countersignedAt: z.iso.datetime().nullable(),
    inForceAt: z.iso.datetime().nullable(),
    dueAt: z.iso.datetime().nullable(),
    endedReason: z.string().nullable(),
    document: orNull(documentView),
    signatures: z.array(signatureView),
    /** Sides that have yet to sign. */
    awaiting: z.array(side),
    /** On whom an officer's document was served, and how. */
    services: z.array(serviceView),
    /** Sides on whom it has yet to be served. */
    unserved: z.array(side),
    actions: z.array(availableAction.extend({ action: z.enum(humanActions) })),
  })
  .meta({ id: 'Determination' })
export type DeterminationView = z.input<typeof determinationView>

/** What issuing came to. `sent-to-officer`: nothing was issued, the case is with an officer, and why. */
export const issueAnswer = z
  .discriminatedUnion('outcome', [
    z.object({ outcome: z.literal('issued'), determination: determinationView }),
    z.object({ outcome: z.literal('countersign-due'), determination: determinationView }),
    z.object({ outcome: z.literal('sent-to-officer'), reasons: z.array(bilingual) }),
  ])
  .meta({ id: 'IssueAnswer' })
export type IssueAnswer = z.input<typeof issueAnswer>

export const signDetermination = z
  .object({
    /** Of the document as it was read; the signature binds it. */
    documentSha256: sha256,
    code: z.string().regex(/^\d{6}$/, 'six digits'),
    strokes: z.array(Stroke).min(1).max(200),
  })
  .meta({ id: 'SignDetermination' })
export type SignDetermination = z.infer<typeof signDetermination>

export const signatureSheet = z.object({ url: z.url() }).meta({ id: 'SignatureSheet' })
export const refuseDetermination = z.object({ reason }).meta({ id: 'RefuseDetermination' })

/** Hyphens and case do not matter to whoever types it. */
export const byCheckCode = z.object({
  checkCode: z
    .string()
    .max(40)
    .transform((text) => text.toUpperCase().replace(/[\s-]/g, ''))
    .pipe(z.string().regex(/^[A-Z2-9]{16}$/, 'sixteen letters and digits')),
})

/** What anybody may learn with the document in his hand; nothing that it does not show. */
export const checkView = z
  .object({
    number: z.string(),
    kind: z.enum(documentKinds),
    state: z.enum(['awaiting-signatures', 'in-force', 'superseded', 'ended']),
    sha256,
    pages: z.number().int(),
    sealedAt: z.iso.datetime(),
    occurredAt: z.iso.datetime(),
    inForceAt: z.iso.datetime().nullable(),
    /** Masked: 京A***45. */
    plates: z.array(z.string()),
  })
  .meta({ id: 'DocumentCheck' })

export const compareDocument = z.object({ sha256 }).meta({ id: 'CompareDocument' })
export const comparisonView = z.object({ matches: z.boolean() }).meta({ id: 'DocumentComparison' })

export const atVersion = z.object({ version }).meta({ id: 'AtDeterminationVersion' })
export const withReason = z.object({ version, reason }).meta({ id: 'WithdrawDetermination' })
