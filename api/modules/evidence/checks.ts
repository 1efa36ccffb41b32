import type { Assessment } from '../../../vision/contract.ts'
import { edited, takenAt, takenWhere } from './checks/origin.ts'
import type { Judge, PhotoContext } from './checks/photo.ts'
import { bothVehiclesInFrame, plateMatchesParty, plateReadable, plateVisible } from './checks/plates.ts'
import { exposure, minResolution, sharpEnough } from './checks/quality.ts'
import { readableImage, unreadableImage, type WhyUnread } from './checks/readable.ts'
import { reusedImage, screenRecapture } from './checks/reuse.ts'
import { requiredView, vehiclesPresent } from './checks/view.ts'
import type { Check, CheckId } from './schema.ts'

/** Every check, in the order in which a driver should hear of them. */
const judges: Readonly<Record<CheckId, Judge>> = {
  'readable-image': readableImage,
  'plate-matches-party': plateMatchesParty,
  'reused-image': reusedImage,
  'required-view': requiredView,
  'vehicles-present': vehiclesPresent,
  'both-vehicles-in-frame': bothVehiclesInFrame,
  'plate-visible': plateVisible,
  'plate-readable': plateReadable,
  'sharp-enough': sharpEnough,
  exposure,
  'min-resolution': minResolution,
  'taken-at': takenAt,
  'taken-where': takenWhere,
  'screen-recapture': screenRecapture,
  edited,
}

/** What the platform makes of a photo. Checks that do not matter for the shot are left out. */
export function judgePhoto(assessment: Assessment, context: PhotoContext): Check[] {
  if (!assessment.ok) return judgeUnread(assessment.error.code)
  const photo = { ...context, facts: assessment.facts }
  return Object.entries(judges).flatMap(([id, judge]) => {
    const verdict = judge(photo)
    return verdict ? [{ id: id as CheckId, ...verdict }] : []
  })
}

/** The one check of a photo that could not be looked at. */
export function judgeUnread(why: WhyUnread): Check[] {
  return [{ id: 'readable-image', ...unreadableImage(why) }]
}

/** A photo serves as its shot when no check failed, or when the driver kept it; one not yet assessed does not. */
export function isAccepted({ checks, keptAt }: { checks: readonly Check[] | null; keptAt: Date | null }): boolean {
  return keptAt !== null || (checks !== null && checks.every(({ status }) => status !== 'fail'))
}
