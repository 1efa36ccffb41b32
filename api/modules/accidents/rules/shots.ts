import type { Shot, Situation } from '../../../kernel/rule-set.ts'

/** One photo that is due: a shot and, unless it is for the whole case, the vehicle, party or contact it is of. */
export interface DueShot {
  shot: Shot
  subjectId: string | null
}

export interface ShotScene {
  situation: Situation
  cityCode: string
  expressway: boolean
  vehicleIds: readonly string[]
  partyIds: readonly string[]
  contactIds: readonly string[]
}

/** A photo as far as the list cares: `accepted` unless its checks ask for a retake. */
export interface ShotEvidence {
  shot: string
  subjectId: string | null
  accepted: boolean
}

export function situationOf(vehicles: number): Situation {
  if (vehicles <= 1) return 'single'
  return vehicles === 2 ? 'two-car' : 'chain'
}

/**
 * The photos due in a case, in the order they are taken: the minimum before the road is cleared, then the rest.
 * On an expressway nothing is due before clearing, for nobody photographs there (ARCHITECTURE section 8).
 */
export function shotList(scene: ShotScene, shots: readonly Shot[]): DueShot[] {
  const own = new Set(shots.filter(({ cityCode }) => cityCode === scene.cityCode).map(({ code }) => code))
  return shots
    .filter(({ cityCode, code }) => cityCode === scene.cityCode || (cityCode === null && !own.has(code)))
    .filter(({ situations }) => situations.includes(scene.situation))
    .filter(({ phase }) => !(scene.expressway && phase === 'before-clearing'))
    .sort((a, b) => phaseRank(a) - phaseRank(b) || a.order - b.order)
    .flatMap((shot) => subjectsOf(shot, scene).map((subjectId) => ({ shot, subjectId })))
}

/** What is still to be taken, required shots only. */
export function missingShots(list: readonly DueShot[], evidence: readonly ShotEvidence[]): DueShot[] {
  return list.filter(({ shot, subjectId }) => shot.required && !isCovered(shot.code, subjectId, evidence))
}

function isCovered(code: string, subjectId: string | null, evidence: readonly ShotEvidence[]): boolean {
  return evidence.some((photo) => photo.accepted && photo.shot === code && photo.subjectId === subjectId)
}

function phaseRank({ phase }: Shot): number {
  return phase === 'before-clearing' ? 0 : 1
}

function subjectsOf({ per }: Shot, scene: ShotScene): readonly (string | null)[] {
  switch (per) {
    case 'case':
      return [null]
    case 'vehicle':
      return scene.vehicleIds
    case 'party':
      return scene.partyIds
    case 'contact':
      return scene.contactIds
  }
}
