import { z } from 'zod'
import { orNull } from '../../kernel/or-null.ts'
import { Corners, PlateColour, PlateStatus } from '../../../vision/contract.ts'
import { bilingual, byId, position } from '../accidents/schema.ts'
import { mediaTypes } from './media/inspect.ts'
import { evidenceActions, evidenceStates } from './workflow.ts'

export { byId }

const version = z.number().int().min(1)

/** How, when, where and with what it was taken, as the phone told: frames of a page's camera have no EXIF, and phones strip positions. */
export const capture = z
  .object({
    how: z.enum(['camera', 'file']),
    takenAt: z.iso.datetime().optional(),
    position: position.optional(),
    device: z
      .string()
      .trim()
      .min(1)
      .max(200)
      .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'no control characters')
      .optional(),
  })
  .meta({ id: 'Capture' })
export type Capture = z.infer<typeof capture>

export const acknowledgeEvidence = z
  .object({
    uploadId: z.uuid(),
    /** Of the file as the phone has it, lower-case hex. */
    sha256: z.string().regex(/^[0-9a-f]{64}$/, '64 lower-case hex characters'),
    accidentId: z.uuid(),
    /** A code of the case's shot list, or `other`. */
    shot: z.string().min(1).max(60),
    /** A side (`A`), a contact (`A-B`), or null for the whole case. */
    subject: z
      .string()
      .regex(/^[A-H](-[A-H])?$/, 'a side or a contact')
      .nullable()
      .default(null),
    capture,
  })
  .meta({ id: 'AcknowledgeEvidence' })
export type AcknowledgeEvidence = z.infer<typeof acknowledgeEvidence>

const measure = z.union([z.number(), z.string()]).nullable()

/** One thing that was looked at on a photo, and what to do about it. */
export const check = z
  .object({
    id: z.enum([
      'readable-image',
      'min-resolution',
      'sharp-enough',
      'exposure',
      'required-view',
      'vehicles-present',
      'both-vehicles-in-frame',
      'plate-visible',
      'plate-readable',
      'plate-matches-party',
      'reused-image',
      'taken-at',
      'taken-where',
      'screen-recapture',
      'edited',
    ]),
    status: z.enum(['pass', 'warn', 'fail']),
    /** What was found; null where it could not be determined. */
    measured: measure,
    /** What it was held against; null where there is no such value. */
    bound: measure,
    advice: bilingual,
    /** Other photos it concerns, by id; only whoever handles the case is told. */
    related: z.array(z.uuid()).optional(),
  })
  .meta({ id: 'Check' })
export type Check = z.infer<typeof check>
export type CheckId = Check['id']

export const acknowledgement = z
  .object({
    id: z.uuid(),
    accidentId: z.uuid(),
    shot: z.string(),
    subject: z.string().nullable(),
    sha256: z.string(),
    state: z.enum(evidenceStates),
    version,
    receivedAt: z.iso.datetime(),
    /** The case already had these very bytes: this is the evidence it had. */
    duplicate: z.boolean(),
  })
  .meta({ id: 'EvidenceAcknowledged' })
export type Acknowledgement = z.infer<typeof acknowledgement>

const plateSeen = z
  .object({
    text: z.string(),
    kind: z.string().nullable(),
    colour: PlateColour.nullable(),
    corners: Corners,
    confidence: z.number(),
    status: PlateStatus,
  })
  .meta({ id: 'PlateSeen' })

const summary = {
  id: z.uuid(),
  accidentId: z.uuid(),
  shot: z.string(),
  subject: z.string().nullable(),
  mediaType: z.enum(mediaTypes),
  bytes: z.number().int(),
  sha256: z.string(),
  state: z.enum(evidenceStates),
  version,
  receivedAt: z.iso.datetime(),
  assessedAt: z.iso.datetime().nullable(),
  keptAt: z.iso.datetime().nullable(),
  /** Serves as the shot it was taken for: no check failed, or the driver kept it. */
  accepted: z.boolean(),
  yours: z.boolean(),
  /** Size of the upright photo, in whose pixels the corners of the plates are. */
  image: z.object({ width: z.number().int(), height: z.number().int() }).nullable(),
  plates: z.array(plateSeen),
  checks: z.array(check),
  /** When the photo, or only the copy that is shown, was erased because its time of storage was over. */
  erasedAt: z.iso.datetime().nullable(),
  previewErasedAt: z.iso.datetime().nullable(),
  /** A smaller copy without position, behind a link that expires; null until it is made, for clips, and for others' licences. */
  preview: z.object({ url: z.string(), derivative: z.literal(true), expiresAt: z.iso.datetime() }).nullable(),
  actions: z.array(z.object({ action: z.enum(evidenceActions), allowed: z.boolean(), reason: bilingual.optional() })),
}
export const evidenceSummary = z.object(summary).meta({ id: 'EvidenceSummary' })
export const evidenceList = z.object({ items: z.array(evidenceSummary) }).meta({ id: 'EvidenceList' })
export type EvidenceSummary = z.input<typeof evidenceSummary>

const custodyEvent = z
  .object({
    id: z.uuid(),
    at: z.iso.datetime(),
    kind: z.enum(['received', 'assessed', 'derived', 'kept', 'read', 'preview-erased', 'erased']),
    actorKind: z.string(),
    actorId: z.string().nullable(),
    purpose: z.string().nullable(),
  })
  .meta({ id: 'CustodyEvent' })

export const evidenceView = z
  .object({
    ...summary,
    /** What the phone told, and who touched the photo: only for whoever handles the case. */
    capture: orNull(capture),
    custody: z.array(custodyEvent).nullable(),
  })
  .meta({ id: 'Evidence' })
export type EvidenceView = z.input<typeof evidenceView>

export const keepEvidence = z.object({ version }).meta({ id: 'KeepEvidence' })

export const openOriginal = z
  .object({ purpose: z.enum(['determination', 'review', 'complaint', 'court', 'technical']) })
  .meta({ id: 'OpenOriginal' })
export type OpenOriginal = z.infer<typeof openOriginal>

export const originalLink = z.object({ url: z.string(), expiresAt: z.iso.datetime() }).meta({ id: 'OriginalLink' })
export type OriginalLink = z.infer<typeof originalLink>
