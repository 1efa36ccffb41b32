import { z } from 'zod'
import { lanes } from '../../kernel/lanes.ts'

const lane = z.enum(lanes)

export const byLane = z.object({ lane })
/** As the queue gave it: each adapter has a form of its own, and answers `not-found` to every other. */
export const byJob = z.object({ id: z.string() })

export const laneList = z
  .object({
    items: z.array(
      z
        .object({
          lane,
          /** To run now, or later after a failure. */
          waiting: z.number().int(),
          running: z.number().int(),
          failed: z.number().int(),
          paused: z.boolean(),
        })
        .meta({ id: 'Lane' }),
    ),
  })
  .meta({ id: 'LaneList' })

export const failedJobQuery = z.object({ limit: z.coerce.number().int().min(1).max(200).default(50) })

const failedJobView = z
  .object({
    id: z.string(),
    lane,
    name: z.string(),
    /** Ids only. */
    payload: z.record(z.string(), z.string()),
    attempts: z.number().int(),
    /** The kind of the last failure; empty where its workers died and nobody could say. */
    reason: z.string(),
    failedAt: z.iso.datetime(),
  })
  .meta({ id: 'FailedJob' })
export type FailedJobView = z.infer<typeof failedJobView>

export const failedJobList = z.object({ items: z.array(failedJobView) }).meta({ id: 'FailedJobList' })

/** Goes into the audit record, where nothing is ever taken out again: no names, numbers or plates. */
export const dismissJob = z.object({ reason: z.string().trim().min(3).max(500) }).meta({ id: 'DismissJob' })
