import type { Job, Sweep } from '../../kernel/jobs.ts'
import { finishClaims } from './finish.ts'
import { handOffClaim } from './hand-off.ts'
import { resumeOverdueClaims } from './overdue.ts'
import { resumeClaimingCases } from './resume.ts'
import { settle } from './settle.ts'

/** Nothing but our own database is needed: a failure is a clash with another act, or a restart, and passes within seconds. */
const attemptsOnOwnDatabase = 8

/**
 * The queue waits e^attempt seconds: eight attempts reach over some twenty minutes, which is how long an insurer's restart lasts. A longer
 * outage is the sweep's business, which begins anew every hour.
 */
const attemptsWhileInsurerDown = 8

const settleJob: Job = {
  name: 'settle',
  lane: 'hand-off',
  on: ['determination.in-force', 'accident.vehicle-answered-late'],
  maxAttempts: attemptsOnOwnDatabase,
  priority: 5,
  keyField: 'accidentId',
  run: (ctx, { accidentId = '' }) => settle(ctx, accidentId),
}

const handOffClaimJob: Job = {
  name: 'hand-off-claim',
  lane: 'hand-off',
  on: ['claim.created', 'claim.retried', 'claim.overdue'],
  maxAttempts: attemptsWhileInsurerDown,
  priority: 5,
  keyField: 'id',
  run: (ctx, { id = '' }) => handOffClaim(ctx, id),
}

const finishClaimsJob: Job = {
  name: 'finish-claims',
  lane: 'hand-off',
  on: ['settlement.made', 'claim.accepted', 'claim.rejected'],
  maxAttempts: attemptsOnOwnDatabase,
  priority: 5,
  keyField: 'accidentId',
  run: (ctx, { accidentId = '' }) => finishClaims(ctx, accidentId),
}

export const settlementJobs: readonly Job[] = [settleJob, handOffClaimJob, finishClaimsJob]

const minuteMs = 60_000

export const settlementSweeps: readonly Sweep[] = [
  { name: 'resume-overdue-claims', everyMs: minuteMs, run: resumeOverdueClaims },
  { name: 'resume-claiming-cases', everyMs: 5 * minuteMs, run: resumeClaimingCases },
]
