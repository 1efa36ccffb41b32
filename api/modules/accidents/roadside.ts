import { decide } from '../../kernel/access/access.ts'
import type { Actor } from '../../kernel/access/roles.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/errors.ts'
import { transition } from '../../kernel/transitions.ts'
import { answersOf, openCase, readCase, requireVersion, withAccident, type CaseFile } from './case-file.ts'
import { lockAccident, moveAccident, type AccidentMove, type AccidentTx } from './move.ts'
import { sendToOfficer, takeOpenOrders } from './officer-orders.ts'
import { endApplications } from './online-application.ts'
import type { AccidentView, AnswerScreening } from './schema.ts'
import { toView } from './views.ts'
import { workflow, type AccidentState, type HumanAction } from './workflow.ts'

/**
 * Takes answers to the stop questions, and later to the rest, and sends the case where the table says (DOMAIN.md 1.2): a "yes" of
 * block 1 to an officer at once; otherwise the scene is photographed as soon as every stop question is answered.
 */
export async function answerScreening(
  ctx: Context,
  actor: Actor,
  id: string,
  input: AnswerScreening,
): Promise<AccidentView> {
  return ctx.transact(async (tx: AccidentTx) => {
    const file = await openCase(ctx, tx, actor, 'accident.contribute', id)
    requireVersion(file, input.version)
    const step = transition(workflow, file.accident.state as AccidentState, 'answer', file.progress)

    const screening = { ...answersOf(file.accident), ...input.answers }
    const answered = withAccident(ctx, file, { ...file.accident, screening }, actor)
    const { stop, route, reasons } = answered.screening
    const allStopAnswered = file.rules.screening.every(
      ({ asked, code }) => asked !== 'stop' || screening[code] !== undefined,
    )
    const noted = await moveAccident(ctx, tx, file.accident, {
      actor,
      action: 'accident.screened',
      to: step.to === 'photographing' && !(allStopAnswered && !stop) ? 'safety' : step.to,
      change: { screening, route, routeReasons: reasons.map(({ code }) => code) },
      details: { answered: Object.keys(input.answers), route, reasons: reasons.map(({ code }) => code) },
    })
    const needsOfficer = stop || (file.accident.clearedAt !== null && route !== 'A')
    const now = withAccident(ctx, file, noted, actor)
    return needsOfficer ? toOfficer(ctx, tx, now, actor) : show(tx, now, actor)
  })
}

/**
 * The road is clear. A case that may not be settled by the parties (route B or stricter) goes on to an officer from here: photograph,
 * move aside, THEN report (APR 14).
 */
export async function clearRoad(
  ctx: Context,
  actor: Actor,
  id: string,
  { version }: { version: number },
): Promise<AccidentView> {
  return ctx.transact(async (tx: AccidentTx) => {
    const file = await openCase(ctx, tx, actor, 'accident.contribute', id)
    const moved = await take(ctx, tx, file, 'clear-road', version, {
      actor,
      action: 'accident.road-cleared',
      change: { clearedAt: ctx.clock.now() },
    })
    return file.screening.route === 'A' ? show(tx, moved, actor) : toOfficer(ctx, tx, moved, actor)
  })
}

/** The parties are done: the case goes to the surveyors' queue, or to an officer when the screening says so. */
export async function submitCase(
  ctx: Context,
  actor: Actor,
  id: string,
  { version }: { version: number },
): Promise<AccidentView> {
  return ctx.transact(async (tx: AccidentTx) => {
    const file = await openCase(ctx, tx, actor, 'accident.contribute', id)
    requireVersion(file, version)
    const { route } = file.screening
    if (route !== 'A' && file.accident.state === 'completing') return toOfficer(ctx, tx, file, actor)
    const moved = await take(ctx, tx, file, 'submit', version, {
      actor,
      action: 'accident.submitted',
      change: { route, reason: null },
    })
    return show(tx, moved, actor)
  })
}

/** Reported by mistake, or settled between the parties without us. Fails `not-now` once another party has joined. */
export async function withdrawCase(ctx: Context, actor: Actor, id: string, input: { version: number; reason: string }) {
  return ctx.transact(async (tx: AccidentTx) => {
    const file = await openCase(ctx, tx, actor, 'accident.withdraw', id)
    const change = { closedAt: ctx.clock.now(), reason: input.reason }
    const moved = await take(ctx, tx, file, 'withdraw', input.version, { actor, action: 'accident.withdrawn', change })
    return show(tx, moved, actor)
  })
}

