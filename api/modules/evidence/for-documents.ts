import type { Context } from '../../kernel/context.ts'
import { systemActor } from '../../kernel/access/roles.ts'
import type { Bilingual } from '../../kernel/rule-set.ts'
import { caseBrief } from '../accidents/service.ts'
import { isAccepted } from './checks.ts'
import { recordEvidence, type EvidenceTx } from './change.ts'
import { isClip } from './media/inspect.ts'
import { storedChecks } from './stored.ts'

/** A photo as a document prints it, with the hash of the original it stands for. */
export interface DocumentPhoto {
  readonly caption: string
  readonly sha256: string
  readonly jpeg: Buffer
}

/** More would make the document longer than anybody reads; the case file has them all. */
const mostPhotos = 12

/**
 * The photos that a determination's document shows: those that serve as a shot, in the order they were taken. Their originals are read for
 * it, which the custody record says. The renderer scales them and strips their metadata.
 */
export async function photosForDocument(ctx: Context, accidentId: string): Promise<DocumentPhoto[]> {
  const { shots } = await caseBrief(ctx, ctx.db, accidentId)
  const rows = await ctx.db.evidence.findMany({ where: { accidentId }, orderBy: { id: 'asc' } })
  const shown = rows
    .filter((row) => !isClip(row.mediaType) && isAccepted({ checks: storedChecks(row), keptAt: row.keptAt }))
    .slice(0, mostPhotos)
  await ctx.transact(async (tx: EvidenceTx) => {
    for (const row of shown)
      await recordEvidence(ctx, tx, row, { actor: systemActor, kind: 'read', purpose: 'document' })
  })
  return Promise.all(
    shown.map(async (row) => ({
      caption: captionOf(row, shots),
      sha256: row.sha256,
      jpeg: await ctx.objects.read(row.objectKey),
    })),
  )
}

function captionOf(
  { shot, subject }: { shot: string; subject: string | null },
  shots: readonly { code: string; title: Bilingual }[],
): string {
  const title = shots.find(({ code }) => code === shot)?.title.zh ?? '其他照片'
  return subject ? `${title}（${subject.replace('-', '、')}）` : title
}
