import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes, type RateLimiterAbstract } from 'rate-limiter-flexible'
import type { Pool } from 'pg'
import { fail } from '../kernel/errors.ts'
import type { Limit } from '../kernel/route.ts'

/** What is counted. Whoever tries credentials is counted twice: by the account he tries, and, more widely, by his address. */
export type Counter = Limit | 'credentials-by-address'

/**
 * Points per minute of one caller. A driver's phone sends a burst of photos; credentials are guessed one by one. Behind one address of a
 * mobile carrier (NAT) stand hundreds of phones, so an address may try more often than an account may be tried.
 */
const perMinute: Readonly<Record<Counter, number>> = {
  read: 600,
  write: 240,
  credentials: 20,
  'credentials-by-address': 300,
  public: 60,
}

/**
 * Rate limits that hold across processes where it matters: credentials are counted in PostgreSQL, the rest in memory (a bound per process
 * is enough to keep one caller from starving others, and costs no query).
 */
export function rateLimits(pool: Pool, scale = 1): (limit: Counter, caller: string) => Promise<void> {
  const memory = (limit: Counter) =>
    new RateLimiterMemory({ points: perMinute[limit] * scale, duration: 60, keyPrefix: limit })
  const shared = (limit: Counter) =>
    new RateLimiterPostgres({
      storeClient: pool,
      storeType: 'pool',
      tableName: 'rate_limit',
      tableCreated: true,
      clearExpiredByTimeout: false,
      points: perMinute[limit] * scale,
      duration: 60,
      keyPrefix: limit,
    })
  const limiters: Record<Counter, RateLimiterAbstract> = {
    read: memory('read'),
    write: memory('write'),
    public: memory('public'),
    credentials: shared('credentials'),
    'credentials-by-address': shared('credentials-by-address'),
  }
  return async (limit, caller) => {
    try {
      await limiters[limit].consume(caller)
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error
      fail('slow-down', { retryAfterS: Math.ceil(error.msBeforeNext / 1000) })
    }
  }
}