/** A surveyor takes the case from the queue; of two who press at once one is told `conflict`. */
export async function takeCase(
  ctx: Context,
  actor: Actor,
  id: string,
  { version }: { version: number },
): Promise<AccidentView> {
  return ctx.transact(async (tx: AccidentTx) => {
    const accident = await lockAccident(tx, id)
    const mightHave = accident !== null && decide(actor, 'accident.take', { ...accident, surveyorId: null }).allowed
    if (mightHave && accident.surveyorId && accident.surveyorId !== actor.id) {
      fail('conflict', { state: 'taken', version: accident.version })
    }
    const file = await openCase(ctx, tx, actor, 'accident.take', id)
    const moved = await take(ctx, tx, file, 'take', version, {
      actor,
      action: 'accident.taken',
      change: { surveyorId: actor.id },
    })
    return show(tx, moved, actor)
  })
}

export async function handBackCase(
  ctx: Context,
  actor: Actor,
  id: string,
  { version }: { version: number },
): Promise<AccidentView> {
  return ctx.transact(async (tx: AccidentTx) => {
    const file = await openCase(ctx, tx, actor, 'accident.hand-back', id)
    const moved = await take(ctx, tx, file, 'hand-back', version, {
      actor,
      action: 'accident.handed-back',
      change: { surveyorId: null },
    })
    return show(tx, moved, actor)
  })
}

/** More photos or answers are needed: the parties get the case back with the reason. */
export async function returnToParties(
  ctx: Context,
  actor: Actor,
  id: string,
  input: { version: number; reason: string },
) {
  return ctx.transact(async (tx: AccidentTx) => {
    const file = await openCase(ctx, tx, actor, 'accident.return-to-parties', id)
    // Only an officer returns what he was sent for. An order left open would answer the next "send an officer" without moving the case.
    const taken = file.accident.state === 'with-officer' ? await takeOpenOrders(ctx, tx, id, actor.id) : {}
    const ended = await endApplications(tx, file.parties)
    const { accident } = await take(ctx, tx, file, 'return-to-parties', input.version, {
      actor,
      action: 'accident.returned',
      ...taken,
      change: { surveyorId: null, reason: input.reason, ...ended.change },
      rows: [...(taken.rows ?? []), ...ended.rows],
    })
    return show(tx, await readCase(ctx, tx, accident, actor), actor)
  })
}

/** An officer takes the case over, from any open state. */
export async function takeOverCase(ctx: Context, actor: Actor, id: string, input: { version: number; reason: string }) {
  return ctx.transact(async (tx: AccidentTx) => {
    const file = await openCase(ctx, tx, actor, 'accident.take-over', id)
    const moved = await take(ctx, tx, file, 'take-over', input.version, {
      actor,
      action: 'accident.taken-over',
      change: { officerId: actor.id, reason: input.reason },
      ...(await takeOpenOrders(ctx, tx, id, actor.id)),
    })
    return show(tx, moved, actor)
  })
}

/** The officer has dealt with it outside the platform (general procedure): the case is closed with his reason. */
export async function concludeCase(ctx: Context, actor: Actor, id: string, input: { version: number; reason: string }) {
  return ctx.transact(async (tx: AccidentTx) => {
    const file = await openCase(ctx, tx, actor, 'accident.conclude', id)
    const moved = await take(ctx, tx, file, 'conclude', input.version, {
      actor,
      action: 'accident.concluded',
      change: { officerId: actor.id, closedAt: ctx.clock.now(), reason: input.reason },
      ...(await takeOpenOrders(ctx, tx, id, actor.id)),
    })
    return show(tx, moved, actor)
  })
}

/** Guard and move in one. The case as it is then, where the act changed no other row of it. */
async function take(
  ctx: Context,
  tx: AccidentTx,
  file: CaseFile,
  action: HumanAction,
  version: number,
  move: AccidentMove,
): Promise<CaseFile> {
  requireVersion(file, version)
  const step = transition(workflow, file.accident.state as AccidentState, action, file.progress)
  return withAccident(ctx, file, await moveAccident(ctx, tx, file.accident, { ...move, to: step.to }), move.actor)
}

async function toOfficer(ctx: Context, tx: AccidentTx, file: CaseFile, actor: Actor): Promise<AccidentView> {
  const sent = await sendToOfficer(ctx, tx, file, { actor, action: 'need-officer', reason: 'screening' })
  return show(tx, await readCase(ctx, tx, sent, actor), actor)
}

async function show(tx: AccidentTx, file: CaseFile, actor: Actor): Promise<AccidentView> {
  const orders = await tx.officerOrder.count({ where: { accidentId: file.accident.id } })
  return toView(actor, file, orders > 0)
}
