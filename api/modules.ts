import type { Context } from './kernel/context.ts'
import { housekeeping } from './kernel/housekeeping.ts'
import type { Job, Sweep } from './kernel/jobs.ts'
import type { Lane } from './kernel/lanes.ts'
import type { Route } from './kernel/route.ts'
import { accidentJobs } from './modules/accidents/registers.ts'
import { accidentRoutes } from './modules/accidents/routes.ts'
import { accidentSweeps } from './modules/accidents/sweeps.ts'
import { auditRoutes } from './modules/audit/routes.ts'
import { auditSweeps } from './modules/audit/sweeps.ts'
import { determinationJobs, determinationSweeps } from './modules/determinations/jobs.ts'
import { determinationRoutes } from './modules/determinations/routes.ts'
import { evidenceJobs } from './modules/evidence/jobs.ts'
import { evidenceRoutes } from './modules/evidence/routes.ts'
import { evidenceSweeps } from './modules/evidence/sweeps.ts'
import { identityRoutes } from './modules/identity/routes.ts'
import { identitySweeps } from './modules/identity/sweeps.ts'
import { operationRoutes } from './modules/operations/routes.ts'
import { retentionJobs, retentionSweeps } from './modules/retention/jobs.ts'
import { retentionRoutes } from './modules/retention/routes.ts'
import { reviewJobs, reviewSweeps } from './modules/reviews/jobs.ts'
import { reviewRoutes } from './modules/reviews/routes.ts'
import { settlementJobs, settlementSweeps } from './modules/settlements/jobs.ts'
import { settlementRoutes } from './modules/settlements/routes.ts'

/** Every module's addresses, background jobs and sweeps, in the order in which modules may use each other. */
export const allRoutes = (ctx: Context): Route[] => [
  ...identityRoutes(ctx),
  ...accidentRoutes(ctx),
  ...evidenceRoutes(ctx),
  ...determinationRoutes(ctx),
  ...settlementRoutes(ctx),
  ...reviewRoutes(ctx),
  ...retentionRoutes(ctx),
  ...auditRoutes(ctx),
  ...operationRoutes(ctx),
]

export const allJobs: readonly Job[] = [
  ...accidentJobs,
  ...evidenceJobs,
  ...determinationJobs,
  ...settlementJobs,
  ...reviewJobs,
  ...retentionJobs,
]

const laneByName = new Map(allJobs.map(({ name, lane }) => [name, lane]))

/** The lane of a job by its name; what no module knows any more does not hurry. */
export const laneOf = (name: string): Lane => laneByName.get(name) ?? 'maintenance'

export const allSweeps: readonly Sweep[] = [
  housekeeping,
  ...identitySweeps,
  ...accidentSweeps,
  ...evidenceSweeps,
  ...determinationSweeps,
  ...settlementSweeps,
  ...reviewSweeps,
  ...retentionSweeps,
  ...auditSweeps,
]
