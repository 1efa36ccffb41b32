import { scope } from '../../kernel/access/access.ts'
import type { StaffActor } from '../../kernel/access/roles.ts'
import type { Context } from '../../kernel/context.ts'
import type { InsurerChoice, SurveyorChoice, UnitChoice } from './schema.ts'

/** What is chosen by name instead of typed as a code: each list holds what its reader may choose, and is empty for everybody else. */

/** More than a city has; a list that is longer is looked through by name. */
const mostChoices = 500
const mostSurveyors = 50

/** The insurers that an account can belong to today, by code. */
export async function listInsurers(ctx: Context, actor: StaffActor): Promise<{ items: InsurerChoice[] }> {
  const items = await ctx.db.insurer.findMany({
    where: { AND: [scope(actor, 'insurer.read'), { OR: [{ validTo: null }, { validTo: { gte: ctx.clock.now() } }] }] },
    select: { id: true, name: true },
    orderBy: { id: 'asc' },
    take: mostChoices,
  })
  return { items }
}

/** Police units and the districts they answer for. */
export async function listUnits(ctx: Context, actor: StaffActor): Promise<{ items: UnitChoice[] }> {
  const items = await ctx.db.unit.findMany({
    where: scope(actor, 'unit.read'),
    select: { id: true, name: true, districtCode: true },
    orderBy: [{ districtCode: 'asc' }, { name: 'asc' }],
    take: mostChoices,
  })
  return { items }
}

/** Surveyors whom this officer may authorise, by name; the first of them, where nothing is looked for. */
export async function listSurveyors(
  ctx: Context,
  actor: StaffActor,
  { find }: { find?: string },
): Promise<{ items: SurveyorChoice[] }> {
  const part = { contains: find, mode: 'insensitive' } as const
  const rows = await ctx.db.staffUser.findMany({
    where: {
      AND: [
        scope(actor, 'staffUser.authorise'),
        { disabledAt: null, insurerId: { not: null } },
        find ? { OR: [{ displayName: part }, { badgeNumber: part }, { insurer: { name: part } }] } : {},
      ],
    },
    include: { insurer: true },
    orderBy: [{ displayName: 'asc' }, { id: 'asc' }],
    take: mostSurveyors,
  })
  return {
    items: rows.map(({ id, displayName, badgeNumber, insurer }) => ({
      id,
      displayName,
      badgeNumber,
      insurerName: insurer?.name ?? '',
    })),
  }
}
