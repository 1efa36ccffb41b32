import { requireAccess } from '../../kernel/access/access.ts'
import type { StaffActor } from '../../kernel/access/roles.ts'
import type { Context } from '../../kernel/context.ts'
import type { Lane } from '../../kernel/lanes.ts'
import type { FailedJob } from '../../kernel/ports.ts'
import { onRecord } from './on-record.ts'
import type { FailedJobView } from './schema.ts'

const requireOperator = (actor: StaffActor) => requireAccess(actor, 'platform.operate', {})

/** How each lane stands now. Fails `unavailable`, as does all that follows. */
export async function listLanes(ctx: Context, actor: StaffActor) {
  requireOperator(actor)
  return { items: [...(await ctx.queue.lanes())] }
}

/** The newest `limit` of the jobs that failed for good. */
export async function listFailedJobs(ctx: Context, actor: StaffActor, { limit }: { limit: number }) {
  requireOperator(actor)
  return { items: (await ctx.queue.failedJobs({ limit })).map(toFailedJobView) }
}

function toFailedJobView({ failedAt, payload, ...job }: FailedJob): FailedJobView {
  return { ...job, payload: { ...payload }, failedAt: failedAt.toISOString() }
}

/** No worker takes a job of this lane any more; what runs ends. */
export async function pauseLane(ctx: Context, actor: StaffActor, lane: Lane): Promise<void> {
  requireOperator(actor)
  if (await isPaused(ctx, lane)) return
  await onRecord(ctx, actor, { action: 'queue.paused', details: { lane } }, () => ctx.queue.pause(lane))
}

export async function resumeLane(ctx: Context, actor: StaffActor, lane: Lane): Promise<void> {
  requireOperator(actor)
  if (!(await isPaused(ctx, lane))) return
  await onRecord(ctx, actor, { action: 'queue.resumed', details: { lane } }, () => ctx.queue.resume(lane))
}

async function isPaused(ctx: Context, lane: Lane): Promise<boolean> {
  return (await ctx.queue.lanes()).some((state) => state.lane === lane && state.paused)
}

/** Has a failed job tried anew from its first attempt. Fails `not-found` when it is none, or no longer. */
export async function retryFailedJob(ctx: Context, actor: StaffActor, id: string): Promise<void> {
  requireOperator(actor)
  const details = toRecord(await ctx.queue.failedJob(id))
  await onRecord(ctx, actor, { action: 'job.retried', details }, () => ctx.queue.retry(id))
}

/** Forgets a failed job; what it was, and why nobody needs it, stays on record. Fails `not-found`. */
export async function dismissFailedJob(
  ctx: Context,
  actor: StaffActor,
  id: string,
  { reason }: { reason: string },
): Promise<void> {
  requireOperator(actor)
  const details = { ...toRecord(await ctx.queue.failedJob(id)), reason }
  await onRecord(ctx, actor, { action: 'job.dismissed', details }, () => ctx.queue.dismiss(id))
}

const toRecord = ({ id, name, lane, payload, reason }: FailedJob) => ({
  jobId: id,
  job: name,
  lane,
  payload,
  failure: reason,
})
