import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes, type RateLimiterAbstract } from 'rate-limiter-flexible'
import type { Pool } from 'pg'
import { fail } from '../kernel/errors.ts'
import type { Limit } from '../kernel/route.ts'

/** Points per minute of one caller. A driver's phone sends a burst of photos; credentials are guessed one by one. */
const perMinute: Readonly<Record<Limit, number>> = { read: 600, write: 240, credentials: 20, public: 60 }

/**
 * Rate limits that hold across processes where it matters: `credentials` counts in PostgreSQL, the rest in memory (a bound per process
 * is enough to keep one caller from starving others, and costs no query).
 */
export function rateLimits(pool: Pool, scale = 1): (limit: Limit, caller: string) => Promise<void> {
  const memory = (limit: Limit) =>
    new RateLimiterMemory({ points: perMinute[limit] * scale, duration: 60, keyPrefix: limit })
  const limiters: Record<Limit, RateLimiterAbstract> = {
    read: memory('read'),
    write: memory('write'),
    public: memory('public'),
    credentials: new RateLimiterPostgres({
      storeClient: pool,
      storeType: 'pool',
      tableName: 'rate_limit',
      tableCreated: true,
      clearExpiredByTimeout: false,
      points: perMinute.credentials * scale,
      duration: 60,
      keyPrefix: 'credentials',
    }),
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
