import { requireAccess } from '../../kernel/access/access.ts'
import type { StaffActor } from '../../kernel/access/roles.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/errors.ts'
import { newId } from '../../kernel/ids.ts'
import { transition } from '../../kernel/transitions.ts'
import { lockAccident } from '../accidents/service.ts'
import type { PeopleTx } from '../identity/service.ts'
import { holdsOf, isOpen, recordHold, stateOf, type RetentionTx } from './move.ts'
import type { LiftHold, PlaceHold, RetentionView } from './schema.ts'
import { toView } from './views.ts'
import { alreadyHeld, workflow } from './workflow.ts'

type HoldTx = RetentionTx & PeopleTx

/**
 * Keeps everything of a case, open or closed, until the hold is lifted: a court, a review or a complaint needs the file. Fails `not-now` when it is held on
 * this ground already, and once it is erased. An erasure that has begun its transaction comes first.
 */
export async function placeHold(
  ctx: Context,
  actor: StaffActor,
  accidentId: string,
  { ground, reason }: PlaceHold,
): Promise<RetentionView> {
  return ctx.transact(async (tx: HoldTx) => {
    const { accident, holds } = await openForHold(tx, actor, accidentId)
    transition(workflow, stateOf(accident, holds), 'hold', {})
    if (holds.some((hold) => isOpen(hold) && hold.ground === ground))
      fail('not-now', { action: 'hold', reason: alreadyHeld })
    const placedAt = ctx.clock.now()
    const hold = await tx.retentionHold.create({
      data: { id: newId(placedAt.getTime()), accidentId, ground, reason, placedById: actor.id, placedAt },
    })
    await recordHold(ctx, tx, { accident, hold, actor, action: 'hold.placed' })
    return toView(ctx, tx, actor, accident)
  })
}

/** What was held goes when its time is over, unless another hold keeps it. Fails `conflict` when somebody lifted it first. */
export async function liftHold(
  ctx: Context,
  actor: StaffActor,
  { id: accidentId, holdId: id }: { id: string; holdId: string },
  { version, reason }: LiftHold,
): Promise<RetentionView> {
  return ctx.transact(async (tx: HoldTx) => {
    const { accident, holds } = await openForHold(tx, actor, accidentId)
    if (!holds.some((hold) => hold.id === id)) fail('not-found')
    const { count } = await tx.retentionHold.updateMany({
      where: { id, accidentId, version, liftedAt: null },
      data: { liftedById: actor.id, liftedAt: ctx.clock.now(), liftReason: reason, version: { increment: 1 } },
    })
    const hold = await tx.retentionHold.findUniqueOrThrow({ where: { id } })
    if (count === 0) fail('conflict', { state: isOpen(hold) ? 'open' : 'lifted', version: hold.version })
    await recordHold(ctx, tx, { accident, hold, actor, action: 'hold.lifted' })
    return toView(ctx, tx, actor, accident)
  })
}

/** Opens both: the case is locked, so that neither another hold nor an erasure comes between. */
async function openForHold(tx: RetentionTx, actor: StaffActor, accidentId: string) {
  const accident = await lockAccident(tx, accidentId)
  if (!accident) fail('not-found')
  requireAccess(actor, 'retention.hold', accident, 'accident.read')
  return { accident, holds: await holdsOf(tx, accidentId) }
}
