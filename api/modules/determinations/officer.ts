import type { StaffActor } from '../../kernel/access/roles.ts'
import type { Context } from '../../kernel/context.ts'
import { requireAccess } from '../../kernel/access/access.ts'
import { fail } from '../../kernel/errors.ts'
import { transition } from '../../kernel/transitions.ts'
import { followUp, getCaseFile, type CaseFile } from '../accidents/service.ts'
import {
  awaiting,
  createDetermination,
  decisionFor,
  openForDecision,
  proposalsFor,
  requireUnmoved,
  requireVersion,
  supersede,
} from './decide.ts'
import { documentDue } from './events.ts'
import {
  factsOf,
  findDetermination,
  lockDeterminations,
  moveDetermination,
  type DeterminationTx,
  type WholeDetermination,
} from './move.ts'
import type { DecideAsOfficer, DeterminationView, ReplaceDetermination } from './schema.ts'
import { viewById } from './views.ts'
import { workflow, type DeterminationState } from './workflow.ts'

/** An officer makes the surveyor's determination his own: it is in force (APR 24), its document follows. */
export async function countersign(
  ctx: Context,
  actor: StaffActor,
  id: string,
  { version }: { version: number },
): Promise<DeterminationView> {
  return ctx.transact(async (tx: DeterminationTx) => {
    const { file, determination } = await openForCountersigning(ctx, tx, actor, id, version)
    const { accident } = file
    const step = transition(workflow, stateOf(determination), 'countersign', factsOf(determination, accident, actor))
    await followUp(ctx, tx, accident.id, 'countersigned', {
      actor,
      change: { officerId: actor.id },
      details: { determinationId: id },
    })
    const now = ctx.clock.now()
    await supersede(ctx, tx, accident, { actor, by: 'supersede', reason: '新的认定已生效', states: ['in-force'] })
    await moveDetermination(ctx, tx, determination, {
      actor,
      action: 'determination.countersigned',
      to: step.to,
      change: { countersignedById: actor.id, countersignedAt: now, inForceAt: now, dueAt: null, documentDueAt: now },
      announce: [documentDue],
    })
    return viewById(ctx, tx, actor, id)
  })
}

/** The officer sends it back: the surveyor decides anew. */
export async function withdrawDetermination(
  ctx: Context,
  actor: StaffActor,
  id: string,
  { version, reason }: { version: number; reason: string },
): Promise<DeterminationView> {
  return ctx.transact(async (tx: DeterminationTx) => {
    const { file, determination } = await openForCountersigning(ctx, tx, actor, id, version)
    const { accident } = file
    const step = transition(workflow, stateOf(determination), 'withdraw', factsOf(determination, accident, actor))
    await followUp(ctx, tx, accident.id, 'reissue', { actor, details: { determinationId: id } })
    await moveDetermination(ctx, tx, determination, {
      actor,
      action: 'determination.withdrawn',
      to: step.to,
      change: { endedReason: reason },
    })
    return viewById(ctx, tx, actor, id)
  })
}

/** Instead of countersigning the officer decides himself; both stay on record. */
export async function replaceDetermination(
  ctx: Context,
  actor: StaffActor,
  id: string,
  input: ReplaceDetermination,
): Promise<DeterminationView> {
  return ctx.transact(async (tx: DeterminationTx) => {
    const { file } = await openForCountersigning(ctx, tx, actor, id, input.version)
    return decide(ctx, tx, actor, file, { ...input, procedure: 'simple' }, 'countersigned')
  })
}

/**
 * The officer determines (APR 20 online, APR 24 simple procedure). It is in force at once; a refused receipt is noted and blocks nothing.
 * Every earlier version ends, one in force as well. Fails `not-now` for `online` unless all parties have applied for it together.
 */
export async function decideAsOfficer(
  ctx: Context,
  actor: StaffActor,
  accidentId: string,
  input: DecideAsOfficer,
): Promise<DeterminationView> {
  return ctx.transact(async (tx: DeterminationTx) => {
    const file = await openForDecision(ctx, tx, actor, 'determination.issue-as-officer', accidentId, input.version)
    if (input.procedure === 'online') requireJointApplication(file)
    return decide(ctx, tx, actor, file, input, 'officer-decided')
  })
}

/** The officer stays where he is only where all parties asked for that, and nothing calls him to the spot (APR 20). */
function requireJointApplication({ accident, progress }: CaseFile): void {
  if (accident.jointlyAppliedAt !== null && !progress.onlineBarred) return
  fail('not-now', { action: 'decide', reason: notApplied })
}

const notApplied = {
  zh: '各方当事人没有共同申请在线认定，请按简易程序办理',
  en: 'the parties have not all applied for an online determination: decide in the simple procedure',
}

async function decide(
  ctx: Context,
  tx: DeterminationTx,
  actor: StaffActor,
  file: CaseFile,
  input: DecideAsOfficer,
  consequence: 'countersigned' | 'officer-decided',
): Promise<DeterminationView> {
  const proposals = proposalsFor(file, input.contacts)
  const { decision, departs } = decisionFor(file, proposals, input, 'officer')
  const { accident } = file
  const change = { officerId: actor.id }
  requireUnmoved(accident, await followUp(ctx, tx, accident.id, consequence, { actor, change }))
  const by = consequence === 'countersigned' ? 'replace' : 'supersede'
  await supersede(ctx, tx, accident, { actor, by, reason: input.reason, states: awaiting })
  await supersede(ctx, tx, accident, { actor, by: 'supersede', reason: input.reason, states: ['in-force'] })
  const row = await createDetermination(ctx, tx, file, {
    actor,
    mandate: 'officer',
    procedure: input.procedure,
    authorisationId: null,
    proposals,
    decision,
    departs,
    conflict: null,
    dueAt: null,
  })
  return viewById(ctx, tx, actor, row.id)
}

async function openForCountersigning(
  ctx: Context,
  tx: DeterminationTx,
  actor: StaffActor,
  id: string,
  version: number,
): Promise<{ file: CaseFile; determination: WholeDetermination }> {
  const found = await findDetermination(tx, id)
  if (!found) fail('not-found')
  const file = await getCaseFile(ctx, tx, found.accidentId, actor)
  requireAccess(actor, 'determination.countersign', file.accident, 'accident.read')
  await lockDeterminations(tx, found.accidentId)
  const determination = (await findDetermination(tx, id)) ?? found
  requireVersion(determination, version)
  return { file, determination }
}

const stateOf = ({ state }: WholeDetermination) => state as DeterminationState
