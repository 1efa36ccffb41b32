import { Prisma } from '../../generated/prisma/client.ts'
import { isAnd, isOr, type AllOf, type Condition, type Match } from './condition.ts'

/** The same condition as SQL over the columns of one table: the third reading, for statements that are not built by Prisma. */
export function toSql(condition: Condition): Prisma.Sql {
  if (typeof condition === 'boolean') return condition ? Prisma.sql`true` : Prisma.sql`false`
  if (isOr(condition)) return joined(condition.OR, ' or ')
  if (isAnd(condition)) return joined(condition.AND, ' and ')
  const parts = Object.entries(condition as AllOf).map(([field, match]) => compared(column(field), match))
  return parts.length === 0 ? Prisma.sql`true` : Prisma.sql`(${Prisma.join(parts, ' and ')})`
}

/** None of no alternatives holds, all of no conditions do. */
function joined(conditions: readonly Condition[], by: ' or ' | ' and '): Prisma.Sql {
  if (conditions.length === 0) return by === ' or ' ? Prisma.sql`false` : Prisma.sql`true`
  return Prisma.sql`(${Prisma.join(conditions.map(toSql), by)})`
}

function compared(field: Prisma.Sql, match: Match): Prisma.Sql {
  if (match === null) return Prisma.sql`${field} is null`
  if (typeof match !== 'object') return Prisma.sql`${field} = ${match}`
  if ('in' in match) return anyOf(field, match.in)
  if ('not' in match)
    return match.not === null ? Prisma.sql`${field} is not null` : Prisma.sql`${field} <> ${match.not}`
  if ('has' in match) return Prisma.sql`${field} @> ${[match.has]}`
  return Prisma.sql`${field} && ${[...match.hasSome]}`
}

/** One value is compared as itself: only then does an index that begins with this column also serve the order of the next. */
function anyOf(field: Prisma.Sql, values: Extract<Match, { in: unknown }>['in']): Prisma.Sql {
  const [only] = values
  if (values.length === 1 && only !== undefined && only !== null) return Prisma.sql`${field} = ${only}`
  return Prisma.sql`${field} = any(${values.filter((value) => value !== null)})`
}

/** Names come from the table of rules, never from a request. */
function column(field: string): Prisma.Sql {
  if (!/^\w+$/.test(field)) throw new Error(`not the name of a column: ${field}`)
  return Prisma.raw(`"${field}"`)
}
