import { decide } from '../../kernel/access/access.ts'
import type { Actor, Role } from '../../kernel/access/roles.ts'
import type { Claim, Party } from '../../generated/prisma/client.ts'
import { sidesInsuredBy } from './claims-due.ts'
import type { SettledSide } from './settled-sides.ts'

const seeAll: readonly Role[] = ['officer', 'senior-officer', 'auditor', 'system']
const seeOwnInsurer: readonly Role[] = ['surveyor', 'insurer-clerk', 'insurer-administrator']

/**
 * The sides whose money this reader may see: a party its own, an insurer's people those of the vehicles it insures, the police and the
 * auditor all. Null for whoever handles the road and not the money (auxiliary, dispatcher). Source: DOMAIN.md 1.7.
 */
export function sidesShownTo(
  actor: Actor,
  sides: readonly SettledSide[],
  parties: readonly Pick<Party, 'side' | 'driverId'>[],
): ReadonlySet<string> | null {
  if (seeAll.includes(actor.role)) return new Set(sides.map(({ side }) => side))
  if (actor.kind === 'driver') {
    return new Set(parties.filter(({ driverId }) => driverId === actor.id).map(({ side }) => side))
  }
  if (actor.kind === 'staff' && seeOwnInsurer.includes(actor.role)) return sidesInsuredBy(sides, actor.insurerId)
  return null
}

/** May this actor send the claim again: its insurer's clerk, or an officer of the district. */
export const mayRetry = (actor: Actor, claim: Claim): boolean => decide(actor, 'claim.retry', claim).allowed
