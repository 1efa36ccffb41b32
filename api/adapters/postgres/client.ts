import { PrismaPg } from '@prisma/adapter-pg'
import type pg from 'pg'
import { PrismaClient } from '../../generated/prisma/client.ts'
import type { Query } from '../../kernel/query.ts'
import type { Log } from './log.ts'
import { openPool } from './pool.ts'
import { queryOn } from './query.ts'
import { statementNames } from './statement-names.ts'

export { listen } from './listen.ts'

const statementTimeoutMs = 15_000
const connectTimeoutMs = 5_000

interface PoolOptions {
  /** Connections at most. A statement may take 15 s, waiting for a connection 5 s. */
  readonly poolSize: number
  readonly log?: Log
}

/** Times are UTC on every connection: Prisma's adapter reads a timestamptz as if it were. */
const poolConfig = (url: string, { poolSize }: PoolOptions): pg.PoolConfig => ({
  connectionString: url,
  max: poolSize,
  connectionTimeoutMillis: connectTimeoutMs,
  statement_timeout: statementTimeoutMs,
  options: '-c TimeZone=UTC',
  application_name: 'kuaichu',
})

/** Prisma on a pool of its own. */
export function openDatabase(url: string, options: PoolOptions): PrismaClient {
  return prismaOn(openPool(poolConfig(url, options), options.log), { disposeExternalPool: true })
}

/** Prisma and plain statements on one pool. */
export function openSharedDatabase(
  url: string,
  options: PoolOptions,
): { db: PrismaClient; query: Query; close(): Promise<void> } {
  const pool = openPool(poolConfig(url, options), options.log)
  const db = prismaOn(pool)
  return {
    db,
    query: queryOn(pool),
    close: async () => {
      await db.$disconnect()
      await pool.end()
    },
  }
}

function prismaOn(pool: pg.Pool, options: { disposeExternalPool?: boolean } = {}): PrismaClient {
  const adapter = new PrismaPg(pool, { ...options, statementNameGenerator: statementNames() })
  // The longer forms quote the arguments of the call, and those are names and numbers of people: errors are logged.
  return new PrismaClient({ adapter, errorFormat: 'minimal' })
}
