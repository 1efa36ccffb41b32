import { systemActor } from '../../kernel/access/roles.ts'
import type { Context } from '../../kernel/context.ts'
import type { Job, Sweep } from '../../kernel/jobs.ts'
import { announce } from '../../kernel/outbox.ts'
import { transition } from '../../kernel/transitions.ts'
import { getCaseFile, sendToOfficer } from '../accidents/service.ts'
import { documentDue } from './events.ts'
import { factsOf, findDetermination, lockDeterminations, moveDetermination, type DeterminationTx } from './move.ts'
import { sealDocument } from './seal.ts'
import { workflow, type DeterminationState } from './workflow.ts'

/**
 * Makes the document. In the background because it takes 0.3 to 1 s of processor time with a case's photos (measured: 10 photos, 2 cores),
 * which would hold up every other request of that process. The parties wait for it, so it goes first.
 */
const renderDocument: Job = {
  name: 'render-document',
  lane: 'documents',
  on: ['determination.document-due'],
  // It depends on our own disk and database only: eight attempts outlast a restart of either. The sweep starts it anew after that.
  maxAttempts: 8,
  priority: 0,
  keyField: 'id',
  run: (ctx, { id = '' }) => sealDocument(ctx, id),
}

export const determinationJobs: readonly Job[] = [renderDocument]

const minuteMs = 60_000
/** A document that is not there by now has lost its job. */
const documentLateMs = 5 * minuteMs
const perTurn = 50

/** What nobody signed or countersigned in time goes to an officer; what has no document yet is announced again. */
export const determinationSweeps: readonly Sweep[] = [
  {
    name: 'determination-deadlines',
    everyMs: minuteMs,
    run: async (ctx) => {
      await lapseOverdue(ctx)
      await announceUnsealed(ctx)
    },
  },
]

async function lapseOverdue(ctx: Context): Promise<void> {
  const overdue = await ctx.db.determination.findMany({
    where: { state: { in: ['signing', 'countersigning'] }, dueAt: { lte: ctx.clock.now() } },
    orderBy: { dueAt: 'asc' },
    take: perTurn,
    select: { id: true, accidentId: true },
  })
  for (const { id, accidentId } of overdue) {
    // One case that cannot be moved just now must not hold up the others; the next turn tries it again.
    await lapse(ctx, id, accidentId).catch((error: unknown) => ctx.log.warn({ err: error, id }, 'could not lapse'))
  }
}

/** Ends an overdue version and, unless somebody has the case already, sends it to an officer. */
function lapse(ctx: Context, id: string, accidentId: string): Promise<void> {
  return ctx.transact(async (tx: DeterminationTx) => {
    await lockDeterminations(tx, accidentId)
    const before = await findDetermination(tx, id)
    if (!before?.dueAt || before.dueAt > ctx.clock.now()) return
    const file = await getCaseFile(ctx, tx, accidentId, systemActor)
    const state = before.state as DeterminationState
    const step = transition(workflow, state, 'lapse', factsOf(before, file.accident, systemActor))
    const reason = state === 'signing' ? '当事人未按时签名' : '民警未按时确认'
    if (file.accident.state === state) {
      const action = state === 'signing' ? 'declined' : 'need-officer'
      await sendToOfficer(ctx, tx, file, { actor: systemActor, action, reason })
    }
    await moveDetermination(ctx, tx, before, {
      actor: systemActor,
      action: 'determination.lapsed',
      to: step.to,
      change: { endedReason: reason },
    })
  })
}

/** Asks an index of the few that wait for their document, however many determinations there are. */
export async function announceUnsealed(ctx: Context): Promise<void> {
  const late = new Date(ctx.clock.now().getTime() - documentLateMs)
  const unsealed = await ctx.db.determination.findMany({
    where: { documentDueAt: { lte: late } },
    orderBy: { documentDueAt: 'asc' },
    take: perTurn,
  })
  await ctx.transact((tx) => announce(tx, unsealed.map(documentDue)))
}
