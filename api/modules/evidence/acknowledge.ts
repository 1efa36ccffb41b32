import { Prisma, type Evidence } from '../../generated/prisma/client.ts'
import { requireAccess } from '../../kernel/access/access.ts'
import type { DriverActor, StaffActor } from '../../kernel/access/roles.ts'
import type { Context } from '../../kernel/context.ts'
import { fail, isFailure, type ErrorCode } from '../../kernel/errors.ts'
import { caseBrief, findAccident } from '../accidents/service.ts'
import { uploadBounds } from './bounds.ts'
import { followChange, lockEvidenceOf, type EvidenceTx } from './change.ts'
import { inspectMedia, isClip, type MediaType } from './media/inspect.ts'
import { newPhotoId, photosOf } from './of-case.ts'
import type { Acknowledgement, AcknowledgeEvidence } from './schema.ts'
import { discardUpload, findOwnUpload, withComplete } from './upload-area.ts'
import type { EvidenceState } from './workflow.ts'

type Uploader = StaffActor | DriverActor

/**
 * Acknowledges a finished upload: from here on the photo is never lost. The bytes are durable and have their SHA-256 before the one transaction that
 * writes the evidence, so a crash at any moment leaves either an upload that can be acknowledged again, or evidence.
 * A repeat, also a concurrent one, gets the first answer; bytes that the case already has get the evidence it has, marked `duplicate`.
 * Fails `not-found`, `upload-incomplete`, `unsupported-media`, `too-large`, `hash-mismatch`, `bad-input`, `not-now`.
 * Source: ARCHITECTURE.md section 2.2.
 */
export async function acknowledgeEvidence(
  ctx: Context,
  actor: Uploader,
  input: AcknowledgeEvidence,
): Promise<Acknowledgement> {
  const accident = await findAccident(ctx.db, input.accidentId)
  if (!accident) fail('not-found')
  requireAccess(actor, 'accident.add-evidence', accident, 'accident.read')
  const earlier = await findEarlier(ctx, actor, input)
  if (earlier) return withoutUpload(ctx, actor, input, earlier)

  if (accident.closedAt)
    fail('not-now', {
      action: 'evidence.add',
      state: accident.state,
      reason: { zh: '案件已经结束', en: 'the case is closed' },
    })
  await requireKnownShot(ctx, input)
  try {
    const original = await storeOriginal(ctx, actor, input)
    const row = await ctx.transact((tx: EvidenceTx) => receive(ctx, tx, actor, input, original))
    await tidyUp(ctx, input.uploadId)
    return toAcknowledgement(row, input)
  } catch (error) {
    // Whatever went wrong: where another request has acknowledged it meanwhile, that is the answer.
    const meanwhile = await findEarlier(ctx, actor, input)
    if (meanwhile) return withoutUpload(ctx, actor, input, meanwhile)
    if (isWorthless(error)) await discardUpload(ctx, input.uploadId)
    throw error
  }
}

/** What this upload was acknowledged as, or the evidence with which the case already has these bytes. */
async function findEarlier(ctx: Context, actor: Uploader, input: AcknowledgeEvidence): Promise<Acknowledgement | null> {
  const { uploadId, accidentId, sha256 } = input
  const found = await ctx.query<{ evidenceId: string; own: boolean }>(
    Prisma.sql`
      select "evidenceId", true as own from evidence_upload where "uploadId" = ${uploadId}
      union all
      select "evidenceId", false from evidence_content where sha256 = ${sha256} and "accidentId" = ${accidentId}::uuid`,
    { prepared: 'evidence-earlier' },
  )
  const byUpload = found.find((known) => known.own)
  const own = byUpload && (await ctx.db.evidence.findUnique({ where: { id: byUpload.evidenceId } }))
  if (own && own.uploaderId !== actor.id) fail('not-found')
  if (own && (own.accidentId !== accidentId || own.sha256 !== sha256))
    fail('conflict', { state: 'acknowledged-otherwise' })
  const same = found.find((known) => !known.own)
  const row = own ?? (same && (await ctx.db.evidence.findUnique({ where: { id: same.evidenceId } })))
  return row ? toAcknowledgement(row, input) : null
}

