import { type Instant } from '../format/time.ts'

export interface Remaining {
  /** Negative when the time has passed. */
  readonly remainingMs: number
  /** What is left of the whole, from 1 (all) to 0 (none). */
  readonly share: number
  readonly state: 'calm' | 'soon' | 'past'
}

/** Below this share of the whole a clock turns amber. */
const soonBelow = 0.25

/** How much of `totalMs` is left at `now` of a time that ends at `dueAt`. */
export function remaining(dueAt: Instant, now: Instant, totalMs: number): Remaining {
  const remainingMs = new Date(dueAt).getTime() - new Date(now).getTime()
  const share = totalMs > 0 ? Math.min(1, Math.max(0, remainingMs / totalMs)) : 0
  return { remainingMs, share, state: remainingMs <= 0 ? 'past' : share < soonBelow ? 'soon' : 'calm' }
}

/** What the ring's middle shows: `2天`, `5:03` hours and minutes from one hour on, `12:30` minutes and seconds below. */
export function shortCountdown(remainingMs: number): {
  readonly count: string
  readonly unit: 'days' | 'hours' | 'minutes'
} {
  const seconds = Math.floor(Math.abs(remainingMs) / 1000)
  const pair = (large: number, small: number) => `${large}:${String(small).padStart(2, '0')}`
  if (seconds >= 86_400) return { count: String(Math.floor(seconds / 86_400)), unit: 'days' }
  if (seconds >= 3600)
    return { count: pair(Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)), unit: 'hours' }
  return { count: pair(Math.floor(seconds / 60), seconds % 60), unit: 'minutes' }
}
