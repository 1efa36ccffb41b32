import { Prisma } from '../../generated/prisma/client.ts'
import { systemActor } from '../../kernel/access/roles.ts'
import type { Context } from '../../kernel/context.ts'
import type { Transaction } from '../../kernel/transaction.ts'
import { recordEvidence, type EvidenceTx } from './change.ts'
import { previewKey } from './preview.ts'
import { storedCapture } from './stored.ts'

type ErasureTx = EvidenceTx & Transaction<'fingerprint'>

/** Keys, or folders of keys, whose bytes may go once this transaction stands. */
type Keys = readonly string[]

/** The time of storage of the copies that are shown is over: each gets its custody and audit event, the originals stay. Take `lockEvidenceOf` first. */
export async function erasePreviews(ctx: Context, tx: ErasureTx, accidentId: string): Promise<Keys> {
  const photos = await tx.evidence.findMany({
    where: { accidentId, custody: { some: { kind: 'derived' } } },
    orderBy: { id: 'asc' },
  })
  for (const photo of photos) await recordEvidence(ctx, tx, photo, { actor: systemActor, kind: 'preview-erased' })
  return photos.map(previewKey)
}

/**
 * The time of storage of the photos is over: what they told and where they were taken goes with them, and the fingerprint by which they were found. The
 * row stays with its SHA-256, so that whoever has a copy can still show what it is. Take `lockEvidenceOf` first.
 */
export async function erasePhotos(ctx: Context, tx: ErasureTx, accidentId: string): Promise<Keys> {
  const photos = await tx.evidence.findMany({ where: { accidentId }, orderBy: { id: 'asc' } })
  for (const photo of photos) {
    const { how } = storedCapture(photo)
    const gone = { capture: { how }, facts: Prisma.DbNull, checks: Prisma.DbNull }
    const row = await tx.evidence.update({
      where: { id: photo.id },
      data: { ...gone, state: 'erased', version: { increment: 1 } },
    })
    await recordEvidence(ctx, tx, row, { actor: systemActor, kind: 'erased', details: { sha256: row.sha256 } })
  }
  await tx.fingerprint.deleteMany({ where: { accidentId } })
  // The whole folder: also what an acknowledgement stored that never came to be written.
  return [`evidence/${accidentId}/`, ...photos.map(({ objectKey }) => objectKey), ...photos.map(previewKey)]
}
