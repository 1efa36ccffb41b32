import type { StaffActor } from '../../kernel/access/roles.ts'
import { recordAudit, type AuditEntry } from '../../kernel/audit/record.ts'
import type { Context } from '../../kernel/context.ts'
import { isFailure } from '../../kernel/errors.ts'

type Entry = Required<Pick<AuditEntry, 'action' | 'details'>>

/**
 * Writes an act on the queue into the record, then does it. No transaction holds both, for the queue may lie in Redis. A process that dies in between
 * leaves on record an act that did not happen: the page still shows the lane running and the job failed, and pressing again does it and says so once
 * more. In the other order it would leave a job that is gone, and nobody who took it.
 *
 * Where the queue does not say yes, that is recorded too. `not-found`: somebody else was faster. `unavailable`: it may have been done after all, for
 * an answer that is lost looks the same.
 */
export async function onRecord(ctx: Context, actor: StaffActor, entry: Entry, act: () => Promise<void>): Promise<void> {
  const record = ({ action, details }: Entry) =>
    ctx.transact((tx) => recordAudit(tx, ctx.clock.now(), { stream: 'system', action, actor, details }))

  await record(entry)
  try {
    await act()
  } catch (error) {
    const answer = isFailure(error) ? error.code : 'internal'
    await record({ action: 'operation.unconfirmed', details: { ...entry.details, act: entry.action, answer } })
    throw error
  }
}
