import type { Determination, Prisma, Settlement } from '../../generated/prisma/client.ts'
import { systemActor } from '../../kernel/access/roles.ts'
import { recordAudit } from '../../kernel/audit/record.ts'
import type { Context } from '../../kernel/context.ts'
import { newId } from '../../kernel/ids.ts'
import { announce } from '../../kernel/outbox.ts'
import type { Transaction } from '../../kernel/transaction.ts'
import { awaitsInsurance, getCaseFile, policiesOf, type AccidentTx, type CaseFile } from '../accidents/service.ts'
import { responsibilities } from '../determinations/rules/responsibilities.ts'
import { agreedMutualClaimObstacles, decisionSchema, getDeterminationInForce } from '../determinations/service.ts'
import { knownInsurers } from '../identity/service.ts'
import { insurersToTell } from './claims-due.ts'
import { estimate } from './estimate.ts'
import { claimEvents, settlementMade } from './events.ts'
import { moveClaim, type SettlementTx } from './move.ts'
import { sidesToSettle, type SideToSettle } from './settled-sides.ts'
import { openClaimStates } from './workflow.ts'

/** `insurer` is only read, through identity's directory. */
type Tx = SettlementTx & AccidentTx & Transaction<'determination' | 'insurer'>

/** An insurer answers at once when it can (CTPR 27); after an hour without an answer the hand-off begins anew. */
export const answerDueMs = 3_600_000

/**
 * So long the claims wait for a register that was not reached, for without it nobody knows whom to tell. Then they are made without
 * it, and the parties told to report by themselves: nobody is kept waiting for a register that is away for days.
 */
const registerPatienceMs = 3_600_000

/**
 * Settles the determination in force: what an earlier one left open with the insurers is withdrawn, and what they accepted is marked, for a
 * person to tell them; then the estimate, and one claim for each insurer that must be told. Does nothing where the estimate is there already. Makes
 * none while a register has yet to say who insures a vehicle (`registerPatienceMs`), and never for a certificate (APR 67), which says nothing of who
 * pays. Source: DOMAIN.md 3.2 to 3.5.
 */
export async function settle(ctx: Context, accidentId: string): Promise<void> {
  await ctx.transact(async (tx: Tx) => {
    const determination = await getDeterminationInForce(tx, accidentId)
    if (!determination) return
    if (await tx.settlement.findUnique({ where: { determinationId: determination.id } })) return
    await endEarlierClaims(ctx, tx, determination)
    if (determination.kind === 'certificate') return

    const file = await getCaseFile(ctx, tx, accidentId, systemActor)
    if (file.vehicles.some(awaitsInsurance) && isPatient(ctx, determination)) return
    const { bySide, undivided } = responsibilities(decisionSchema.parse(determination.decision).contacts)
    const sides = sidesToSettle(file, bySide, await connectedInsurers(tx, file))
    const obstacles = agreedMutualClaimObstacles(file, determination)
    const found = estimate(sides, undivided, file.rules.compensation, obstacles)
    const settlement = await tx.settlement.create({
      data: {
        id: newId(ctx.clock.now().getTime()),
        accidentId,
        determinationId: determination.id,
        ruleSetVersion: file.rules.version,
        createdAt: ctx.clock.now(),
        mutualClaim: found.mutualClaim,
        totalCents: found.totalCents,
        losses: found.losses satisfies Prisma.InputJsonObject,
        lines: found.lines satisfies Prisma.InputJsonArray,
      },
    })
    await makeClaims(ctx, tx, settlement, file, sides)
  })
}

function isPatient(ctx: Context, { inForceAt, issuedAt }: Pick<Determination, 'inForceAt' | 'issuedAt'>): boolean {
  return ctx.clock.now().getTime() - (inForceAt ?? issuedAt).getTime() < registerPatienceMs
}

async function makeClaims(
  ctx: Context,
  tx: Tx,
  settlement: Settlement,
  { accident }: CaseFile,
  sides: readonly SideToSettle[],
): Promise<void> {
  const now = ctx.clock.now()
  const claims = await tx.claim.createManyAndReturn({
    data: insurersToTell(sides.map(({ settled }) => settled)).map((insurerId) => ({
      id: newId(now.getTime()),
      settlementId: settlement.id,
      accidentId: accident.id,
      districtCode: accident.districtCode,
      insurerId,
      state: 'pending',
      createdAt: now,
      dueAt: new Date(now.getTime() + answerDueMs),
    })),
  })
  await recordAudit(tx, now, {
    stream: `accident:${accident.id}`,
    action: 'settlement.made',
    actor: systemActor,
    details: {
      mutualClaim: settlement.mutualClaim,
      totalCents: settlement.totalCents,
      insurerIds: claims.map(({ insurerId }) => insurerId),
      insurerUnknown: sides.filter(({ settled }) => settled.insurerId === null).map(({ settled }) => settled.side),
    },
    rows: [{ model: 'settlement', row: settlement }, ...claims.map((row) => ({ model: 'claim', row }))],
  })
  await announce(tx, [settlementMade(settlement), ...claims.flatMap((claim) => claimEvents('claim.created', claim))])
}

/** Those that rest on another determination: another delivery of the job may have made this one's meanwhile. */
async function endEarlierClaims(
  ctx: Context,
  tx: Tx,
  inForce: Pick<Determination, 'id' | 'accidentId'>,
): Promise<void> {
  const { id, accidentId } = inForce
  const earlier = { accidentId, settlement: { determinationId: { not: id } } }
  // All rows before the audit chain, as every other act on a claim does: so no two acts wait for each other.
  await tx.$queryRaw`select id from claim where "accidentId" = ${accidentId}::uuid order by id for no key update`
  const open = await tx.claim.findMany({ where: { ...earlier, state: { in: [...openClaimStates] } } })
  for (const claim of open) {
    await moveClaim(ctx, tx, claim, {
      actor: systemActor,
      event: 'claim.withdrawn',
      to: 'withdrawn',
      change: { dueAt: null },
    })
  }
  // The insurer has a number for it, and no message that takes it back: a person must tell it (`superseded` in every view of the claim).
  const accepted = await tx.claim.findMany({ where: { ...earlier, state: 'accepted', supersededAt: null } })
  for (const claim of accepted) {
    await moveClaim(ctx, tx, claim, {
      actor: systemActor,
      event: 'claim.superseded',
      change: { supersededAt: ctx.clock.now() },
    })
  }
}

/** Of the insurers that the registers named, those that this city works with. */
const connectedInsurers = (tx: Tx, { vehicles }: CaseFile): Promise<string[]> =>
  knownInsurers(
    tx,
    vehicles.flatMap((vehicle) => policiesOf(vehicle)?.insurerId ?? []),
  )
