/** Exponential back-off with full jitter: at most `capMs`, doubling from `baseMs`. `attempt` counts from 1. */
export function backoffMs(attempt: number, baseMs = 1000, capMs = 300_000, random = Math.random): number {
  return Math.round(random() * Math.min(capMs, baseMs * 2 ** (attempt - 1)))
}
