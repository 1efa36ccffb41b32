import sharp from 'sharp'
import type { Evidence } from '../../generated/prisma/client.ts'
import { systemActor } from '../../kernel/access/roles.ts'
import { sha256 } from '../../kernel/canonical.ts'
import type { Context } from '../../kernel/context.ts'
import { uploadBounds } from './bounds.ts'
import { lockEvidenceOf, recordEvidence, type EvidenceTx } from './change.ts'

// Photos are worked on beside each other already.
sharp.concurrency(1)

/** Long side in pixels: fills a desk's screen, and every character of a plate that was readable still is. Documents print it as it is. */
const longSide = 1600

export const previewKey = ({ id }: Pick<Evidence, 'id'>): string => `derivatives/${id}.jpg`

/**
 * Makes the copy that is shown: upright, smaller, without EXIF (so without position) but for a mark that it is a derivative and of what.
 * Only of a photo that vision's child process has decoded whole: nothing else is decoded in this process. Made twice it is kept once.
 */
export async function derivePreview(ctx: Context, id: string): Promise<void> {
  const photo = await ctx.db.evidence.findUnique({
    where: { id },
    include: { custody: { where: { kind: 'derived' } } },
  })
  if (photo?.state !== 'assessed' || photo.custody.length > 0) return
  const key = previewKey(photo)
  if ((await ctx.objects.size(key)) === null) {
    const bytes = await previewBytes(ctx, photo)
    await ctx.objects.put(key, { bytes }, sha256(bytes))
  }
  await ctx.transact(async (tx: EvidenceTx) => {
    await lockEvidenceOf(tx, photo.accidentId)
    if ((await tx.custodyEvent.count({ where: { evidenceId: id, kind: 'derived' } })) > 0) return
    const row = await tx.evidence.findUniqueOrThrow({ where: { id } })
    await recordEvidence(ctx, tx, row, { actor: systemActor, kind: 'derived' })
  })
}

/** The derivative of a photo, kept or made anew; empty where the photo could not be read. The same photo gives the same bytes. */
export async function previewBytes(ctx: Context, photo: Evidence): Promise<Buffer> {
  if (photo.state !== 'assessed') return Buffer.alloc(0)
  const key = previewKey(photo)
  if ((await ctx.objects.size(key)) !== null) return ctx.objects.read(key)
  return derivative(await ctx.objects.read(photo.objectKey), photo.sha256)
}

/** Its Huffman tables are the standard ones: own ones would make each copy 6 % smaller, for half as much time again. */
function derivative(original: Buffer, ofSha256: string): Promise<Buffer> {
  return sharp(original, { failOn: 'none', limitInputPixels: uploadBounds.pixels, sequentialRead: true })
    .autoOrient()
    .resize(longSide, longSide, { fit: 'inside', withoutEnlargement: true })
    .flatten({ background: 'white' })
    .toColourspace('srgb')
    .withExif({
      IFD0: { Software: 'Kuaichu', ImageDescription: `Derivative of the original with SHA-256 ${ofSha256}` },
    })
    .jpeg({ quality: 80, optimiseCoding: false })
    .toBuffer()
}
