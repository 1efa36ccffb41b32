import { z } from 'zod'
import type { Context } from './context.ts'
import type { Lane } from './lanes.ts'
import type { JobAttempt } from './ports.ts'

/**
 * A piece of background work: what starts it, what it is told (ids only), what it does, how often it may try.
 * Delivered at least once: `run` must find out by itself whether its effect is already there.
 */
export interface Job {
  readonly name: string
  readonly lane: Lane
  /** Events that start it; their payload becomes the job's. */
  readonly on: readonly string[]
  /** Explained where the job is defined: how long a failure of what it depends on may last. */
  readonly maxAttempts: number
  /** Within its lane, and among all where one worker serves them all: lower runs first. A driver who waits (0) beats the rest (10). */
  readonly priority: number
  /** Payload field that makes a waiting job unique. */
  readonly keyField: string
  run(
    ctx: Context,
    payload: Readonly<Record<string, string>>,
    attempt: Pick<JobAttempt, 'number' | 'last'>,
  ): Promise<void>
}

/** Work that is due by the clock: rows whose `dueAt` has passed. One process at a time runs it, held by a database lock. */
export interface Sweep {
  readonly name: string
  readonly everyMs: number
  run(ctx: Context): Promise<void>
}

/** What travels in a job or an event: ids, as text. */
export const jobPayload = z.record(z.string(), z.coerce.string())
