import type { Accident, RetentionHold } from '../../generated/prisma/client.ts'
import { decide } from '../../kernel/access/access.ts'
import type { Actor } from '../../kernel/access/roles.ts'
import type { Context } from '../../kernel/context.ts'
import { availableActions } from '../../kernel/transitions.ts'
import { shanghaiDay } from '../../kernel/working-days.ts'
import { staffName, type PeopleTx } from '../identity/service.ts'
import { holdsOf, stateOf, type RetentionTx } from './move.ts'
import { dueAt, erasedAt } from './rules/due.ts'
import { erasureStages, periodsInForce } from './rules/retention-periods.ts'
import type { HoldGround, RetentionView } from './schema.ts'
import { workflow } from './workflow.ts'

type Reader = Pick<RetentionTx, 'retentionHold' | 'erasedObject'> & PeopleTx

/** How long this case is kept, and what keeps it longer. The caller has checked access. */
export async function toView(ctx: Context, tx: Reader, actor: Actor, accident: Accident): Promise<RetentionView> {
  const periods = periodsInForce(shanghaiDay(ctx.clock.now()), accident.cityCode)
  const gone = erasedAt(accident)
  const holds = await holdsOf(tx, accident.id)
  const state = stateOf(accident, holds)
  const yetToGo = await tx.erasedObject.findMany({ where: { accidentId: accident.id } })
  const locks = yetToGo.flatMap(({ lockedUntil }) => lockedUntil?.getTime() ?? [])
  const may = () => decide(actor, 'retention.hold', accident).allowed
  return {
    accidentId: accident.id,
    state,
    parts: erasureStages.map((stage) => ({
      stage,
      dueAt: dueAt(accident, stage, periods)?.toISOString() ?? null,
      erasedAt: gone[stage]?.toISOString() ?? null,
    })),
    yetToGo: {
      objects: yetToGo.length,
      lockedUntil: locks.length === 0 ? null : new Date(Math.max(...locks)).toISOString(),
    },
    holds: await Promise.all(holds.map((hold) => holdView(tx, hold))),
    actions: availableActions(workflow, state, {}, may),
  }
}

async function holdView(tx: PeopleTx, hold: RetentionHold): Promise<RetentionView['holds'][number]> {
  const { id, reason, placedById, placedAt, liftedById, liftedAt, liftReason, version } = hold
  return {
    id,
    ground: hold.ground as HoldGround,
    reason,
    placedBy: (await staffName(tx, placedById)).name,
    placedAt: placedAt.toISOString(),
    liftedBy: liftedById ? (await staffName(tx, liftedById)).name : null,
    liftedAt: liftedAt?.toISOString() ?? null,
    liftReason,
    version,
  }
}
