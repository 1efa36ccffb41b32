import type { Accident, OfficerOrder } from '../../generated/prisma/client.ts'
import { requireAccess, scope } from '../../kernel/access/access.ts'
import type { Actor, StaffActor } from '../../kernel/access/roles.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/errors.ts'
import { newId } from '../../kernel/ids.ts'
import { transition } from '../../kernel/transitions.ts'
import { openCase, readCase, type CaseFile } from './case-file.ts'
import { lockAccident, moveAccident, type AccidentMove, type AccidentTx } from './move.ts'
import type { AccidentView } from './schema.ts'
import { toView } from './views.ts'
import { caseClosed, isFinal, workflow, type AccidentState } from './workflow.ts'

/**
 * "Send an officer" (要求交警到场): open to everybody concerned, in every state that is not final. It makes an order that reaches the duty
 * officer, and no surveyor can take it back. Asking again while an order is open changes nothing. Source: APR 20(2).
 */
export async function requestOfficer(
  ctx: Context,
  actor: Actor,
  id: string,
  { reason }: { reason: string },
): Promise<AccidentView> {
  return ctx.transact(async (tx: AccidentTx) => {
    const file = await openCase(ctx, tx, actor, 'accident.request-officer', id)
    const open = await tx.officerOrder.findFirst({ where: { accidentId: id, state: 'open' } })
    if (open ?? file.accident.state === 'with-officer') return toView(actor, file, true)
    const moved = await sendToOfficer(ctx, tx, file, { actor, action: 'request-officer', reason })
    return toView(actor, await readCase(ctx, tx, moved, actor), true)
  })
}

/** Moves the case to an officer and makes the order, whoever or whatever asks. */
export async function sendToOfficer(
  ctx: Context,
  tx: AccidentTx,
  { accident, progress, screening }: CaseFile,
  { actor, action, reason }: { actor: Actor; action: 'request-officer' | 'need-officer' | 'declined'; reason: string },
): Promise<Accident> {
  const now = ctx.clock.now()
  const step = transition(workflow, accident.state as AccidentState, action, progress)
  const order = await tx.officerOrder.create({
    data: {
      id: newId(now.getTime()),
      accidentId: accident.id,
      districtCode: accident.districtCode,
      reason,
      requestedBy: actor.role,
      state: 'open',
      createdAt: now,
    },
  })
  return moveAccident(ctx, tx, accident, {
    actor,
    action: 'accident.officer-requested',
    to: step.to,
    change: {
      // Whoever asks for an officer no longer settles by himself: at least the simple procedure.
      route: screening.route === 'A' || screening.route === 'B' ? 'C' : screening.route,
      routeReasons: screening.reasons.map(({ code }) => code),
    },
    details: { asked: action, reasons: screening.reasons.map(({ code }) => code) },
    rows: [{ model: 'officerOrder', row: order }],
    announce: [orderChanged(order)],
  })
}

const orderChanged = (order: OfficerOrder) => ({
  topic: 'officer-order.changed',
  payload: { room: `orders:${order.districtCode}`, id: order.id, version: order.version },
})

/** What tells the lists that the orders of this case say something else. */
export async function ordersChanged(tx: AccidentTx, accidentId: string) {
  return (await tx.officerOrder.findMany({ where: { accidentId } })).map(orderChanged)
}

const namedCase = { accident: { select: { number: true, placeText: true, jointlyAppliedAt: true } } } as const

/** Orders of the officer's districts, newest first. */
export async function listOfficerOrders(
  ctx: Context,
  actor: StaffActor,
  { after, limit }: { after?: string; limit: number },
) {
  const rows = await ctx.db.officerOrder.findMany({
    where: { AND: [scope(actor, 'officerOrder.read'), after ? { id: { lt: after } } : {}] },
    include: namedCase,
    orderBy: { id: 'desc' },
    take: limit + 1,
  })
  const shown = rows.slice(0, limit)
  return { items: shown.map(toOrderView), next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null }
}

/** The duty officer takes the order: the case is his. Fails `not-now` once the case is over. */
export async function acceptOfficerOrder(
  ctx: Context,
  actor: StaffActor,
  id: string,
  { version }: { version: number },
) {
  return ctx.transact(async (tx: AccidentTx) => {
    const before = await tx.officerOrder.findUnique({ where: { id } })
    if (!before) fail('not-found')
    requireAccess(actor, 'officerOrder.accept', before, 'officerOrder.read')
    const accident = await lockAccident(tx, before.accidentId)
    if (!accident) fail('not-found')
    if (isFinal(accident)) fail('not-now', { state: accident.state, reason: caseClosed })
    const { count } = await tx.officerOrder.updateMany({
      where: { id, state: 'open', version },
      data: { state: 'accepted', officerId: actor.id, acceptedAt: ctx.clock.now(), version: { increment: 1 } },
    })
    const { accident: named, ...order } = await tx.officerOrder.findUniqueOrThrow({ where: { id }, include: namedCase })
    if (count === 0) fail('conflict', { state: order.state, version: order.version })
    await moveAccident(ctx, tx, accident, {
      actor,
      action: 'accident.officer-assigned',
      change: { officerId: actor.id },
      rows: [{ model: 'officerOrder', row: order }],
      announce: [orderChanged(order)],
    })
    return toOrderView({ ...order, accident: named })
  })
}

/**
 * An officer who takes the case itself has its open orders with it: none may wait for a case that is in hand or closed.
 * Returns what belongs into the same move. Case before order is the order in which everybody here locks.
 */
export async function takeOpenOrders(
  ctx: Context,
  tx: AccidentTx,
  accidentId: string,
  officerId: string | null,
): Promise<Pick<AccidentMove, 'rows' | 'announce'>> {
  await lockAccident(tx, accidentId)
  const open = await tx.officerOrder.findMany({ where: { accidentId, state: 'open' } })
  const taken: OfficerOrder[] = []
  for (const { id } of open) {
    const data = { state: 'accepted', officerId, acceptedAt: ctx.clock.now(), version: { increment: 1 } }
    taken.push(await tx.officerOrder.update({ where: { id }, data }))
  }
  return { rows: taken.map((row) => ({ model: 'officerOrder', row })), announce: taken.map(orderChanged) }
}

/** Whether somebody has asked for an officer since this moment: the case is in his hands, or waits for him. */
export async function officerAskedSince(
  tx: Pick<AccidentTx, 'officerOrder'>,
  accidentId: string,
  since: Date,
): Promise<boolean> {
  const where = { accidentId, OR: [{ state: 'open' }, { createdAt: { gt: since } }] }
  return (await tx.officerOrder.count({ where })) > 0
}

interface NamedCase {
  readonly number: string
  readonly placeText: string
  readonly jointlyAppliedAt: Date | null
}

function toOrderView({ accident, ...order }: OfficerOrder & { accident: NamedCase }) {
  return {
    ...order,
    accidentNumber: accident.number,
    placeText: accident.placeText,
    jointApplication: accident.jointlyAppliedAt !== null,
    state: order.state as 'open' | 'accepted',
    createdAt: order.createdAt.toISOString(),
    acceptedAt: order.acceptedAt?.toISOString() ?? null,
  }
}
