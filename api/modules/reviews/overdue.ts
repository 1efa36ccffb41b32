import type { Review } from '../../generated/prisma/client.ts'
import { systemActor } from '../../kernel/access/roles.ts'
import type { Context } from '../../kernel/context.ts'
import { isFailure } from '../../kernel/errors.ts'
import type { OwnFlag } from './flags.ts'
import { moveReview, type ReviewTx } from './move.ts'

const overdue: OwnFlag = 'overdue'

/** So many at a time: the next turn takes the rest. */
const batchSize = 100

/** Flags open reviews whose time has passed, so that they come first. Each in a transaction of its own; one decided meanwhile is left alone. */
export async function flagOverdueReviews(ctx: Context): Promise<void> {
  const late = await ctx.db.review.findMany({
    where: { state: 'open', dueAt: { lte: ctx.clock.now() }, NOT: { flags: { has: overdue } } },
    orderBy: { dueAt: 'asc' },
    take: batchSize,
  })
  for (const review of late) await flag(ctx, review)
}

async function flag(ctx: Context, review: Review): Promise<void> {
  try {
    await ctx.transact((tx: ReviewTx) =>
      moveReview(ctx, tx, review, {
        actor: systemActor,
        action: 'review.overdue',
        change: { flags: [...review.flags, overdue] },
      }),
    )
  } catch (error) {
    if (!isFailure(error, 'conflict')) throw error
  }
}
