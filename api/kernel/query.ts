import type { Prisma } from '../generated/prisma/client.ts'

/**
 * The rows of one SQL statement, outside a transaction: for the few reads that every desk and phone sends all day. What Prisma builds for them costs
 * several times the statement itself (infra/bench/api). Times come as `Date`, JSON as it was parsed.
 * `prepared` names a statement that is planned once per connection: for one whose best plan does not depend on its values.
 * Fails `unavailable` where the database cannot be reached.
 */
export type Query = <Row extends object>(statement: Prisma.Sql, options?: { prepared?: string }) => Promise<Row[]>
