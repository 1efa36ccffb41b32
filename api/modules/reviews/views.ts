import type { Accident, Review } from '../../generated/prisma/client.ts'
import { decide } from '../../kernel/access/access.ts'
import type { StaffActor } from '../../kernel/access/roles.ts'
import { availableActions } from '../../kernel/transitions.ts'
import type { ReviewView } from './schema.ts'
import {
  humanReviewActions,
  workflow,
  type HumanReviewAction,
  type ReviewAction,
  type ReviewState,
} from './workflow.ts'

/** What the list tells of the case. */
type ReviewedAccident = Pick<Accident, 'number' | 'state' | 'placeText' | 'occurredAt'>
type ReviewedPlates = ReviewView['plates']

const isHuman = (action: ReviewAction): action is HumanReviewAction =>
  (humanReviewActions as readonly string[]).includes(action)

/** What this officer may do to the review now, and why not. */
function actionsFor(actor: StaffActor, review: Review, accidentState: string) {
  const may = (action: ReviewAction) => isHuman(action) && decide(actor, 'review.decide', { ...review }).allowed
  return availableActions(workflow, review.state as ReviewState, { accidentState }, may).filter(
    (entry): entry is typeof entry & { action: HumanReviewAction } => isHuman(entry.action),
  )
}

export function toView(
  actor: StaffActor,
  review: Review,
  accident: ReviewedAccident,
  plates: ReviewedPlates,
): ReviewView {
  return {
    id: review.id,
    accidentId: review.accidentId,
    accidentNumber: accident.number,
    accidentState: accident.state,
    placeText: accident.placeText,
    plates,
    occurredAt: accident.occurredAt.toISOString(),
    determinationId: review.determinationId,
    districtCode: review.districtCode,
    state: review.state as ReviewState,
    version: review.version,
    flags: review.flags,
    sampled: review.sampled,
    reviewerId: review.reviewerId,
    outcome: review.outcome as ReviewView['outcome'],
    reason: review.reason,
    createdAt: review.createdAt.toISOString(),
    dueAt: review.dueAt.toISOString(),
    closedAt: review.closedAt?.toISOString() ?? null,
    actions: actionsFor(actor, review, accident.state),
  }
}
