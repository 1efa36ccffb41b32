import type { Job, Sweep } from '../../kernel/jobs.ts'
import { closeCase, lapseReview, noteCountersignature } from './follow.ts'
import { openReview } from './open-review.ts'
import { flagOverdueReviews } from './overdue.ts'
import { announceUnreviewed, closeSettledCases } from './resume.ts'
import { flagSupersededClaim } from './superseded-claim.ts'

/** Nothing but our own database is needed: a failure is a clash with another act, or a restart, and passes within seconds. */
const common = { lane: 'notices', maxAttempts: 8, priority: 10 } as const

export const reviewJobs: readonly Job[] = [
  {
    ...common,
    name: 'open-review',
    on: ['determination.issued'],
    keyField: 'id',
    run: (ctx, { id = '' }) => openReview(ctx, id),
  },
  {
    ...common,
    name: 'note-countersignature',
    on: ['determination.in-force'],
    keyField: 'id',
    run: (ctx, { id = '' }) => noteCountersignature(ctx, id),
  },
  {
    ...common,
    name: 'lapse-review',
    on: ['determination.ended'],
    keyField: 'id',
    run: (ctx, { id = '' }) => lapseReview(ctx, id),
  },
  {
    ...common,
    name: 'flag-superseded-claim',
    on: ['claim.superseded'],
    keyField: 'accidentId',
    run: (ctx, { accidentId = '' }) => flagSupersededClaim(ctx, accidentId),
  },
  {
    ...common,
    name: 'close-case',
    lane: 'maintenance',
    on: ['settlement.claims-answered', 'review.changed'],
    keyField: 'accidentId',
    run: (ctx, { accidentId = '' }) => closeCase(ctx, accidentId),
  },
]

const minuteMs = 60_000

export const reviewSweeps: readonly Sweep[] = [
  { name: 'flag-overdue-reviews', everyMs: 10 * minuteMs, run: flagOverdueReviews },
  { name: 'announce-unreviewed', everyMs: 5 * minuteMs, run: announceUnreviewed },
  { name: 'close-settled-cases', everyMs: 10 * minuteMs, run: closeSettledCases },
]
