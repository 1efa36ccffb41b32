import type { Claim, Settlement } from '../../generated/prisma/client.ts'
import { mayEver, requireAccess, scope } from '../../kernel/access/access.ts'
import type { StaffActor } from '../../kernel/access/roles.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/errors.ts'
import { availableActions, transition } from '../../kernel/transitions.ts'
import { accidentsById } from '../accidents/service.ts'
import { advancesNoFault } from './claims-due.ts'
import { settledLines, settledLosses } from './estimate.ts'
import { moveClaim, type SettlementTx } from './move.ts'
import type { ClaimQuery, ClaimView } from './schema.ts'
import { answerDueMs } from './settle.ts'
import { mayRetry } from './visibility.ts'
import { humanClaimActions, workflow, type ClaimAction, type ClaimState, type HumanClaimAction } from './workflow.ts'

/** The claims this reader may see, newest first: an insurer's people their own company's, the police their districts'. */
export async function listClaims(ctx: Context, actor: StaffActor, { after, limit, state }: ClaimQuery) {
  if (!mayEver(actor, 'claim.read')) fail('forbidden', { action: 'claim.read', reason: 'role' })
  const rows = await ctx.db.claim.findMany({
    where: { AND: [scope(actor, 'claim.read'), state ? { state } : {}, after ? { id: { lt: after } } : {}] },
    include: { settlement: true },
    orderBy: { id: 'desc' },
    take: limit + 1,
  })
  const shown = rows.slice(0, limit)
  const caseOf = await accidentsById(
    ctx.db,
    shown.map(({ accidentId }) => accidentId),
  )
  return {
    items: shown.map((row) => toView(actor, row, caseOf(row.accidentId))),
    next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
  }
}

/**
 * Sends a refused claim to its insurer once more, under the same key. For the insurer's clerk and the officers of the district.
 * Fails `conflict` when somebody did so first.
 */
export async function retryClaim(
  ctx: Context,
  actor: StaffActor,
  id: string,
  { version }: { version: number },
): Promise<ClaimView> {
  return ctx.transact(async (tx: SettlementTx) => {
    const found = await tx.claim.findUnique({ where: { id }, include: { settlement: true } })
    if (!found) fail('not-found')
    const { settlement, ...before } = found
    requireAccess(actor, 'claim.read', before, 'claim.read')
    if (!mayRetry(actor, before)) fail('forbidden', { action: 'claim.retry', reason: 'role' })
    if (before.version !== version) fail('conflict', { state: before.state, version: before.version })

    const accident = (await accidentsById(tx, [before.accidentId]))(before.accidentId)
    if (accident.personalErasedAt) fail('not-now', { action: 'retry', state: before.state, reason: erased })
    const { to } = transition(workflow, before.state as ClaimState, 'retry', null)
    const claim = await moveClaim(ctx, tx, before, {
      actor,
      event: 'claim.retried',
      to,
      change: { dueAt: new Date(ctx.clock.now().getTime() + answerDueMs), answeredAt: null },
    })
    return toView(actor, { ...claim, settlement }, accident)
  })
}

const erased = { zh: '案件资料已删除（保存期满）', en: 'the file was erased: its time of storage is over' }

function toView(
  actor: StaffActor,
  { settlement, ...claim }: Claim & { settlement: Settlement },
  accident: { readonly number: string },
): ClaimView {
  const { sides } = settledLosses.parse(settlement.losses)
  return {
    ...claim,
    accidentNumber: accident.number,
    state: claim.state as ClaimState,
    mutualClaim: settlement.mutualClaim,
    advancesNoFault: advancesNoFault(settledLines.parse(settlement.lines), sides, claim.insurerId),
    createdAt: claim.createdAt.toISOString(),
    dueAt: claim.dueAt?.toISOString() ?? null,
    answeredAt: claim.answeredAt?.toISOString() ?? null,
    superseded: claim.supersededAt !== null,
    actions: actionsFor(actor, claim),
  }
}

const isHuman = (action: ClaimAction): action is HumanClaimAction =>
  (humanClaimActions as readonly string[]).includes(action)

/** What this actor may do to the claim now. */
function actionsFor(actor: StaffActor, claim: Claim) {
  const may = (action: ClaimAction) => isHuman(action) && mayRetry(actor, claim)
  return availableActions(workflow, claim.state as ClaimState, null, may).filter(
    (entry): entry is typeof entry & { action: HumanClaimAction } => isHuman(entry.action),
  )
}
