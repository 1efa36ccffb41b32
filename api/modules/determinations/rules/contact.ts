import type { PartyKind } from '../../accidents/rules/accident-facts.ts'
import type { PickedSituation } from './establish.ts'

export interface ContactParty {
  partyId: string
  /** How texts call it: the plate, or 甲方. */
  label: string
  kind: PartyKind
}

/** One impact between two parties, or of one party alone. A chain is several contacts. */
export interface Contact {
  id: string
  parties: readonly ContactParty[]
  /** A third party that pushed one into the other; it belongs to the contact and may bear the fault. */
  pushedBy: ContactParty | null
  /** Its place in the order of impacts, from 1; null while nobody has said. Not needed for a single contact. */
  order: number | null
  situations: readonly PickedSituation[]
}

/** Everybody who belongs to the contact, the pusher last. */
export function partiesOf({ parties, pushedBy }: Contact): ContactParty[] {
  return pushedBy ? [...parties.filter(({ partyId }) => partyId !== pushedBy.partyId), pushedBy] : [...parties]
}
