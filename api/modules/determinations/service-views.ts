import type { Actor } from '../../kernel/access/roles.ts'
import { mayUnmask, type CaseFile } from '../accidents/service.ts'
import { reviewUntil } from './deadlines.ts'
import { mustBeServed, type WholeDetermination } from './move.ts'
import type { DeterminationView, ServiceKind } from './schema.ts'

/** On whom the document was served and how, each with the time that is left to ask for review. */
export function servicesOf(
  actor: Actor,
  { accident, parties, rules }: CaseFile,
  { services }: WholeDetermination,
): DeterminationView['services'] {
  const own = parties.find(({ driverId }) => driverId !== null && driverId === actor.id)?.side
  return services.map(({ side, kind, servedAt, note }) => {
    const until = reviewUntil(servedAt, rules.policy)
    return {
      side,
      kind: kind as ServiceKind,
      you: side === own,
      servedAt: servedAt.toISOString(),
      note: side === own || mayUnmask(actor, accident) ? note : null,
      reviewUntil: until.dueAt.toISOString(),
      reviewProvisional: until.provisional,
    }
  })
}

/** Who has yet to get the officer's document that is in force. */
export function unservedSides({ parties }: CaseFile, determination: WholeDetermination): string[] {
  if (determination.state !== 'in-force' || !mustBeServed(determination)) return []
  const served = determination.services.map(({ side }) => side)
  return parties.map(({ side }) => side).filter((side) => !served.includes(side))
}
