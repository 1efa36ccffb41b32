import type { Prisma } from '../../generated/prisma/client.ts'
import { systemActor } from '../../kernel/access/roles.ts'
import { recordAudit } from '../../kernel/audit/record.ts'
import type { Context } from '../../kernel/context.ts'
import { withPlatesMasked } from '../accidents/service.ts'
import type { SettlementTx } from './move.ts'

/**
 * The time of storage of a case's file is over: plates keep their ends, and the numbers by which insurers know the claims go with what they wrote.
 * Amounts by side stay.
 */
export async function eraseSettlements(
  ctx: Context,
  tx: SettlementTx,
  { id: accidentId, plates }: { readonly id: string; readonly plates: readonly string[] },
): Promise<void> {
  const where = { accidentId }
  const rows = []
  for (const { id, losses, lines } of await tx.settlement.findMany({ where, orderBy: { id: 'asc' } })) {
    const data = withPlatesMasked({ losses, lines } as Record<'losses' | 'lines', Prisma.InputJsonValue>, plates)
    rows.push({ model: 'settlement', row: await tx.settlement.update({ where: { id }, data }) })
  }
  for (const { id } of await tx.claim.findMany({ where, orderBy: { id: 'asc' }, select: { id: true } })) {
    const data = { claimNumber: null, lastError: null, version: { increment: 1 } }
    rows.push({ model: 'claim', row: await tx.claim.update({ where: { id }, data }) })
  }
  if (rows.length === 0) return
  await recordAudit(tx, ctx.clock.now(), {
    stream: `accident:${accidentId}`,
    action: 'settlement.erased',
    actor: systemActor,
    details: { rows: rows.length },
    rows,
  })
}
