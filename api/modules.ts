import type { Context } from './kernel/context.ts'
import type { Job, Sweep } from './kernel/jobs.ts'
import type { Route } from './kernel/route.ts'
import { accidentJobs } from './modules/accidents/registers.ts'
import { accidentRoutes } from './modules/accidents/routes.ts'
import { auditRoutes } from './modules/audit/routes.ts'
import { auditSweeps } from './modules/audit/sweeps.ts'
import { identityRoutes } from './modules/identity/routes.ts'

/** Every module's addresses, background jobs and sweeps, in the order in which modules may use each other. */
export const allRoutes = (ctx: Context): Route[] => [
  ...identityRoutes(ctx),
  ...accidentRoutes(ctx),
  ...auditRoutes(ctx),
]

export const allJobs: readonly Job[] = [...accidentJobs]

export const allSweeps: readonly Sweep[] = [...auditSweeps]
