import { systemActor } from '../../kernel/access/roles.ts'
import type { Context } from '../../kernel/context.ts'
import type { OwnFlag } from './flags.ts'
import { moveReview, type ReviewTx } from './move.ts'

const flag: OwnFlag = 'claim-of-superseded-determination'

/** Tells the officer who reviews a case that an insurer accepted a claim on a determination that was replaced. Flags each open review once. */
export async function flagSupersededClaim(ctx: Context, accidentId: string): Promise<void> {
  await ctx.transact(async (tx: ReviewTx) => {
    const open = await tx.review.findMany({ where: { accidentId, state: 'open', NOT: { flags: { has: flag } } } })
    for (const review of open) {
      await moveReview(ctx, tx, review, {
        actor: systemActor,
        action: 'review.claim-superseded',
        change: { flags: [...review.flags, flag] },
      })
    }
  })
}
