import { z } from 'zod'
import { availableAction as accidentAction, byId } from '../accidents/schema.ts'
import { erasureStages } from './rules/retention-periods.ts'
import { retentionActions } from './workflow.ts'

export { byId }

/** 诉讼, 复核, 行政复议, and what else a file is needed for (an inspection, a complaint). */
export const holdGrounds = ['litigation', 'review', 'reconsideration', 'other'] as const
export type HoldGround = (typeof holdGrounds)[number]

const reason = z.string().trim().min(2).max(500)
const version = z.number().int().min(1)

export const byHold = z.object({ id: z.uuid(), holdId: z.uuid() })
export const placeHold = z.object({ ground: z.enum(holdGrounds), reason }).meta({ id: 'PlaceHold' })
export type PlaceHold = z.infer<typeof placeHold>
export const liftHold = z.object({ version, reason }).meta({ id: 'LiftHold' })
export type LiftHold = z.infer<typeof liftHold>

const stage = z.enum(erasureStages)

const holdView = z
  .object({
    id: z.uuid(),
    ground: z.enum(holdGrounds),
    /** As typed; null since the case was erased. */
    reason: z.string().nullable(),
    placedBy: z.string(),
    placedAt: z.iso.datetime(),
    liftedBy: z.string().nullable(),
    liftedAt: z.iso.datetime().nullable(),
    liftReason: z.string().nullable(),
    version,
  })
  .meta({ id: 'RetentionHold' })

export const retentionView = z
  .object({
    accidentId: z.uuid(),
    state: z.enum(['kept', 'held', 'erased']),
    /** What goes when, were no hold open; `dueAt` is null before the case ends, and where the city has no periods. */
    parts: z.array(z.object({ stage, dueAt: z.iso.datetime().nullable(), erasedAt: z.iso.datetime().nullable() })),
    /** Erased on record, and still with the store: until when its lock keeps them, as far as it says. */
    yetToGo: z.object({ objects: z.number().int(), lockedUntil: z.iso.datetime().nullable() }),
    holds: z.array(holdView),
    actions: z.array(accidentAction.extend({ action: z.enum(retentionActions) }).meta({ id: 'RetentionActionState' })),
  })
  .meta({ id: 'Retention' })
export type RetentionView = z.input<typeof retentionView>

export const dueQuery = z.object({
  days: z.coerce.number().int().min(0).max(366).default(30),
  limit: z.coerce.number().int().min(1).max(500).default(100),
})

export const dueList = z
  .object({
    /** By when they are due, the first one first; of each part of cases that end alike at most `limit`. */
    items: z.array(
      z
        .object({
          accidentId: z.uuid(),
          number: z.string(),
          districtCode: z.string(),
          stage,
          dueAt: z.iso.datetime(),
          /** Stays for the time being. */
          held: z.boolean(),
        })
        .meta({ id: 'DueErasure' }),
    ),
    /** What the store still has although its erasure is on record. */
    yetToGo: z.object({ objects: z.number().int(), locked: z.number().int() }),
    periods: z
      .object({
        validFrom: z.string(),
        source: z.string(),
        verified: z.union([z.boolean(), z.literal('seed')]),
        closedDays: z.object({ previews: z.number().int(), photos: z.number().int(), personal: z.number().int() }),
        abandonedDays: z.number().int(),
      })
      .nullable(),
  })
  .meta({ id: 'DueErasures' })
