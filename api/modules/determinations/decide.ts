import type { Accident, Determination, Prisma } from '../../generated/prisma/client.ts'
import { requireAccess } from '../../kernel/access/access.ts'
import type { ActionName } from '../../kernel/access/policy.ts'
import type { Actor, StaffActor } from '../../kernel/access/roles.ts'
import { recordAudit } from '../../kernel/audit/record.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/errors.ts'
import { newId } from '../../kernel/ids.ts'
import { announce } from '../../kernel/outbox.ts'
import { transition } from '../../kernel/transitions.ts'
import { getCaseFile, type CaseFile } from '../accidents/service.ts'
import { requireWholeCase, toContacts } from './contacts.ts'
import type { DocumentKind } from './document/view.ts'
import { determinationIssued, documentDue } from './events.ts'
import type { Conflict } from './mandate.ts'
import { chosenMutualClaim } from './mutual-claim.ts'
import { factsOf, findInStates, lockDeterminations, moveDetermination, type DeterminationTx } from './move.ts'
import { propose, type Proposal } from './rules/propose.ts'
import type { Certificate, ContactFacts, Decision, IssueDetermination, Procedure } from './schema.ts'
import { weighDecision } from './weigh-decision.ts'
import { workflow, type DeterminationState } from './workflow.ts'

/** Opens a case for whoever wants to decide it. `version` is the accident's, as he looked at it. */
export async function openForDecision(
  ctx: Context,
  tx: DeterminationTx,
  actor: StaffActor,
  action: ActionName,
  accidentId: string,
  version: number,
): Promise<CaseFile> {
  const file = await getCaseFile(ctx, tx, accidentId, actor)
  requireAccess(actor, action, file.accident, 'accident.read')
  requireVersion(file.accident, version)
  await lockDeterminations(tx, accidentId)
  return file
}

/** Fails `conflict` when the row is not the version that was looked at. */
export function requireVersion(row: { readonly state: string; readonly version: number }, version: number): void {
  if (row.version !== version) fail('conflict', { state: row.state, version: row.version })
}

/** The case was moved by us and by nobody between our reading it and moving it. */
export function requireUnmoved(before: Accident, after: Accident): void {
  if (after.version !== before.version + 1) fail('conflict', { state: before.state, version: after.version - 1 })
}

/** What the engine makes of the picked situations, contact by contact. */
export function proposalsFor({ vehicles, rules }: CaseFile, contacts: readonly ContactFacts[]): Proposal[] {
  return propose(toContacts(contacts, vehicles, rules), rules)
}

/**
 * The decision in storage form. Fails `shares-inconsistent` naming contact and rule, `bad-input` for what is left out, `not-now` for
 * 互碰自赔 where its conditions do not hold.
 */
export function decisionFor(
  file: CaseFile,
  proposals: readonly Proposal[],
  { contacts, reason, claimMethod }: Pick<IssueDetermination, 'contacts' | 'reason' | 'claimMethod'>,
  mandate: NewDetermination['mandate'],
): { decision: Decision; departs: boolean } {
  requireWholeCase(contacts, file.vehicles)
  const weighed = weighDecision(contacts, proposals)
  if (weighed.problems.length > 0) fail('shares-inconsistent', { problems: weighed.problems })
  if (weighed.departs && reason === null) {
    fail('bad-input', { issues: [{ path: 'reason', message: 'say why the decision departs from the proposal' }] })
  }
  const mutualClaim = chosenMutualClaim(file, weighed.contacts, claimMethod, mandate)
  return { decision: { contacts: weighed.contacts, reason, mutualClaim }, departs: weighed.departs }
}

/** A new version, as its decider made it. */
export interface NewDetermination {
  readonly actor: StaffActor
  readonly mandate: 'issue' | 'countersign' | 'officer'
  readonly procedure: Procedure | null
  readonly authorisationId: string | null
  readonly proposals: readonly Proposal[]
  readonly decision: Decision
  /** Instead of shares, where the facts cannot be told. */
  readonly certificate?: Certificate
  readonly departs: boolean
  readonly conflict: Conflict | null
  readonly dueAt: Date | null
}

const kindUnder = {
  issue: 'agreement',
  countersign: 'simple-procedure',
  officer: 'simple-procedure',
} as const satisfies Record<NewDetermination['mandate'], DocumentKind>
const stateUnder = { issue: 'signing', countersign: 'countersigning', officer: 'in-force' } as const

/** Writes the next version of the case's determination, with audit event and announcements. */
export async function createDetermination(
  ctx: Context,
  tx: DeterminationTx,
  { accident, rules }: Pick<CaseFile, 'accident' | 'rules'>,
  { actor, mandate, proposals, decision, certificate, conflict, departs, ...made }: NewDetermination,
): Promise<Determination> {
  const now = ctx.clock.now()
  const last = await tx.determination.aggregate({ where: { accidentId: accident.id }, _max: { revision: true } })
  const state: DeterminationState = stateUnder[mandate]
  const row = await tx.determination.create({
    data: {
      ...made,
      id: newId(now.getTime()),
      accidentId: accident.id,
      revision: (last._max.revision ?? 0) + 1,
      kind: certificate ? 'certificate' : kindUnder[mandate],
      state,
      mandate,
      ruleSetVersion: rules.version,
      districtCode: accident.districtCode,
      decidedByKind: mandate === 'officer' ? 'officer' : 'surveyor',
      decidedById: actor.id,
      proposal: proposals as unknown as Prisma.InputJsonArray,
      decision: decision satisfies Prisma.InputJsonObject,
      ...(certificate ? { certificate } : {}),
      departsFromProposal: departs,
      ...(conflict ? { conflict: { ...conflict } } : {}),
      issuedAt: now,
      inForceAt: state === 'in-force' ? now : null,
      documentDueAt: state === 'countersigning' ? null : now,
    },
  })
  await recordAudit(tx, now, {
    stream: `accident:${accident.id}`,
    action: certificate ? 'determination.certified' : 'determination.issued',
    actor,
    details: {
      determinationId: row.id,
      revision: row.revision,
      to: state,
      mandate,
      procedure: row.procedure,
      ruleSetVersion: row.ruleSetVersion,
      codes: proposals.flatMap(({ codes }) => codes),
      departsFromProposal: departs,
      mutualClaim: decision.mutualClaim !== null,
      conflictOfInterest: conflict !== null,
    },
    rows: [{ model: 'determination', row }],
  })
  await announce(tx, [determinationIssued(row), ...(state === 'countersigning' ? [] : [documentDue(row)])])
  return row
}

/** Issued, and waiting for somebody. */
export const awaiting = ['signing', 'countersigning'] as const satisfies readonly DeterminationState[]

/**
 * Ends the versions of these states, because another takes their place. One in force binds until the next is in force itself: it is
 * not ended by a version that still waits for signatures.
 */
export async function supersede(
  ctx: Context,
  tx: DeterminationTx,
  accident: Accident,
  { actor, by, reason, states }: Superseding,
): Promise<void> {
  const ending = await findInStates(tx, accident.id, states)
  for (const before of ending) {
    const step = transition(workflow, before.state as DeterminationState, by, factsOf(before, accident, actor))
    await moveDetermination(ctx, tx, before, {
      actor,
      action: 'determination.superseded',
      to: step.to,
      change: { endedReason: reason },
      details: { by },
    })
  }
}

interface Superseding {
  readonly actor: Actor
  readonly by: 'reissue' | 'replace' | 'supersede'
  readonly reason: string
  readonly states: readonly DeterminationState[]
}
