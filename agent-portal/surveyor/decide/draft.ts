import type { Schemas } from '../../api/client.ts'

export type Proposal = Schemas['Proposal']
export type Catalogue = Schemas['Catalogue']
export type LiabilityKind = Catalogue['liabilityKinds'][number]['code']
export type ContactFacts = Schemas['ProposeShares']['contacts'][number]
export type ContactDecision = Schemas['IssueDetermination']['contacts'][number]
export type ClaimMethod = Schemas['IssueDetermination']['claimMethod']

/** A situation that the decider picked, and what he answered so far. */
export interface PickedSituation {
  readonly code: string
  /** The side at fault; null for the equal-fault situations. */
  readonly faultSide: string | null
  /** Fact id -> answer. */
  readonly answers: Readonly<Record<string, string>>
}

export interface ShareDraft {
  readonly kind: LiabilityKind
  /** Whole percent; null is the usual one of the kind. */
  readonly percent: number | null
}

/** One contact as it stands on the screen. */
export interface ContactDraft {
  /** `A-B`: A and B touched; `A`: one vehicle alone. */
  readonly id: string
  readonly pushedBy: string | null
  readonly order: number | null
  readonly situations: readonly PickedSituation[]
  readonly form: string | null
  /** Side -> part that was hit. */
  readonly parts: Readonly<Record<string, string>>
  /** The decider's own shares by side; null while he follows the proposal. */
  readonly shares: Readonly<Record<string, ShareDraft>> | null
  readonly accidentReason: string
}

export const emptyContact = (id: string, order: number | null): ContactDraft => ({
  id,
  pushedBy: null,
  order,
  situations: [],
  form: null,
  parts: {},
  shares: null,
  accidentReason: '',
})

/** The sides that touched. */
export const touching = ({ id }: Pick<ContactDraft, 'id'>): string[] => id.split('-')

/** Everybody who bears a share: who touched, then who pushed. */
export const sidesOf = (contact: Pick<ContactDraft, 'id' | 'pushedBy'>): string[] => [
  ...new Set([...touching(contact), ...(contact.pushedBy ? [contact.pushedBy] : [])]),
]

/** What the engine needs of a contact to propose. */
export function toFacts({ id, pushedBy, order, situations }: ContactDraft): ContactFacts {
  return {
    id,
    pushedBy,
    order,
    situations: situations.map((picked) => ({ ...picked, answers: { ...picked.answers } })),
  }
}

/** The shares in force on the screen: the decider's own, else the proposed ones; null while there are neither. */
export function sharesOf(contact: ContactDraft, proposal: Proposal | undefined): Record<string, ShareDraft> | null {
  if (contact.shares) return { ...contact.shares }
  if (!proposal?.shares) return null
  return Object.fromEntries(proposal.shares.map(({ partyId, kind, percent }) => [partyId, { kind, percent }]))
}

/** Does any share differ from the one that was proposed? Then a reason is due. */
export function departs(contact: ContactDraft, proposal: Proposal | undefined, catalogue: Catalogue): boolean {
  const { shares } = contact
  if (!shares || !proposal?.shares) return false
  return proposal.shares.some(({ partyId, kind, percent }) => {
    const decided = shares[partyId]
    if (!decided) return true
    return decided.kind !== kind || percentOf(decided, catalogue) !== percentOf({ kind, percent }, catalogue)
  })
}

/** The entered percent, else the usual one of the kind. */
export function percentOf(
  { kind, percent }: ShareDraft,
  { liabilityKinds }: Pick<Catalogue, 'liabilityKinds'>,
): number {
  return percent ?? liabilityKinds.find(({ code }) => code === kind)?.percent ?? 0
}

/** The contact as the server takes it, or what is still open on the screen. */
export function toDecision(
  contact: ContactDraft,
  proposal: Proposal | undefined,
): { readonly decision: ContactDecision } | { readonly open: 'situation' | 'form' | 'parts' | 'shares' } {
  const { form, parts, accidentReason } = contact
  if (contact.situations.length === 0) return { open: 'situation' }
  if (form === null) return { open: 'form' }
  if (touching(contact).some((side) => parts[side] === undefined)) return { open: 'parts' }
  const shares = sharesOf(contact, proposal)
  if (!shares || sidesOf(contact).some((side) => !shares[side])) return { open: 'shares' }
  return {
    decision: {
      ...toFacts(contact),
      // Codes of the catalogue that the server itself sent.
      form: form as ContactDecision['form'],
      parts: { ...parts } as ContactDecision['parts'],
      shares: Object.entries(shares).map(([side, share]) => ({ side, ...share })),
      accidentReason: accidentReason.trim() || null,
    },
  }
}
