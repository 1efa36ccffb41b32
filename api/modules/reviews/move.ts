import type { Prisma, Review } from '../../generated/prisma/client.ts'
import type { Actor } from '../../kernel/access/roles.ts'
import { recordAudit } from '../../kernel/audit/record.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/errors.ts'
import { announce } from '../../kernel/outbox.ts'
import type { Transaction } from '../../kernel/transaction.ts'
import { reviewChanged } from './events.ts'
import type { ReviewState } from './workflow.ts'

export type ReviewTx = Transaction<'review'>

/** What a change of a review consists of; none of it can be forgotten. */
interface ReviewMove {
  readonly actor: Actor
  /** `review.confirmed` ... */
  readonly action: string
  readonly to?: ReviewState
  readonly change?: Prisma.ReviewUncheckedUpdateManyInput
  readonly details?: Readonly<Record<string, unknown>>
  /** What the act does to the case. Runs between row and chain, since the case locks in that order too: no two acts wait for each other. */
  readonly beside?: () => Promise<unknown>
}

/**
 * Moves a review from the state and version that were read to the next: conditional update, audit event and announcement together.
 * Fails `conflict` with what the review is now when somebody moved it first.
 */
export async function moveReview(ctx: Context, tx: ReviewTx, before: Review, move: ReviewMove): Promise<Review> {
  const [after] = await tx.review.updateManyAndReturn({
    where: { id: before.id, state: before.state, version: before.version },
    data: { ...move.change, ...(move.to ? { state: move.to } : {}), version: { increment: 1 } },
  })
  if (!after) {
    const { state, version } = await tx.review.findUniqueOrThrow({ where: { id: before.id } })
    return fail('conflict', { state, version })
  }

  await move.beside?.()
  await recordAudit(tx, ctx.clock.now(), {
    stream: `accident:${after.accidentId}`,
    action: move.action,
    actor: move.actor,
    details: { from: before.state, to: after.state, ...move.details },
    rows: [{ model: 'review', row: after }],
  })
  await announce(tx, [reviewChanged(after)])
  return after
}
