import { Prisma, type Accident } from '../../generated/prisma/client.ts'
import type { Actor } from '../../kernel/access/roles.ts'
import { recordAudit, type SealedRow } from '../../kernel/audit/record.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/errors.ts'
import { announce, type DomainEvent } from '../../kernel/outbox.ts'
import { columns } from '../../kernel/rows.ts'
import type { Transaction } from '../../kernel/transaction.ts'
import { dueAtAfter } from './deadlines.ts'
import type { AccidentState } from './workflow.ts'

export type AccidentTx = Transaction<'accident' | 'vehicle' | 'party' | 'invitation' | 'officerOrder'>

export const accidentColumns = columns('accident', Prisma.AccidentScalarFieldEnum)

/** The state is `to`, the deadline follows from it. */
export type AccidentChange = Omit<Prisma.AccidentUncheckedUpdateManyInput, 'state' | 'dueAt' | 'surveyorId'> & {
  readonly surveyorId?: string | null
}

/** What a change of a case consists of; none of it can be forgotten. */
export interface AccidentMove {
  readonly actor: Actor
  /** `accident.road-cleared` ... */
  readonly action: string
  readonly to?: AccidentState
  readonly change?: AccidentChange
  readonly details?: Readonly<Record<string, unknown>>
  /** Other rows written in the same act. */
  readonly rows?: readonly SealedRow[]
  readonly announce?: readonly DomainEvent[]
}

/**
 * Reads the case for a change that names no version: it waits its turn instead of failing on somebody else's. Rows that refer to the case may be written
 * meanwhile (no key update): a reference holds what it names in an order of its own.
 */
export async function lockAccident(tx: AccidentTx, id: string): Promise<Accident | null> {
  const [accident] = await tx.$queryRaw<Accident[]>`
    select ${accidentColumns} from accident where id = ${id}::uuid for no key update`
  return accident ?? null
}

/**
 * Moves a case from the state and version that were read to the next: conditional update, audit event and announcement together.
 * Fails `conflict` with what the case is now when somebody moved it first.
 */
export async function moveAccident(
  ctx: Context,
  tx: AccidentTx,
  before: Accident,
  move: AccidentMove,
): Promise<Accident> {
  const { surveyorId = before.surveyorId } = move.change ?? {}
  const to = { state: move.to ?? before.state, surveyorId }
  const [after] = await tx.accident.updateManyAndReturn({
    where: { id: before.id, state: before.state, version: before.version },
    data: { ...move.change, ...to, dueAt: dueAtAfter(before, to, ctx.clock.now()), version: { increment: 1 } },
  })
  if (!after) {
    const { state, version } = await tx.accident.findUniqueOrThrow({ where: { id: before.id } })
    return fail('conflict', { state, version })
  }
  await record(ctx, tx, before, after, move)
  return after
}

/**
 * Notes on a case what does not decide it: what a register answered, a photo's verdict, a party's own details. State and version stay as they
 * are, so that nobody who is about to act on the case is told that somebody was faster; open pages hear of it all the same.
 * Take `before` from `lockAccident` where the change depends on it.
 */
export async function noteOnCase(
  ctx: Context,
  tx: AccidentTx,
  before: Accident,
  note: Omit<AccidentMove, 'to'>,
): Promise<Accident> {
  const data = (note.change ?? {}) as Prisma.AccidentUncheckedUpdateInput
  const after = await tx.accident.update({ where: { id: before.id }, data })
  await record(ctx, tx, before, after, note)
  return after
}

async function record(
  ctx: Context,
  tx: AccidentTx,
  before: Accident,
  after: Accident,
  move: AccidentMove,
): Promise<void> {
  await recordAudit(tx, ctx.clock.now(), {
    stream: `accident:${after.id}`,
    action: move.action,
    actor: move.actor,
    details: { from: before.state, to: after.state, ...move.details },
    rows: [{ model: 'accident', row: after }, ...(move.rows ?? [])],
  })
  await announce(tx, [
    { topic: 'accident.moved', payload: { id: after.id, accidentId: after.id, version: after.version } },
    ...queueChanges(before, after),
    ...(move.announce ?? []),
  ])
}

/** Surveyors of the district hear that their queue changed: a case came, went, or was taken. */
function queueChanges(before: Accident, after: Accident): DomainEvent[] {
  const touches = before.state === 'deciding' || after.state === 'deciding'
  const same = before.state === after.state && before.surveyorId === after.surveyorId
  if (!touches || same) return []
  return [
    { topic: 'queue.changed', payload: { room: `queue:${after.districtCode}`, id: after.id, version: after.version } },
  ]
}
