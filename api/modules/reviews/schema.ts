import { z } from 'zod'
import { byId, casePlates, page, reasonOrNone } from '../accidents/schema.ts'
import { humanReviewActions, reviewStates } from './workflow.ts'

export { byId }

const version = z.number().int().min(1)
const reason = z.string().trim().min(2).max(500)

/** `open` ones wait for an officer; `closed` are all others, those never drawn included. */
export const reviewQuery = page.extend({
  state: z.enum(['open', 'closed']).default('open'),
  /** Group and id (read.ts). */
  after: z.string().max(60).optional(),
})
export type ReviewQuery = z.infer<typeof reviewQuery>

export const reviewView = z
  .object({
    id: z.uuid(),
    accidentId: z.uuid(),
    accidentNumber: z.string(),
    accidentState: z.string(),
    placeText: z.string(),
    plates: casePlates,
    occurredAt: z.iso.datetime(),
    determinationId: z.uuid(),
    districtCode: z.string(),
    state: z.enum(reviewStates),
    version,
    /**
     * Why it must be looked at: `departs-from-proposal`, `conflict-of-interest`, `register-down`, `overdue`,
     * `claim-of-superseded-determination`, and those of the photos.
     */
    flags: z.array(z.string()),
    sampled: z.boolean(),
    reviewerId: z.uuid().nullable(),
    outcome: z.enum(['confirmed', 'taken-over']).nullable(),
    reason: z.string().nullable(),
    createdAt: z.iso.datetime(),
    dueAt: z.iso.datetime(),
    closedAt: z.iso.datetime().nullable(),
    actions: z.array(z.object({ action: z.enum(humanReviewActions), allowed: z.boolean(), reason: reasonOrNone })),
  })
  .meta({ id: 'Review' })
export type ReviewView = z.input<typeof reviewView>

export const reviewList = z
  .object({ items: z.array(reviewView), next: z.string().nullable() })
  .meta({ id: 'ReviewList' })

export const confirmReview = z.object({ version, reason: reason.optional() }).meta({ id: 'ConfirmReview' })
export const takeOverReview = z.object({ version, reason }).meta({ id: 'TakeOverReview' })
