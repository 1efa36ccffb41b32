import { requireAccess } from '../../kernel/access/access.ts'
import type { StaffActor } from '../../kernel/access/roles.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/errors.ts'
import { shanghaiDay } from '../../kernel/working-days.ts'
import { findAccident } from '../accidents/service.ts'
import { dueCases } from './due-cases.ts'
import { dueAt } from './rules/due.ts'
import { periodsInForce } from './rules/retention-periods.ts'
import type { RetentionView } from './schema.ts'
import { toView } from './views.ts'

const dayMs = 24 * 3_600_000

export async function getRetention(ctx: Context, actor: StaffActor, accidentId: string): Promise<RetentionView> {
  const accident = await findAccident(ctx.db, accidentId)
  if (!accident) fail('not-found')
  requireAccess(actor, 'retention.read', accident, 'accident.read')
  return toView(ctx, ctx.db, actor, accident)
}

/** What will go in the next days in this installation's city, and what should have gone and could not. */
export async function listDueErasures(
  ctx: Context,
  actor: StaffActor,
  { days, limit }: { days: number; limit: number },
) {
  requireAccess(actor, 'retention.foresee', {})
  const now = ctx.clock.now()
  const periods = periodsInForce(shanghaiDay(now), ctx.policy.cityCode)
  const at = new Date(now.getTime() + days * dayMs)
  const due = periods ? await dueCases(ctx, periods, { at, limit, held: 'told' }) : []
  const items = due.map(({ id, number, districtCode, state, closedAt, stage, held }) => {
    const kept = { state, closedAt, previewsErasedAt: null, photosErasedAt: null, personalErasedAt: null }
    const dueOn = dueAt(kept, stage, periods) ?? closedAt
    return { accidentId: id, number, districtCode, stage, dueAt: dueOn.toISOString(), held }
  })
  return {
    items: items.sort((a, b) => a.dueAt.localeCompare(b.dueAt)).slice(0, limit),
    yetToGo: {
      objects: await ctx.db.erasedObject.count(),
      locked: await ctx.db.erasedObject.count({ where: { retryAt: { gt: now } } }),
    },
    periods: periods ?? null,
  }
}
