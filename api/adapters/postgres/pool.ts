import pg, { type Pool } from 'pg'
import { unavailableIfAway } from '../../kernel/database-away.ts'
import { silent, type Log } from './log.ts'

/**
 * A pool whose connections may break at any moment: the next query says so. A pool itself listens to its idle connections only, and an error that nobody
 * hears ends the process: one of a connection that somebody holds between two queries, above all.
 */
export function openPool(config: pg.PoolConfig, log: Pick<Log, 'warn'> = silent): Pool {
  const lost = (error: Error) => log.warn({ err: error }, 'database connection lost')
  return new pg.Pool(config).on('connect', (client) => client.on('error', lost)).on('error', () => undefined)
}

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
