import type { Claim, Settlement } from '../../generated/prisma/client.ts'
import type { DomainEvent } from '../../kernel/outbox.ts'

/** Nobody changes an estimate: a new determination gets a new one. */
const onlyVersion = 1

/** The estimate is there, and with it the claims that follow from it. */
export const settlementMade = ({ id, accidentId }: Settlement): DomainEvent => ({
  topic: 'settlement.made',
  payload: { id, accidentId, version: onlyVersion },
})

/** Every insurer that was told has answered. */
export const claimsAnswered = ({ id, accidentId }: Settlement): DomainEvent => ({
  topic: 'settlement.claims-answered',
  payload: { id, accidentId, version: onlyVersion },
})

/** What became of a claim; also the name of the act in the audit chain. */
export type ClaimEvent =
  | 'claim.created'
  | 'claim.accepted'
  | 'claim.rejected'
  /** The insurer could not be reached; it will be asked again. */
  | 'claim.unanswered'
  /** Unanswered for so long that the hand-off begins anew. */
  | 'claim.overdue'
  | 'claim.retried'
  | 'claim.withdrawn'
  /** Accepted, and its determination replaced since: the insurer must be told by a person. */
  | 'claim.superseded'

/** To whoever looks at the case, and to the lists of the district's officers and of the insurer. */
export const claimEvents = (
  topic: ClaimEvent,
  { id, accidentId, districtCode, insurerId, version }: Claim,
): DomainEvent[] => [
  { topic, payload: { id, accidentId, version } },
  ...[districtCode, insurerId].map((whose) => ({
    topic: 'claims.changed',
    payload: { room: `claims:${whose}`, id, version },
  })),
]
