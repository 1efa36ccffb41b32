import { DatabaseError, type Pool } from 'pg'
import { Failure } from '../../kernel/errors.ts'
import type { Query } from '../../kernel/query.ts'

/** Statements as they are, on a pool. */
export function queryOn(pool: Pool): Query {
  return async <Row extends object>({ text, values }: Parameters<Query>[0], options: Parameters<Query>[1] = {}) => {
    try {
      const { rows } = await pool.query<Row>({ text, values, name: options.prepared })
      return rows
    } catch (error) {
      throw isUnreachable(error) ? new Failure('unavailable', { part: 'database' }, error) : error
    }
  }
}

/** SQLSTATE classes: connection exception, insufficient resources, operator intervention (but 57014, a statement cancelled). */
const unreachableStates = /^(08|53|57P)/

/** Whatever does not come from the server itself is about the way to it. */
function isUnreachable(error: unknown): boolean {
  return error instanceof DatabaseError ? unreachableStates.test(error.code ?? '') : true
}
