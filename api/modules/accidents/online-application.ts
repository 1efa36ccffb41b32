import type { DriverActor } from '../../kernel/access/roles.ts'
import type { SealedRow } from '../../kernel/audit/record.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/errors.ts'
import { transition } from '../../kernel/transitions.ts'
import { openCase, readCase, type CaseFile } from './case-file.ts'
import { moveAccident, type AccidentMove, type AccidentTx } from './move.ts'
import { ordersChanged } from './officer-orders.ts'
import { changeParty } from './parties.ts'
import type { CaseParty } from './party-numbers.ts'
import type { AccidentView } from './schema.ts'
import { toView } from './views.ts'
import { workflow, type AccidentState } from './workflow.ts'

/**
 * One party asks the police to determine online (申请交警在线认定). When every party has, the application is joint: the officer's orders say
 * so, and he may decide without driving out. Asking again changes nothing. Fails `not-now` where an officer must come. Source: APR 20.
 */
export async function applyOnline(ctx: Context, actor: DriverActor, id: string): Promise<AccidentView> {
  return ctx.transact(async (tx: AccidentTx) => {
    const { file, party } = await openOwn(ctx, tx, actor, id)
    const { accident, parties, progress } = file
    if (accident.state === 'with-officer' && progress.appliedByCaller) return toView(actor, file, true)
    const step = transition(workflow, accident.state as AccidentState, 'apply-online', progress)
    const now = ctx.clock.now()
    const applied = await changeParty(tx, party, { appliedOnlineAt: now })
    const joint = parties.every((each) => each.id === party.id || each.appliedOnlineAt !== null)
    return move(ctx, tx, file, {
      actor,
      action: joint ? 'accident.jointly-applied' : 'accident.applied-online',
      to: step.to,
      change: joint ? { jointlyAppliedAt: now } : {},
      details: { side: party.side },
      rows: [{ model: 'party', row: applied }],
      announce: joint ? await ordersChanged(tx, id) : [],
    })
  })
}

/** The party wants an officer on the spot after all: the application is joint no more. */
export async function withdrawApplication(ctx: Context, actor: DriverActor, id: string): Promise<AccidentView> {
  return ctx.transact(async (tx: AccidentTx) => {
    const { file, party } = await openOwn(ctx, tx, actor, id)
    const { accident, progress } = file
    const step = transition(workflow, accident.state as AccidentState, 'withdraw-application', progress)
    const withdrawn = await changeParty(tx, party, { appliedOnlineAt: null })
    return move(ctx, tx, file, {
      actor,
      action: 'accident.application-withdrawn',
      to: step.to,
      change: { jointlyAppliedAt: null },
      details: { side: party.side },
      rows: [{ model: 'party', row: withdrawn }],
      announce: accident.jointlyAppliedAt ? await ordersChanged(tx, id) : [],
    })
  })
}

/**
 * An application holds for as long as the officer has the case: when he has decided it or given it back, it is over. Returns what belongs
 * into the same move.
 */
export async function endApplications(
  tx: AccidentTx,
  parties: readonly CaseParty[],
): Promise<{ change: { jointlyAppliedAt: null }; rows: SealedRow[] }> {
  const rows: SealedRow[] = []
  for (const party of parties.filter(({ appliedOnlineAt }) => appliedOnlineAt !== null)) {
    rows.push({ model: 'party', row: await changeParty(tx, party, { appliedOnlineAt: null }) })
  }
  return { change: { jointlyAppliedAt: null }, rows }
}

async function openOwn(
  ctx: Context,
  tx: AccidentTx,
  actor: DriverActor,
  id: string,
): Promise<{ file: CaseFile; party: CaseParty }> {
  const file = await openCase(ctx, tx, actor, 'accident.apply-online', id)
  const party = file.parties.find(({ driverId }) => driverId === actor.id)
  if (!party) fail('not-found')
  return { file, party }
}

async function move(ctx: Context, tx: AccidentTx, { accident }: CaseFile, change: AccidentMove): Promise<AccidentView> {
  const moved = await moveAccident(ctx, tx, accident, change)
  return toView(change.actor, await readCase(ctx, tx, moved, change.actor), true)
}
