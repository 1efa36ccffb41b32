/** What a driver wants to know of the case's history; each is an action of the audit chain with its dots and hyphens. */
export const milestones = [
  'accident.reported',
  'accident.party-joined',
  'accident.road-cleared',
  'accident.submitted',
  'accident.taken',
  'accident.handed-back',
  'accident.returned',
  'accident.officer-requested',
  'accident.officer-assigned',
  'accident.applied-online',
  'accident.jointly-applied',
  'accident.application-withdrawn',
  'accident.taken-over',
  'accident.withdrawn',
  'accident.concluded',
  'determination.issued',
  'determination.certified',
  'determination.document-sealed',
  'determination.signed',
  'determination.all-signed',
  'determination.countersigned',
  'determination.served',
  'determination.declined',
  'determination.withdrawn',
  'settlement.made',
  'claim.accepted',
  'claim.rejected',
  'review.confirmed',
  'review.taken-over',
] as const

export interface Happened {
  readonly at: string
  /** Its key among the words: a dot would be a level. */
  readonly milestone: string
}

/** The events that are milestones, the newest first. */
export const milestonesOf = (events: readonly { readonly at: string; readonly action: string }[]): Happened[] =>
  events
    .filter(({ action }) => milestones.some((known) => known === action))
    .map(({ at, action }) => ({ at, milestone: action.replace('.', '-') }))
    .reverse()
