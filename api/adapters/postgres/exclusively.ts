import type pg from 'pg'
import { unavailableIfAway } from '../../kernel/database-away.ts'

/**
 * Runs work alone among all processes on this database: an advisory lock for the length of a transaction, which goes with the connection of a
 * process that dies. Fails `unavailable` where the database cannot be reached or too many wait.
 */
export function exclusivelyOn(pool: pg.Pool) {
  return async function exclusively<T>(name: string, work: () => Promise<T>): Promise<T> {
    const client = await pool.connect().catch(unreachable)
    try {
      await client.query('begin').catch(unreachable)
      await client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [name]).catch(unreachable)
      return await work()
    } finally {
      // Nothing was written that would have to be kept. A connection that cannot even say so is closed, and its lock goes with it.
      await client.query('rollback').then(
        () => client.release(),
        () => client.release(true),
      )
    }
  }
}

function unreachable(error: unknown): never {
  throw unavailableIfAway(error)
}
