import type { Actor } from '../../kernel/access/roles.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/errors.ts'
import { recordEvidence, type EvidenceTx } from './change.ts'
import { openEvidence } from './reading.ts'
import type { OpenOriginal, OriginalLink } from './schema.ts'

const erased = {
  zh: '照片已删除（保存期满）',
  en: 'the photo was erased: its time of storage is over',
}

/** Long enough to open it, too short to pass it on. */
const expiresInS = 120

/** Opens the original, position and all, for whoever handles the case. The custody event is written before the link exists. Fails `not-now` once it is erased. */
export async function openOriginal(
  ctx: Context,
  actor: Actor,
  id: string,
  { purpose }: OpenOriginal,
): Promise<OriginalLink> {
  const { photo, accident } = await ctx.transact(async (tx: EvidenceTx) => {
    const opened = await openEvidence(tx, actor, 'accident.unmask', id)
    const { custody: _, ...row } = opened.photo
    if (row.state === 'erased') fail('not-now', { action: 'evidence.open', state: row.state, reason: erased })
    await recordEvidence(ctx, tx, row, { actor, kind: 'read', purpose })
    return opened
  })
  const extension = photo.mediaType === 'video/quicktime' ? 'mov' : (photo.mediaType.split('/')[1] ?? 'bin')
  const url = await ctx.objects.signedUrl(photo.objectKey, {
    expiresInS,
    contentType: photo.mediaType,
    fileName: `${accident.number}-${photo.shot}-original.${extension}`,
  })
  return { url, expiresAt: new Date(ctx.clock.now().getTime() + expiresInS * 1000).toISOString() }
}
