import type { GrantedAuthorisation, StaffActor } from '../../kernel/access/roles.ts'
import type { ConflictPolicy, LiabilityKind, SurveyorMandate } from '../../kernel/rule-set.ts'
import { liabilityKinds } from '../../kernel/rule-set.ts'
import type { Decision } from './schema.ts'
import type { Proposal } from './rules/propose.ts'

/**
 * How far this surveyor may go in this district: the stricter of what the city decided and what the police granted him. Null where no
 * authorisation in force reaches it. Source: ARCHITECTURE.md section 7.
 */
export function mandateFor(
  { insurerId, authorisations }: Pick<StaffActor, 'insurerId' | 'authorisations'>,
  districtCode: string,
  cityMandate: SurveyorMandate,
): { mandate: SurveyorMandate; authorisation: GrantedAuthorisation } | null {
  const reaching = authorisations.filter((each) => each.districtCode === districtCode && each.insurerId === insurerId)
  const authorisation = reaching.find(({ mandate }) => mandate === 'countersign') ?? reaching[0]
  if (!authorisation) return null
  return { mandate: cityMandate === 'countersign' ? 'countersign' : authorisation.mandate, authorisation }
}

/** The surveyor's employer insures these sides (利益关系). */
export interface Conflict {
  readonly insurerId: string
  readonly sides: string[]
}

export function conflictOf(
  insurerId: string | null,
  vehicles: readonly { side: string; insurerId: string | null }[],
): Conflict | null {
  if (insurerId === null) return null
  const sides = vehicles.filter((vehicle) => vehicle.insurerId === insurerId).map(({ side }) => side)
  return sides.length > 0 ? { insurerId, sides } : null
}

/**
 * What a conflict of interest does to a decision under the city's policy: `disclose` shows it and goes on; `officer` hands the case to
 * one, because the decision leaves a client of the surveyor's own company better off than the proposal; `reassign` stops this surveyor.
 */
export function verdictOn(
  conflict: Conflict | null,
  policy: ConflictPolicy,
  proposals: readonly Pick<Proposal, 'contactId' | 'shares'>[],
  contacts: Decision['contacts'],
): 'disclose' | 'officer' | 'reassign' {
  if (conflict === null || policy === 'disclose') return 'disclose'
  if (policy === 'reassign-neutral') return 'reassign'
  return favours(conflict.sides, proposals, contacts) ? 'officer' : 'disclose'
}

function favours(
  clients: readonly string[],
  proposals: readonly Pick<Proposal, 'contactId' | 'shares'>[],
  contacts: Decision['contacts'],
): boolean {
  return contacts.some(({ id, shares }) => {
    const proposed = proposals.find(({ contactId }) => contactId === id)?.shares ?? []
    return shares
      .filter(({ side }) => clients.includes(side))
      .some(({ side, kind, percent }) => {
        const before = proposed.find(({ partyId }) => partyId === side)
        return before !== undefined && (isMilder(kind, before.kind) || percent < (before.percent ?? 0))
      })
  })
}

/** The kinds stand from heavy to light. */
const isMilder = (kind: LiabilityKind, than: LiabilityKind) =>
  liabilityKinds.indexOf(kind) > liabilityKinds.indexOf(than)