/** The answer to a repeat. What was uploaded for it is of no use: it would only count against its owner till it expires. */
async function withoutUpload(
  ctx: Context,
  actor: Uploader,
  { uploadId }: AcknowledgeEvidence,
  answer: Acknowledgement,
): Promise<Acknowledgement> {
  if (answer.duplicate && (await findOwnUpload(ctx, actor, uploadId))) await tidyUp(ctx, uploadId)
  return answer
}

async function requireKnownShot(ctx: Context, { accidentId, shot, subject }: AcknowledgeEvidence): Promise<void> {
  if (shot === 'other') return
  const { shots } = await caseBrief(ctx, ctx.db, accidentId)
  if (shots.some((due) => due.code === shot && due.subject === subject)) return
  fail('bad-input', { issues: [{ path: 'shot', message: 'not in the shot list of this case, for this subject' }] })
}

interface StoredOriginal {
  readonly type: MediaType
  readonly bytes: number
  readonly objectKey: string
}

/** The key is made from the content: a repeat after a crash finds its own object and leaves it as it is. */
async function storeOriginal(
  ctx: Context,
  actor: Uploader,
  { uploadId, accidentId, sha256 }: AcknowledgeEvidence,
): Promise<StoredOriginal> {
  const upload = await findOwnUpload(ctx, actor, uploadId)
  if (!upload) fail('not-found')
  const objectKey = `evidence/${accidentId}/${sha256}`
  return withComplete(ctx, upload, async (file) => {
    const media = await inspectMedia(file)
    await ctx.objects.put(objectKey, { file }, sha256)
    return { ...media, objectKey }
  })
}

async function receive(
  ctx: Context,
  tx: EvidenceTx,
  actor: Uploader,
  input: AcknowledgeEvidence,
  { type, bytes, objectKey }: StoredOriginal,
): Promise<Evidence> {
  const { accidentId, uploadId, sha256, shot, subject, capture } = input
  await lockEvidenceOf(tx, accidentId)
  const now = ctx.clock.now()
  if ((await tx.evidence.count({ where: photosOf(accidentId, now) })) >= uploadBounds.itemsPerCase) {
    fail('not-now', {
      action: 'evidence.add',
      reason: { zh: '照片已经够多了', en: 'the case has as many photos as it can hold' },
    })
  }
  const state: EvidenceState = isClip(type) ? 'kept' : 'received'
  const row = await tx.evidence.create({
    data: {
      id: newPhotoId(accidentId, now),
      accidentId,
      uploadId,
      sha256,
      bytes,
      mediaType: type,
      objectKey,
      shot,
      subject,
      uploaderKind: actor.kind,
      uploaderId: actor.id,
      capture,
      receivedAt: now,
      state,
    },
  })
  await followChange(ctx, tx, row, { actor, kind: 'received', details: { sha256, bytes, mediaType: type } })
  return row
}

function toAcknowledgement(row: Evidence, input: AcknowledgeEvidence): Acknowledgement {
  const { id, accidentId, shot, subject, sha256, version } = row
  return {
    id,
    accidentId,
    shot,
    subject,
    sha256,
    version,
    state: row.state as EvidenceState,
    receivedAt: row.receivedAt.toISOString(),
    duplicate: row.uploadId !== input.uploadId,
  }
}

/** No second attempt can make evidence of these bytes: the phone must send them anew, or something else. */
const worthless: readonly ErrorCode[] = ['unsupported-media', 'too-large', 'hash-mismatch', 'bad-input']
const isWorthless = (error: unknown) => worthless.some((code) => isFailure(error, code))

/** The answer does not wait on what the sweep would do as well. */
async function tidyUp(ctx: Context, uploadId: string): Promise<void> {
  await discardUpload(ctx, uploadId).catch((error: unknown) =>
    ctx.log.warn({ err: error }, 'an acknowledged upload is left for the sweep'),
  )
}
