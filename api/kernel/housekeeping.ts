import type { Context } from './context.ts'
import type { Sweep } from './jobs.ts'

const dayMs = 24 * 3_600_000
/** A phone that was off for a week may still repeat its request and get the first answer. */
const answersKeptMs = 7 * dayMs
/** Events already handed on are kept for whoever looks into a fault. */
const eventsKeptMs = 7 * dayMs

/** Forgets what nobody will ask for again. What counts as evidence or record is not touched here. */
export const housekeeping: Sweep = {
  name: 'housekeeping',
  everyMs: 3_600_000,
  run: async (ctx: Context) => {
    const now = ctx.clock.now().getTime()
    await ctx.db.idempotencyKey.deleteMany({ where: { createdAt: { lt: new Date(now - answersKeptMs) } } })
    await ctx.db.outboxEvent.deleteMany({ where: { handedOnAt: { lt: new Date(now - eventsKeptMs) } } })
  },
}
