import { systemActor } from '../../kernel/access/roles.ts'
import type { Context } from '../../kernel/context.ts'
import type { Transaction } from '../../kernel/transaction.ts'
import { findAccident, followUp, type AccidentTx } from '../accidents/service.ts'
import { getDeterminationInForce } from '../determinations/service.ts'
import { claimsAnswered } from './events.ts'
import type { SettlementTx } from './move.ts'

type Tx = SettlementTx & AccidentTx & Transaction<'determination'>

/**
 * Settles the case once every insurer that was told has answered, or none had to be told. Looks at the determination in force only, so
 * that a late answer to an earlier one settles nothing. Does nothing while an answer is out, and nothing the second time.
 */
export async function finishClaims(ctx: Context, accidentId: string): Promise<void> {
  await ctx.transact(async (tx: Tx) => {
    const determination = await getDeterminationInForce(tx, accidentId)
    if (!determination) return
    const settlement = await tx.settlement.findUnique({ where: { determinationId: determination.id } })
    if (!settlement) return
    const unanswered = await tx.claim.count({ where: { settlementId: settlement.id, state: 'pending' } })
    if (unanswered > 0) return
    const accident = await findAccident(tx, accidentId)
    if (accident?.state !== 'claiming') return
    await followUp(ctx, tx, accidentId, 'claims-answered', {
      actor: systemActor,
      announce: [claimsAnswered(settlement)],
    })
  })
}
