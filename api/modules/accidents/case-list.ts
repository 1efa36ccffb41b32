import { Prisma } from '../../generated/prisma/client.ts'
import { scopeSql } from '../../kernel/access/access.ts'
import type { Actor } from '../../kernel/access/roles.ts'
import type { Context } from '../../kernel/context.ts'
import { searched } from './case-search.ts'
import type { CasePlates, ListQuery } from './schema.ts'
import { toSummary, type SummarisedCase } from './views.ts'

type ListedCase = SummarisedCase & { readonly plates: CasePlates }

/**
 * The cases this reader may see, newest first; what he looks for narrows them, never widens. Every desk and phone asks for this list all day: it is one
 * statement, and reads nothing that the list does not show.
 */
export async function listAccidents(ctx: Pick<Context, 'query'>, actor: Actor, query: ListQuery) {
  const { limit } = query
  const rows = await ctx.query<ListedCase>(listStatement(actor, query))
  const shown = rows.slice(0, limit)
  return {
    items: shown.map(({ plates, ...accident }) => toSummary(accident, plates)),
    next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
  }
}

/** One row more than the page: whether there is another. */
function listStatement(actor: Actor, { after, limit, taken, ...search }: ListQuery): Prisma.Sql {
  const conditions = [
    scopeSql(actor, 'accident.read'),
    ...searched(search),
    ...(taken === 'mine' ? [Prisma.sql`"surveyorId" = ${actor.id}`] : []),
    ...(taken === 'nobody' ? [Prisma.sql`"surveyorId" is null`] : []),
    ...(after ? [Prisma.sql`id < ${after}`] : []),
  ]
  return Prisma.sql`
    select id, number, state, version, "occurredAt", "reportedAt", "placeText", "districtCode", route, "surveyorId", "dueAt",
      (select coalesce(json_agg(json_build_object('side', side, 'plateNumber', "plateNumber", 'plateKind', "plateKind") order by side), '[]')
        from vehicle where "accidentId" = accident.id) as plates
    from accident
    where ${Prisma.join(conditions, ' and ')}
    order by id desc
    limit ${limit + 1}`
}
