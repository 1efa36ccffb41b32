import type { Bilingual } from '../../kernel/rule-set.ts'
import { checkShares, withDefaultRatios, type ShareProblemCode } from './rules/consistency.ts'
import type { Proposal } from './rules/propose.ts'
import { sidesOf } from './contacts.ts'
import type { ContactDecision, Decision } from './schema.ts'

export interface DecisionProblem {
  readonly contactId: string
  readonly code: ShareProblemCode
  readonly text: Bilingual
}

export interface WeighedDecision {
  readonly contacts: Decision['contacts']
  readonly problems: readonly DecisionProblem[]
  /** Some share differs, in kind or in percent, from one that was proposed. */
  readonly departs: boolean
}

/** Fills in the usual ratios, checks each contact by itself (DOMAIN.md 1.6) and compares with the proposal. */
export function weighDecision(
  contacts: readonly ContactDecision[],
  proposals: readonly Pick<Proposal, 'contactId' | 'shares'>[],
): WeighedDecision {
  const weighed = contacts.map((contact) => {
    const shares = withDefaultRatios(contact.shares.map(({ side, ...share }) => ({ ...share, partyId: side })))
    const problems = checkShares({ partyIds: sidesOf(contact), shares, accidentReason: contact.accidentReason })
    const proposed = proposals.find(({ contactId }) => contactId === contact.id)?.shares ?? null
    return {
      departs: proposed !== null && shares.some((share) => !sameAs(proposed, share)),
      problems: problems.map((problem) => ({ contactId: contact.id, ...problem })),
      decided: {
        id: contact.id,
        form: contact.form,
        parts: contact.parts,
        shares: shares.map(({ partyId, kind, percent }) => ({ side: partyId, kind, percent: percent ?? 0 })),
        accidentReason: contact.accidentReason,
      },
    }
  })
  return {
    contacts: weighed.map(({ decided }) => decided),
    problems: weighed.flatMap(({ problems }) => problems),
    departs: weighed.some(({ departs }) => departs),
  }
}

function sameAs(
  proposed: NonNullable<Proposal['shares']>,
  { partyId, kind, percent }: { partyId: string; kind: string; percent: number | null },
): boolean {
  return proposed.some((each) => each.partyId === partyId && each.kind === kind && each.percent === percent)
}
