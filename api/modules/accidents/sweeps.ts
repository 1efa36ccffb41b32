import type { Accident } from '../../generated/prisma/client.ts'
import { systemActor } from '../../kernel/access/roles.ts'
import type { Context } from '../../kernel/context.ts'
import type { Sweep } from '../../kernel/jobs.ts'
import { transition } from '../../kernel/transitions.ts'
import { authorisedSurveyors } from '../identity/service.ts'
import { photosOf, readCase } from './case-file.ts'
import { withParties } from './deadlines.ts'
import { lockAccident, moveAccident, type AccidentTx } from './move.ts'
import { sendToOfficer } from './officer-orders.ts'
import { workflow, type AccidentState } from './workflow.ts'

const perTurn = 50

/**
 * Puts back into the queue what was taken by a surveyor who may no longer act in its district (revoked, run out, account disabled): he sees the
 * case no more, and as long as it bears his name no other surveyor does. What he issued stands.
 */
async function releaseCases(ctx: Context): Promise<void> {
  const authorised = await authorisedSurveyors(ctx)
  const mayAct = new Set(authorised.map(({ surveyorId, districtCode }) => `${surveyorId} ${districtCode}`))
  const held = await ctx.db.accident.findMany({
    where: { state: 'deciding', surveyorId: { not: null } },
    select: { id: true, surveyorId: true, districtCode: true },
  })
  for (const { id, surveyorId, districtCode } of held) {
    if (!mayAct.has(`${surveyorId} ${districtCode}`)) await release(ctx, id, surveyorId, 'authorisation-ended')
  }
}

type Why = 'authorisation-ended' | 'held-too-long'

function release(ctx: Context, id: string, surveyorId: string | null, why: Why): Promise<void> {
  return ctx.transact(async (tx: AccidentTx) => {
    const accident = await lockAccident(tx, id)
    if (accident?.state !== 'deciding' || accident.surveyorId !== surveyorId) return
    if (why === 'held-too-long' && !isOverdue(ctx, accident)) return
    await moveAccident(ctx, tx, accident, {
      actor: systemActor,
      action: 'accident.handed-back',
      change: { surveyorId: null },
      details: { why },
    })
  })
}

const isOverdue = ({ clock }: Context, { dueAt }: Accident) => dueAt !== null && dueAt <= clock.now()

/** Moves on what whoever has it did not (`deadlines.ts`): a surveyor's case goes back into the queue, the parties' case ends or gets an officer. */
async function moveOverdueOn(ctx: Context): Promise<void> {
  const overdue = await ctx.db.accident.findMany({
    where: { state: { in: [...withParties, 'deciding'] }, dueAt: { lte: ctx.clock.now() } },
    orderBy: { dueAt: 'asc' },
    take: perTurn,
    select: { id: true, state: true, surveyorId: true },
  })
  for (const { id, state, surveyorId } of overdue) {
    const move = state === 'deciding' ? release(ctx, id, surveyorId, 'held-too-long') : expire(ctx, id)
    // One case that cannot be moved just now must not hold up the others; the next turn tries it again.
    await move.catch((error: unknown) => ctx.log.warn({ err: error, id }, 'could not move an overdue case on'))
  }
}

/**
 * Nobody went on with it. Where another party or a photo is in it, something has happened on the road and an officer looks; a report that
 * was only begun ends.
 */
function expire(ctx: Context, id: string): Promise<void> {
  return ctx.transact(async (tx: AccidentTx) => {
    const accident = await lockAccident(tx, id)
    if (!accident || !isOverdue(ctx, accident)) return
    const file = await readCase(ctx, tx, accident, systemActor)
    if (file.progress.othersJoined > 0 || photosOf(accident).length > 0) {
      await sendToOfficer(ctx, tx, file, {
        actor: systemActor,
        action: 'need-officer',
        reason: '当事人超过24小时未完成办理',
      })
      return
    }
    const { to } = transition(workflow, accident.state as AccidentState, 'withdraw', file.progress)
    await moveAccident(ctx, tx, accident, {
      actor: systemActor,
      action: 'accident.withdrawn',
      to,
      change: { closedAt: ctx.clock.now(), reason: 'expired' },
      details: { why: 'expired' },
    })
  })
}

const minuteMs = 60_000

export const accidentSweeps: readonly Sweep[] = [
  { name: 'release-cases', everyMs: minuteMs, run: releaseCases },
  { name: 'move-overdue-cases-on', everyMs: minuteMs, run: moveOverdueOn },
]
