import { systemActor } from '../../kernel/access/roles.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/errors.ts'
import type { ClaimAnswer } from '../../kernel/ports.ts'
import { transition } from '../../kernel/transitions.ts'
import { getCaseFile } from '../accidents/service.ts'
import { getDeterminationInForce } from '../determinations/service.ts'
import { accidentFormOf } from './accident-form.ts'
import { claimReport } from './claim-report.ts'
import { moveClaim, type SettlementTx } from './move.ts'
import { workflow, type ClaimState } from './workflow.ts'

/**
 * Reports one claim to its insurer and notes the answer. May run any number of times: the claim's id is the key under which the insurer
 * knows it, and an answered claim is left alone. Fails `unavailable` where the insurer gave no answer, so that the job is tried again later.
 */
export async function handOffClaim(ctx: Context, claimId: string): Promise<void> {
  const claim = await ctx.db.claim.findUniqueOrThrow({ where: { id: claimId }, include: { settlement: true } })
  if (claim.state !== 'pending') return
  const { settlement } = claim
  const determination = await getDeterminationInForce(ctx.db, claim.accidentId)
  // Replaced since: the settlement of its successor withdraws this claim.
  if (determination?.id !== settlement.determinationId) return
  if (!determination.document) throw new Error('the document is not sealed yet')

  const file = await getCaseFile(ctx, ctx.db, claim.accidentId, systemActor)
  const form = accidentFormOf(determination)
  const report = await claimReport(ctx, claim, settlement, file, determination.document, form)
  const answer = await ctx.insurers.reportClaim(claim.insurerId, report, claim.id)

  await ctx.transact((tx: SettlementTx) => noteAnswer(ctx, tx, claim.id, answer))
  if (answer.status === 'unavailable') fail('unavailable', { part: 'insurer' }, new Error(answer.reason))
}

/** Another delivery of the job may have noted its answer, or a new determination withdrawn the claim, while this one waited. */
async function noteAnswer(ctx: Context, tx: SettlementTx, claimId: string, answer: ClaimAnswer): Promise<void> {
  const claim = await tx.claim.findUniqueOrThrow({ where: { id: claimId } })
  if (claim.state !== 'pending') return
  const state = claim.state as ClaimState
  const attempts = claim.attempts + 1
  const answered = { attempts, dueAt: null, answeredAt: ctx.clock.now() }
  switch (answer.status) {
    case 'accepted':
      await moveClaim(ctx, tx, claim, {
        actor: systemActor,
        event: 'claim.accepted',
        to: transition(workflow, state, 'accept', null).to,
        change: { ...answered, claimNumber: answer.claimNumber, lastError: null },
        details: { attempts },
      })
      return
    case 'rejected':
      await moveClaim(ctx, tx, claim, {
        actor: systemActor,
        event: 'claim.rejected',
        to: transition(workflow, state, 'reject', null).to,
        change: { ...answered, lastError: answer.reason },
        details: { attempts, reason: answer.reason },
      })
      return
    case 'unavailable':
      await moveClaim(ctx, tx, claim, {
        actor: systemActor,
        event: 'claim.unanswered',
        change: { attempts, lastError: answer.reason },
        details: { attempts, reason: answer.reason },
      })
  }
}
