import type { Context } from '../../kernel/context.ts'
import type { Sweep } from '../../kernel/jobs.ts'
import { renewFingerprints } from './renew-fingerprints.ts'
import { discardExpiredUploads } from './upload-area.ts'

const minuteMs = 60_000
/** Longer than all attempts of the job together. */
const overdueAfterMs = 15 * minuteMs
const batch = 200

/** A photo that waits although its job is gone (it failed for good while the database was away) is put before vision again. */
async function assessOverdue(ctx: Context): Promise<void> {
  const receivedAt = { lt: new Date(ctx.clock.now().getTime() - overdueAfterMs) }
  const overdue = await ctx.db.evidence.findMany({
    where: { state: 'received', receivedAt },
    take: batch,
    select: { id: true },
  })
  for (const { id } of overdue)
    await ctx.queue.add('assess-evidence', { id }, { key: `assess-evidence:${id}`, priority: 0 })
}

export const evidenceSweeps: readonly Sweep[] = [
  { name: 'discard-expired-uploads', everyMs: 10 * minuteMs, run: discardExpiredUploads },
  { name: 'assess-overdue-evidence', everyMs: 5 * minuteMs, run: assessOverdue },
  { name: 'renew-fingerprints', everyMs: minuteMs, run: renewFingerprints },
]
