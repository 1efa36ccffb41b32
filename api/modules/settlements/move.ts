import type { Claim, Prisma } from '../../generated/prisma/client.ts'
import type { Actor } from '../../kernel/access/roles.ts'
import { recordAudit } from '../../kernel/audit/record.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/errors.ts'
import { announce } from '../../kernel/outbox.ts'
import type { Transaction } from '../../kernel/transaction.ts'
import { claimEvents, type ClaimEvent } from './events.ts'
import type { ClaimState } from './workflow.ts'

export type SettlementTx = Transaction<'settlement' | 'claim'>

/** What a change of a claim consists of; none of it can be forgotten. */
interface ClaimMove {
  readonly actor: Actor
  readonly event: ClaimEvent
  readonly to?: ClaimState
  readonly change?: Prisma.ClaimUncheckedUpdateManyInput
  /** Codes and counts, no personal values. */
  readonly details?: Readonly<Record<string, unknown>>
}

/**
 * Moves a claim from the state and version that were read to the next: conditional update, audit event and announcement together.
 * Fails `conflict` with what the claim is now when somebody moved it first.
 */
export async function moveClaim(ctx: Context, tx: SettlementTx, before: Claim, move: ClaimMove): Promise<Claim> {
  const [after] = await tx.claim.updateManyAndReturn({
    where: { id: before.id, state: before.state, version: before.version },
    data: { ...move.change, ...(move.to ? { state: move.to } : {}), version: { increment: 1 } },
  })
  if (!after) {
    const { state, version } = await tx.claim.findUniqueOrThrow({ where: { id: before.id } })
    return fail('conflict', { state, version })
  }

  await recordAudit(tx, ctx.clock.now(), {
    stream: `accident:${after.accidentId}`,
    action: move.event,
    actor: move.actor,
    details: { insurerId: after.insurerId, from: before.state, to: after.state, ...move.details },
    rows: [{ model: 'claim', row: after }],
  })
  await announce(tx, claimEvents(move.event, after))
  return after
}
