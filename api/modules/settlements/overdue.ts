import type { Claim } from '../../generated/prisma/client.ts'
import { systemActor } from '../../kernel/access/roles.ts'
import type { Context } from '../../kernel/context.ts'
import { isFailure } from '../../kernel/errors.ts'
import { moveClaim, type SettlementTx } from './move.ts'
import { answerDueMs } from './settle.ts'

/** So many at a time: the next turn takes the rest. */
const batchSize = 100

/**
 * Begins the hand-off anew for claims that have waited too long for an answer: the queue gives a job up after some attempts, nobody gives
 * a claim up. Each claim in a transaction of its own; one that was answered meanwhile is left alone.
 */
export async function resumeOverdueClaims(ctx: Context): Promise<void> {
  const now = ctx.clock.now()
  const overdue = await ctx.db.claim.findMany({
    where: { state: 'pending', dueAt: { lte: now } },
    orderBy: { dueAt: 'asc' },
    take: batchSize,
  })
  for (const claim of overdue) await resume(ctx, claim, new Date(now.getTime() + answerDueMs))
}

async function resume(ctx: Context, claim: Claim, dueAt: Date): Promise<void> {
  try {
    await ctx.transact((tx: SettlementTx) =>
      moveClaim(ctx, tx, claim, { actor: systemActor, event: 'claim.overdue', change: { dueAt } }),
    )
  } catch (error) {
    if (!isFailure(error, 'conflict')) throw error
  }
}
