import type { Schemas } from '../../api/client.ts'
import type { PhotoOnItsWay } from './photo-outbox.ts'

export type Photo = Schemas['EvidenceSummary']
export type Shot = Schemas['DueShot']

/** How a shot of the list stands. `retake`: the newest photo of it failed a check, and none before it is good. */
export type ShotStatus =
  | { readonly is: 'missing' }
  | { readonly is: 'sending'; readonly way: PhotoOnItsWay }
  | { readonly is: 'checking'; readonly photo: Photo }
  | { readonly is: 'retake'; readonly photo: Photo }
  | { readonly is: 'done'; readonly photo: Photo }

interface ShotName {
  readonly code: string
  readonly subject: string | null
}

export const takenFor = (photos: readonly Photo[], { code, subject }: ShotName): Photo[] =>
  photos
    .filter((photo) => photo.shot === code && photo.subject === subject)
    .sort((a, b) => a.receivedAt.localeCompare(b.receivedAt))

/** Where a shot stands, from what the server has and what is still on the phone. */
export function shotStatus(shot: ShotName, photos: readonly Photo[], onTheirWay: readonly PhotoOnItsWay[]): ShotStatus {
  const way = onTheirWay.find(({ photo }) => photo.shot === shot.code && photo.subject === shot.subject)
  if (way) return { is: 'sending', way }
  const taken = takenFor(photos, shot)
  const good = taken.findLast(({ accepted }) => accepted)
  const newest = taken.at(-1)
  if (newest?.state === 'received') return { is: 'checking', photo: newest }
  if (good) return { is: 'done', photo: good }
  return newest ? { is: 'retake', photo: newest } : { is: 'missing' }
}

/** The next shot to take: the first required one without a photo or with one that failed. */
export const nextShot = (shots: readonly Shot[], statusOf: (shot: Shot) => ShotStatus): Shot | undefined =>
  shots.find((shot) => shot.required && ['missing', 'retake'].includes(statusOf(shot).is))

/** What is wrong with a photo, in the words of its worst check. */
export const worstCheck = ({ checks }: Photo): Photo['checks'][number] | undefined =>
  checks.find(({ status }) => status === 'fail') ?? checks.find(({ status }) => status === 'warn')

/** Which pictogram shows how to take a shot; a city may have shots that none fits. */
export function pictogramOf(code: string) {
  return pictograms[code]
}

const pictograms: Readonly<
  Record<string, 'front-overview' | 'rear-overview' | 'contact' | 'lane-markings' | 'plate' | 'documents'>
> = {
  'front-overview': 'front-overview',
  'rear-overview': 'rear-overview',
  'contact-close-up': 'contact',
  'object-close-up': 'contact',
  'road-marks': 'lane-markings',
  'vehicle-plate': 'plate',
  'driving-licence': 'documents',
  'vehicle-licence': 'documents',
  'compulsory-insurance': 'documents',
}
