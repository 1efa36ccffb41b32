import type { Evidence } from '../../generated/prisma/client.ts'
import type { Context } from '../../kernel/context.ts'
import { caseBrief } from '../accidents/service.ts'
import type { EvidenceTx } from './change.ts'
import { isAccepted } from './checks.ts'
import { demandOf } from './checks/shot-demands.ts'
import { isClip } from './media/inspect.ts'
import { photosOf } from './of-case.ts'
import { previewBytes } from './preview.ts'
import { storedChecks } from './stored.ts'

export interface DocumentPhoto {
  /** 车牌（A车）2026-11-23 10:15 */
  readonly caption: string
  /** Of the untouched original. */
  readonly sha256: string
  /** The derivative: nothing in it tells where the phone was. Empty where nothing could be decoded. */
  readonly jpeg: Buffer
}

/**
 * The photos that go into a document, in the order of the shot list: those that serve as their shot. Photos of licences stay out, for every party
 * gets the document. The same photos give the same bytes.
 */
export async function photosForDocument(ctx: Context, accidentId: string): Promise<DocumentPhoto[]> {
  const { shots } = await caseBrief(ctx, ctx.db, accidentId)
  const all = await ctx.db.evidence.findMany({
    where: photosOf(accidentId, ctx.clock.now()),
    orderBy: { id: 'asc' },
  })
  const placeInList = ({ shot, subject }: Evidence) => {
    const place = shots.findIndex((due) => due.code === shot && due.subject === subject)
    return place < 0 ? shots.length : place
  }
  const shown = all.filter(isForDocument).sort((a, b) => placeInList(a) - placeInList(b))
  const photos: DocumentPhoto[] = []
  for (const photo of shown) {
    const title = shots.find((due) => due.code === photo.shot)?.title.zh ?? '其他照片'
    photos.push({ caption: captionOf(photo, title), sha256: photo.sha256, jpeg: await previewBytes(ctx, photo) })
  }
  return photos
}

function isForDocument(photo: Evidence): boolean {
  if (isClip(photo.mediaType) || demandOf(photo.shot).kind === 'document') return false
  return isAccepted({ checks: storedChecks(photo), keptAt: photo.keptAt })
}

const shanghaiTime = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'short',
})

function captionOf({ subject, receivedAt }: Evidence, title: string): string {
  const of = subject
    ? `（${subject
        .split('-')
        .map((side) => `${side}车`)
        .join('、')}）`
    : ''
  return `${title}${of} ${shanghaiTime.format(receivedAt)}`
}

export type PhotoFlag = 'photo-mismatched' | 'photo-reused' | 'photo-unreadable' | 'photo-kept'

/** What an officer should know of the photos of a case, each once: an attempt counts, also where the shot was retaken. */
export async function photoFlags(
  { clock }: Context,
  tx: Pick<EvidenceTx, 'evidence'>,
  accidentId: string,
): Promise<PhotoFlag[]> {
  const photos = await tx.evidence.findMany({ where: photosOf(accidentId, clock.now()), orderBy: { id: 'asc' } })
  const flags = photos.flatMap((photo): PhotoFlag[] => {
    const failed = (storedChecks(photo) ?? []).filter(({ status }) => status === 'fail').map(({ id }) => id)
    return [
      ...(failed.includes('plate-matches-party') ? (['photo-mismatched'] as const) : []),
      ...(failed.includes('reused-image') ? (['photo-reused'] as const) : []),
      ...(failed.includes('readable-image') ? (['photo-unreadable'] as const) : []),
      ...(photo.keptAt ? (['photo-kept'] as const) : []),
    ]
  })
  return [...new Set(flags)]
}
