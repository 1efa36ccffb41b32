import type { Accident, RetentionHold } from '../../generated/prisma/client.ts'
import type { Actor } from '../../kernel/access/roles.ts'
import { recordAudit } from '../../kernel/audit/record.ts'
import type { Context } from '../../kernel/context.ts'
import { announce } from '../../kernel/outbox.ts'
import type { Transaction } from '../../kernel/transaction.ts'
import type { AccidentTx } from '../accidents/service.ts'
import type { RetentionState } from './workflow.ts'

export type RetentionTx = Transaction<'retentionHold' | 'erasedObject'> & AccidentTx

/** All holds of a case, the first one first. Lock the case before: a hold and an erasure wait for each other. */
export function holdsOf(tx: Pick<RetentionTx, 'retentionHold'>, accidentId: string): Promise<RetentionHold[]> {
  return tx.retentionHold.findMany({ where: { accidentId }, orderBy: { id: 'asc' } })
}

export const isOpen = ({ liftedAt }: Pick<RetentionHold, 'liftedAt'>) => liftedAt === null

export function stateOf(accident: Pick<Accident, 'personalErasedAt'>, holds: readonly RetentionHold[]): RetentionState {
  if (accident.personalErasedAt) return 'erased'
  return holds.some(isOpen) ? 'held' : 'kept'
}

/** The audit event of what was done to a hold, and the word to open pages. The typed reason stays in the row. */
export async function recordHold(
  ctx: Context,
  tx: RetentionTx,
  { accident, hold, actor, action }: { accident: Accident; hold: RetentionHold; actor: Actor; action: string },
): Promise<void> {
  await recordAudit(tx, ctx.clock.now(), {
    stream: `accident:${accident.id}`,
    action,
    actor,
    details: { holdId: hold.id, ground: hold.ground },
    rows: [{ model: 'retentionHold', row: hold }],
  })
  const { id, version } = accident
  await announce(tx, [{ topic: 'accident.moved', payload: { id, accidentId: id, version } }])
}
