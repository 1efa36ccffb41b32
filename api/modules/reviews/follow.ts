import { systemActor } from '../../kernel/access/roles.ts'
import type { Context } from '../../kernel/context.ts'
import type { Transaction } from '../../kernel/transaction.ts'
import { transition } from '../../kernel/transitions.ts'
import { findAccident, followUp, lockAccident, officerAskedSince, type AccidentTx } from '../accidents/service.ts'
import { findDetermination, getDeterminationInForce } from '../determinations/service.ts'
import { moveReview, type ReviewTx } from './move.ts'
import { workflow, type ReviewState } from './workflow.ts'

type Tx = ReviewTx & AccidentTx & Transaction<'determination'>

/**
 * Closes a settled case once nothing about its determination is left to review: the review is decided, or was never due because an
 * officer determined it himself. Does nothing while one is open, while none has been opened yet, and nothing the second time. Nor does it
 * where an officer was asked for since the determination came into force: he concludes the case, or determines anew.
 */
export async function closeCase(ctx: Context, accidentId: string): Promise<void> {
  await ctx.transact(async (tx: Tx) => {
    const accident = await lockAccident(tx, accidentId)
    if (accident?.state !== 'settled') return
    const determination = await getDeterminationInForce(tx, accidentId)
    if (!determination) return
    if (determination.decidedByKind === 'surveyor') {
      const review = await tx.review.findUnique({ where: { determinationId: determination.id } })
      if (!review || review.state === 'open') return
    }
    if (await officerAskedSince(tx, accidentId, determination.inForceAt ?? determination.issuedAt)) return
    await followUp(ctx, tx, accidentId, 'reviewed', {
      actor: systemActor,
      change: { closedAt: ctx.clock.now() },
    })
  })
}

/** Notes who countersigned, so that his own work leaves his list. */
export async function noteCountersignature(ctx: Context, determinationId: string): Promise<void> {
  await ctx.transact(async (tx: Tx) => {
    const determination = await findDetermination(tx, determinationId)
    const review = await tx.review.findUnique({ where: { determinationId } })
    if (!review || !determination?.countersignedById) return
    if (review.countersignedById === determination.countersignedById) return
    await moveReview(ctx, tx, review, {
      actor: systemActor,
      action: 'review.countersignature-noted',
      change: { countersignedById: determination.countersignedById },
    })
  })
}

/** A determination that was declined, withdrawn or replaced needs no review any more. */
export async function lapseReview(ctx: Context, determinationId: string): Promise<void> {
  await ctx.transact(async (tx: Tx) => {
    const review = await tx.review.findUnique({ where: { determinationId } })
    if (review?.state !== 'open') return
    const accident = await findAccident(tx, review.accidentId)
    const facts = { accidentState: accident?.state ?? '' }
    const { to } = transition(workflow, review.state as ReviewState, 'lapse', facts)
    await moveReview(ctx, tx, review, {
      actor: systemActor,
      action: 'review.lapsed',
      to,
      change: { closedAt: ctx.clock.now() },
    })
  })
}
