import type { Bilingual, LiabilityKind } from '../../../kernel/rule-set.ts'
import type { Share } from './consistency.ts'
import { liabilityNames } from './liability.ts'

export interface DecidedContact {
  contactId: string
  /** Null while the contact is undecided. */
  shares: readonly Share[] | null
}

export interface PartyOverview {
  partyId: string
  contacts: { contactId: string; kind: LiabilityKind; percent: number | null }[]
  /** True when the party bears nothing anywhere. */
  faultless: boolean
  text: Bilingual
}

/**
 * What each party bears over all contacts of a chain. Kinds are shown side by side and never merged: only parties of the
 * same contact may be combined, and one party may bear full responsibility twice (DOMAIN 1.6).
 */
export function combineContacts(contacts: readonly DecidedContact[]): { complete: boolean; parties: PartyOverview[] } {
  const numbers = new Map(contacts.map(({ contactId }, index) => [contactId, index + 1]))
  const byParty = new Map<string, PartyOverview['contacts']>()
  for (const { contactId, shares } of contacts) {
    for (const { partyId, kind, percent } of shares ?? []) {
      byParty.set(partyId, [...(byParty.get(partyId) ?? []), { contactId, kind, percent }])
    }
  }
  return {
    complete: contacts.every(({ shares }) => shares !== null),
    parties: [...byParty].map(([partyId, own]) => ({
      partyId,
      contacts: own,
      faultless: own.every(({ kind }) => kind === 'none'),
      text: {
        zh: own.map(({ contactId, kind }) => `第${numbers.get(contactId)}次碰撞${liabilityNames[kind].zh}`).join('，'),
        en: own
          .map(({ contactId, kind }) => `contact ${numbers.get(contactId)}: ${liabilityNames[kind].en}`)
          .join(', '),
      },
    })),
  }
}
