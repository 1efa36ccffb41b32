import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient } from '../../generated/prisma/client.ts'
import { silent, type Log } from './log.ts'

export { listen } from './listen.ts'

const statementTimeoutMs = 15_000
const connectTimeoutMs = 5_000

/**
 * Prisma on a pool of its own. Times are UTC on every connection: the adapter reads a timestamptz as if it were.
 * @param options.poolSize connections at most. A statement may take 15 s, waiting for a connection 5 s.
 */
export function openDatabase(url: string, options: { poolSize: number; log?: Log }): PrismaClient {
  const { poolSize, log = silent } = options
  const adapter = new PrismaPg(
    {
      connectionString: url,
      max: poolSize,
      connectionTimeoutMillis: connectTimeoutMs,
      statement_timeout: statementTimeoutMs,
      options: '-c TimeZone=UTC',
      application_name: 'kuaichu',
    },
    { onPoolError: (error) => log.warn({ err: error }, 'database connection lost') },
  )
  // The longer forms quote the arguments of the call, and those are names and numbers of people: errors are logged.
  return new PrismaClient({ adapter, errorFormat: 'minimal' })
}
