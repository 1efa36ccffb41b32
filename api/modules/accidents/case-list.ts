import { Prisma } from '../../generated/prisma/client.ts'
import { scopeSql } from '../../kernel/access/access.ts'
import type { Actor } from '../../kernel/access/roles.ts'
import type { Context } from '../../kernel/context.ts'
import { foundIds, isFound, narrowed } from './case-search.ts'
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
function listStatement(actor: Actor, query: ListQuery): Prisma.Sql {
  const { find, limit } = query
  const readable = conditions(actor, query)
  const ids = find === undefined ? newest(readable, limit + 1) : looked(find, readable, limit + 1)
  return Prisma.sql`
    select id, number, state, version, "occurredAt", "reportedAt", "placeText", "districtCode", route, "surveyorId", "dueAt",
      (select coalesce(json_agg(json_build_object('side', side, 'plateNumber', "plateNumber", 'plateKind', "plateKind") order by side), '[]')
        from vehicle where "accidentId" = accident.id) as plates
    from accident where id = any(array(${ids}))
    order by id desc`
}

/** Alternatives: a case that meets one of them is listed. */
function conditions(actor: Actor, { after, taken, state, ...search }: ListQuery): readonly Prisma.Sql[] {
  const known = {
    ...(state ? { state } : {}),
    ...(taken === 'mine' ? { surveyorId: actor.id } : taken === 'nobody' ? { surveyorId: null } : {}),
  }
  const asked = [
    ...narrowed({ state, ...search }),
    ...(taken === 'mine' ? [Prisma.sql`"surveyorId" = ${actor.id}`] : []),
    ...(taken === 'nobody' ? [Prisma.sql`"surveyorId" is null`] : []),
    ...(after ? [Prisma.sql`id < ${after}`] : []),
  ]
  return scopeSql(actor, 'accident.read', known).map((scope) => Prisma.join([scope, ...asked], ' and '))
}

/** The ids of the newest cases, the newest first. Each alternative has an index that ends with the id. */
function newest(readable: readonly Prisma.Sql[], count: number): Prisma.Sql {
  const each = readable.map((one) => Prisma.sql`select id from accident where ${one} order by id desc limit ${count}`)
  const [only, ...others] = each
  if (only && others.length === 0) return only
  const all = Prisma.join(
    each.map((one) => Prisma.sql`(${one})`),
    ' union ',
  )
  return Prisma.sql`select id from (${all}) accident order by id desc limit ${count}`
}

/** So many of the newest cases are looked through before the indexes of plates and numbers are asked. */
const lookedThrough = 4_000

/**
 * What many cases bear is soon found among the newest of them; what few bear the indexes find. Either alone would take seconds for the other among a
 * million cases, and no planner knows which it is. OFFSET 0 keeps the second from reading all cases to join them.
 */
const looked = (find: string, readable: readonly Prisma.Sql[], count: number) => Prisma.sql`
  with newest as materialized (
    ${newest(readable, lookedThrough)}
  ), walked as materialized (
    select id from newest join accident using (id) where ${isFound(find)} order by id desc limit ${count}
  ), found as materialized (
    select asked.id from (${foundIds(find)} order by id desc) asked
    cross join lateral (select from accident where id = asked.id and (${Prisma.join(readable, ' or ')}) offset 0) readable
    where (select count(*) from walked) < ${count} and (select count(*) from newest) = ${lookedThrough}
    order by asked.id desc limit ${count}
  )
  select id from walked union select id from found order by id desc limit ${count}`
