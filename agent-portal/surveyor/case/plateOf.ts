import { type PlateKindCode, plateKinds } from '../../../vision/plates/grammar.ts'
import type { PlateFacts } from '../../kit/plates/layout.ts'

const isKind = (code: string): code is PlateKindCode => code in plateKinds

/** A plate of a case as it hangs on the car: its colour follows from its kind. */
export function plateOf({
  plateNumber,
  plateKind,
}: {
  readonly plateNumber: string
  readonly plateKind: string
}): PlateFacts {
  return { text: plateNumber, kind: plateKind, colour: isKind(plateKind) ? plateKinds[plateKind].colour : null }
}
