import type { SettlementTx } from './move.ts'

/** Whether an insurer has accepted a claim of this case whose determination was replaced since. */
export async function claimsSuperseded(tx: Pick<SettlementTx, 'claim'>, accidentId: string): Promise<boolean> {
  return (await tx.claim.count({ where: { accidentId, supersededAt: { not: null } } })) > 0
}
