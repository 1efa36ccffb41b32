import { systemActor } from '../../kernel/access/roles.ts'
import { recordAudit } from '../../kernel/audit/record.ts'
import type { Context } from '../../kernel/context.ts'
import type { ReviewTx } from './move.ts'

/** The time of storage of a case's file is over: what reviewers typed goes, their verdicts stay. */
export async function eraseReviews(ctx: Context, tx: ReviewTx, accidentId: string): Promise<void> {
  const reviews = await tx.review.findMany({ where: { accidentId }, orderBy: { id: 'asc' }, select: { id: true } })
  if (reviews.length === 0) return
  const data = { reason: null, version: { increment: 1 } }
  const rows = []
  for (const { id } of reviews) rows.push({ model: 'review', row: await tx.review.update({ where: { id }, data }) })
  await recordAudit(tx, ctx.clock.now(), {
    stream: `accident:${accidentId}`,
    action: 'review.erased',
    actor: systemActor,
    details: { reviews: rows.length },
    rows,
  })
}
