import { createPublicKey } from 'node:crypto'
import { verifyAudit } from '../../api/kernel/audit/verify.ts'
import type { Clock } from '../../api/kernel/clock.ts'
import type { Context } from '../../api/kernel/context.ts'
import { eraseCase } from '../../api/modules/retention/erase-case.ts'
import { retentionSweeps } from '../../api/modules/retention/jobs.ts'
import { retentionPeriods } from '../../api/modules/retention/rules/retention-periods.ts'
import type { TestPlatform } from '../support/platform.ts'

const dayMs = 24 * 3_600_000

const [row] = retentionPeriods
if (!row) throw new Error('no city has periods')
/** Of the city that tests play in. */
export const periods = row

/** One turn of the sweep, and all the jobs that it asks for. */
export async function sweepErasures(platform: TestPlatform): Promise<void> {
  for (const sweep of retentionSweeps) await sweep.run(platform.ctx)
  await platform.idle()
}

/** A context whose clock says that so many days have gone by. */
function daysLater(ctx: Context, days: number): Context {
  const clock: Clock = { now: () => new Date(ctx.clock.now().getTime() + days * dayMs) }
  return { ...ctx, clock }
}

export const eraseLater = (ctx: Context, id: string, days: number) => eraseCase(daysLater(ctx, days), id)

/** What `npm run -s audit -- verify` says. */
export async function broken({ ctx }: TestPlatform): Promise<readonly { place: string; problem: string }[]> {
  const publicKey = createPublicKey(ctx.policy.auditSigningKey).export({ type: 'spki', format: 'pem' }).toString()
  return (await verifyAudit({ db: ctx.db, objects: ctx.objects, publicKey })).broken
}
