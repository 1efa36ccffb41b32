import { Prisma } from '../generated/prisma/client.ts'
import type { KernelTransaction } from './transaction.ts'

/**
 * Whole rows of several tables in one statement. Prisma's `include` sends a statement for each table and builds every row several times over; the rows
 * that all pages and all acts begin with are read by SQL instead, and are the same rows.
 */

/** Where rows are read: in a transaction, or outside (`ctx.db`). */
export type RowReader = Pick<KernelTransaction, '$queryRaw'>

/** The columns of a model's own table: `columns('accident', Prisma.AccidentScalarFieldEnum)`. */
export function columns(table: string, fields: Readonly<Record<string, string>>): Prisma.Sql {
  const named = Object.values(fields).map((name) => `"${table}"."${name}"`)
  return Prisma.raw(named.join(', '))
}

/** What a subquery finds, as one column: a JSON list of its rows in its order. */
export const listed = (rows: Prisma.Sql) =>
  Prisma.sql`(select coalesce(json_agg(row_to_json(each)), '[]') from (${rows}) each)`

type TimeField<Row> = { [Field in keyof Row]-?: Date extends Row[Field] ? Field : never }[keyof Row]

/** Names every field of a row that holds a time, and none else. */
export type Times<Row> = Readonly<Record<TimeField<Row>, true>>

/** A row as JSON tells it: its times are texts. */
export type JsonRow<Row> = {
  readonly [Field in keyof Row]: Date extends Row[Field] ? Exclude<Row[Field], Date> | string : Row[Field]
}

/** The row itself again. */
export function withTimes<Row extends object>(row: JsonRow<Row>, times: Times<Row>): Row {
  const read: Record<string, unknown> = { ...row }
  for (const field of Object.keys(times)) {
    const text = read[field]
    if (typeof text === 'string') read[field] = new Date(text)
  }
  return read as Row
}
