import type { Pool } from 'pg'
import { unavailableIfAway } from '../../kernel/database-away.ts'
import type { Query } from '../../kernel/query.ts'

/** Statements as they are, on a pool. */
export function queryOn(pool: Pool): Query {
  return async <Row extends object>({ text, values }: Parameters<Query>[0], options: Parameters<Query>[1] = {}) => {
    try {
      const { rows } = await pool.query<Row>({ text, values, name: options.prepared })
      return rows
    } catch (error) {
      throw unavailableIfAway(error)
    }
  }
}
