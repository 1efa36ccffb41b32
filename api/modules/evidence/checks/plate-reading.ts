import type { Plate } from '../../../../vision/contract.ts'
import { comparablePlate } from '../../../../vision/plates/grammar.ts'
import { plateBounds } from '../bounds.ts'
import type { CaseBrief } from '../../accidents/service.ts'

/**
 * How a reading stands to a known number. `same`: every character is sure and equal. `fits`: what is sure is equal; `?` fits anything.
 * `differs`: it is certainly another plate. `unclear`: too little is known to say.
 */
export type Likeness = 'same' | 'fits' | 'differs' | 'unclear'

/** One doubtful character must not make a stranger of a party's plate; two are no accident. */
const certainDifferences = 2

export function likeness({ text, status }: Pick<Plate, 'text' | 'status'>, plateNumber: string): Likeness {
  const seen = [...comparablePlate(text)]
  const known = [...comparablePlate(plateNumber)]
  const sure = seen.filter((character) => character !== '?').length
  if (status === 'unreadable' || sure < plateBounds.knownCharacters) return 'unclear'
  if (seen.length !== known.length) return status === 'read' ? 'differs' : 'unclear'
  const differences = seen.filter((character, at) => character !== '?' && character !== known[at]).length
  if (differences === 0) return status === 'read' && sure === seen.length ? 'same' : 'fits'
  return status === 'read' || differences >= certainDifferences ? 'differs' : 'unclear'
}

export interface PlatesSeen {
  /** Sides whose plate is in the photo, sure or with `?`. */
  readonly sides: readonly string[]
  /** Readings that certainly belong to no vehicle of the case; one of them may still have a doubtful character. */
  readonly strangers: readonly string[]
}

/** Whose plates are in the photo. */
export function platesSeen(
  plates: readonly Pick<Plate, 'text' | 'status'>[],
  vehicles: CaseBrief['vehicles'],
): PlatesSeen {
  const belongs = (plate: (typeof plates)[number], vehicle: CaseBrief['vehicles'][number]) =>
    ['same', 'fits'].includes(likeness(plate, vehicle.plateNumber))
  const isStranger = (plate: (typeof plates)[number]) =>
    !plate.text.includes('?') && vehicles.every((vehicle) => likeness(plate, vehicle.plateNumber) === 'differs')
  return {
    sides: vehicles.filter((vehicle) => plates.some((plate) => belongs(plate, vehicle))).map(({ side }) => side),
    strangers: plates.filter(isStranger).map(({ text }) => text),
  }
}
