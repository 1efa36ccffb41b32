import type { Context } from '../../kernel/context.ts'
import { announce } from '../../kernel/outbox.ts'
import { casesIn } from '../accidents/service.ts'
import { determinationIssued } from '../determinations/events.ts'
import { issuedBySurveyors } from '../determinations/service.ts'
import { closeCase } from './follow.ts'

/** A step that has not followed by now has lost its job. */
const lateMs = 5 * 60_000
/** So many at a time: the next turn takes the rest. */
const perTurn = 50

/** Announces again what surveyors issued and nobody put before the officers: the queue gives a job up after some attempts. */
export async function announceUnreviewed(ctx: Context): Promise<void> {
  const late = new Date(ctx.clock.now().getTime() - lateMs)
  const open = await casesIn(ctx.db, ['countersigning', 'signing', 'claiming', 'settled'])
  const issued = await issuedBySurveyors(ctx.db, open, late)
  const reviews = await ctx.db.review.findMany({
    where: { determinationId: { in: issued.map(({ id }) => id) } },
    select: { determinationId: true },
  })
  const reviewed = new Set(reviews.map(({ determinationId }) => determinationId))
  const missing = issued.filter(({ id }) => !reviewed.has(id)).slice(0, perTurn)
  await ctx.transact((tx) => announce(tx, missing.map(determinationIssued)))
}

/** Closes what is settled and reviewed, and was left open by a job that gave up. `closeCase` decides; the others stay as they are. */
export async function closeSettledCases(ctx: Context): Promise<void> {
  for (const id of await casesIn(ctx.db, ['settled'])) {
    // One case that cannot be closed just now must not hold up the others; the next turn tries it again.
    await closeCase(ctx, id).catch((error: unknown) => ctx.log.warn({ err: error, id }, 'could not close a case'))
  }
}
