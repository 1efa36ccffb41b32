import type { Pool } from 'pg'
import { unavailableIfAway } from '../../kernel/database-away.ts'

/**
 * The same pool, whose queries from now on fail `unavailable` where the database is away: for those who do not ask through Prisma or `Query`.
 * Queries answer by promise only.
 */
export function unavailableWhenAway(pool: Pool): Pool {
  const query = pool.query.bind(pool) as (...asked: unknown[]) => Promise<unknown>
  const asking = async (...asked: unknown[]): Promise<unknown> => {
    try {
      return await query(...asked)
    } catch (error) {
      throw unavailableIfAway(error)
    }
  }
  return Object.assign(pool, { query: asking as Pool['query'] })
}
