import type { Context } from '../../kernel/context.ts'
import type { Job, Sweep } from '../../kernel/jobs.ts'
import { shanghaiDay } from '../../kernel/working-days.ts'
import { dueCases } from './due-cases.ts'
import { eraseCase } from './erase-case.ts'
import { retentionPeriods, periodsInForce } from './rules/retention-periods.ts'

/** Nobody waits for it. Object storage may be away for hours: ten attempts outlast that, and the sweep asks anew after them. */
const erase: Job = {
  name: 'erase-case',
  lane: 'maintenance',
  on: [],
  priority: 100,
  maxAttempts: 10,
  keyField: 'id',
  run: (ctx, { id = '' }) => eraseCase(ctx, id),
}

export const retentionJobs: readonly Job[] = [erase]

/** Of each part and end, at most so many cases in a turn: 12,000 a day at the least, several times what a province closes. */
const batch = 500
const hourMs = 3_600_000

/** Has the cases erased of which something is due, and those of which bytes are still there although their erasure is on record. */
async function askForErasures(ctx: Context): Promise<void> {
  if (!ctx.policy.erasesWhenDue) return
  const now = ctx.clock.now()
  const ids = new Set<string>()
  for (const cityCode of new Set(retentionPeriods.map((row) => row.cityCode))) {
    const periods = periodsInForce(shanghaiDay(now), cityCode)
    const due = periods ? await dueCases(ctx, periods, { at: now, limit: batch, held: 'left-out' }) : []
    due.forEach(({ id }) => ids.add(id))
  }
  const yetToGo = await ctx.db.erasedObject.findMany({
    where: { retryAt: { lte: now } },
    orderBy: { retryAt: 'asc' },
    take: batch,
    select: { accidentId: true },
  })
  yetToGo.forEach(({ accidentId }) => ids.add(accidentId))
  const { name, priority } = erase
  for (const id of ids) await ctx.queue.add(name, { id }, { key: `${name}:${id}`, priority })
}

export const retentionSweeps: readonly Sweep[] = [{ name: 'erase-due', everyMs: hourMs, run: askForErasures }]
