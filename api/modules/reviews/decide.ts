import type { Review } from '../../generated/prisma/client.ts'
import { requireAccess } from '../../kernel/access/access.ts'
import type { StaffActor } from '../../kernel/access/roles.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/errors.ts'
import type { Transaction } from '../../kernel/transaction.ts'
import { transition } from '../../kernel/transitions.ts'
import {
  getCaseFile,
  moveAccident,
  platesOf,
  takeOpenOrders,
  type AccidentTx,
  type CaseFile,
} from '../accidents/service.ts'
import { findDetermination } from '../determinations/service.ts'
import { moveReview, type ReviewTx } from './move.ts'
import type { ReviewView } from './schema.ts'
import { toView } from './views.ts'
import { workflow, type HumanReviewAction, type ReviewState } from './workflow.ts'

type Tx = ReviewTx & AccidentTx & Transaction<'determination'>

/** The officer has looked and lets the determination stand. Fails `conflict` when somebody decided the review first. */
export async function confirmReview(
  ctx: Context,
  actor: StaffActor,
  id: string,
  input: { version: number; reason?: string },
): Promise<ReviewView> {
  return ctx.transact(async (tx: Tx) => {
    const { review, file } = await openReviewed(ctx, tx, actor, id, input.version)
    const after = await moveReview(ctx, tx, review, {
      actor,
      action: 'review.confirmed',
      to: next(review, 'confirm', file),
      change: { reviewerId: actor.id, outcome: 'confirmed', reason: input.reason, closedAt: ctx.clock.now() },
      details: { determinationId: review.determinationId },
    })
    return toView(actor, after, file.accident, platesOf(file.vehicles))
  })
}

/**
 * The officer does not let it stand: he opens the simple procedure and has the case from now on (ARCHITECTURE.md section 7). A case that
 * an officer has already stays with him. Fails `conflict` when somebody moved the review, or the case, first.
 */
export async function takeOverReview(
  ctx: Context,
  actor: StaffActor,
  id: string,
  input: { version: number; reason: string },
): Promise<ReviewView> {
  return ctx.transact(async (tx: Tx) => {
    const { review, file } = await openReviewed(ctx, tx, actor, id, input.version)
    requireAccess(actor, 'accident.take-over', file.accident)
    let { accident } = file
    const after = await moveReview(ctx, tx, review, {
      actor,
      action: 'review.taken-over',
      to: next(review, 'take-over', file),
      change: { reviewerId: actor.id, outcome: 'taken-over', reason: input.reason, closedAt: ctx.clock.now() },
      details: { determinationId: review.determinationId },
      beside: async () => {
        if (accident.state === 'with-officer') return
        accident = await moveAccident(ctx, tx, accident, {
          actor,
          action: 'accident.taken-over',
          to: 'with-officer',
          change: { officerId: actor.id },
          ...(await takeOpenOrders(ctx, tx, accident.id, actor.id)),
          details: { reviewId: id },
        })
      },
    })
    return toView(actor, after, accident, platesOf(file.vehicles))
  })
}

/** Opens both use cases: the review, judged by who decided and countersigned as the determination says now, and its case. */
async function openReviewed(
  ctx: Context,
  tx: Tx,
  actor: StaffActor,
  id: string,
  version: number,
): Promise<{ review: Review; file: CaseFile }> {
  const review = await tx.review.findUnique({ where: { id } })
  if (!review) fail('not-found')
  const determination = await findDetermination(tx, review.determinationId)
  const countersignedById = determination?.countersignedById ?? review.countersignedById
  requireAccess(actor, 'review.decide', { ...review, countersignedById }, 'review.read')
  if (review.version !== version) fail('conflict', { state: review.state, version: review.version })
  return { review, file: await getCaseFile(ctx, tx, review.accidentId, actor) }
}

const next = ({ state }: Review, action: HumanReviewAction, { accident }: CaseFile) =>
  transition(workflow, state as ReviewState, action, { accidentState: accident.state }).to
