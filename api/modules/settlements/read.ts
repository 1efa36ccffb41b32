import type { Claim } from '../../generated/prisma/client.ts'
import { decide, requireAccess } from '../../kernel/access/access.ts'
import type { Actor } from '../../kernel/access/roles.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/errors.ts'
import { addUp } from '../../kernel/money.ts'
import { getCaseFile } from '../accidents/service.ts'
import { getDeterminationInForce } from '../determinations/service.ts'
import { advancesNoFault, linesOf } from './claims-due.ts'
import { settledLines, settledLosses } from './estimate.ts'
import type { SettlementView } from './schema.ts'
import type { SettledSide } from './settled-sides.ts'
import { sidesShownTo } from './visibility.ts'
import type { ClaimState } from './workflow.ts'

/**
 * The newest estimate of a case, as far as this reader may see it. Fails `not-found` where there is none yet, where a certificate took the
 * place of the determination that it was made for, or where the case is none of his business, `forbidden` for whoever handles the road and not the money.
 */
export async function getSettlement(ctx: Context, actor: Actor, accidentId: string): Promise<SettlementView> {
  const { accident, parties, rules } = await getCaseFile(ctx, ctx.db, accidentId, actor)
  requireAccess(actor, 'accident.read', accident, 'accident.read')
  const settlement = await ctx.db.settlement.findFirst({
    where: { accidentId },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    include: { claims: { orderBy: { insurerId: 'asc' } } },
  })
  if (!settlement || (await getDeterminationInForce(ctx.db, accidentId))?.kind === 'certificate') fail('not-found')

  const { sides, notes } = settledLosses.parse(settlement.losses)
  const lines = settledLines.parse(settlement.lines)
  const shown = sidesShownTo(actor, sides, parties)
  if (!shown) fail('forbidden', { action: 'settlement.read', reason: 'role' })

  const ownLines = linesOf(lines, shown)
  return {
    id: settlement.id,
    accidentId,
    determinationId: settlement.determinationId,
    label: rules.compensation.estimateLabel,
    mutualClaim: settlement.mutualClaim,
    sides: sides
      .filter(({ side }) => shown.has(side))
      .map((side) => ({
        ...side,
        receivesCents: addUp(lines.filter(({ to }) => to === side.side).map(({ amountCents }) => amountCents)),
        paysCents: addUp(lines.filter(({ from }) => from === side.side).map(({ amountCents }) => amountCents)),
      })),
    lines: ownLines,
    claims: settlement.claims
      .filter((claim) =>
        isShown(actor, claim, sides, new Set([...shown, ...ownLines.flatMap(({ from, to }) => [from, to])])),
      )
      .map((claim) => ({
        id: claim.id,
        insurerId: claim.insurerId,
        state: claim.state as ClaimState,
        claimNumber: claim.claimNumber,
        answeredAt: claim.answeredAt?.toISOString() ?? null,
        advancesNoFault: advancesNoFault(lines, sides, claim.insurerId),
        superseded: claim.supersededAt !== null,
      })),
    totalCents: shown.size === sides.length ? settlement.totalCents : null,
    notes,
    ruleSetVersion: settlement.ruleSetVersion,
    createdAt: settlement.createdAt.toISOString(),
  }
}

/** A party sees the claims by which it pays or is paid, with their numbers; an insurer's people their own company's. */
function isShown(actor: Actor, claim: Claim, sides: readonly SettledSide[], concerned: ReadonlySet<string>): boolean {
  if (actor.kind === 'driver') {
    return sides.some(({ side, insurerId }) => insurerId === claim.insurerId && concerned.has(side))
  }
  if (actor.role === 'surveyor') return actor.kind === 'staff' && actor.insurerId === claim.insurerId
  return decide(actor, 'claim.read', claim).allowed
}
