import type { Determination } from '../../generated/prisma/client.ts'
import { systemActor } from '../../kernel/access/roles.ts'
import { recordAudit } from '../../kernel/audit/record.ts'
import { chinaCalendar } from '../../kernel/calendars/china.ts'
import type { Context } from '../../kernel/context.ts'
import { newId } from '../../kernel/ids.ts'
import { announce } from '../../kernel/outbox.ts'
import type { CityPolicy } from '../../kernel/rule-set.ts'
import type { Transaction } from '../../kernel/transaction.ts'
import { addWorkingDays } from '../../kernel/working-days.ts'
import { getCaseFile, type AccidentTx, type CaseFile } from '../accidents/service.ts'
import { endedStates, findDetermination } from '../determinations/service.ts'
import { photoFlags } from '../evidence/service.ts'
import { claimsSuperseded } from '../settlements/service.ts'
import { reviewChanged } from './events.ts'
import { flagsOf } from './flags.ts'
import type { ReviewTx } from './move.ts'
import { isSampled } from './sampling.ts'
import type { ReviewState } from './workflow.ts'

type Tx = ReviewTx & AccidentTx & Transaction<'determination' | 'evidence' | 'claim'>

/**
 * Puts a surveyor's determination before the officers: open when something flags it or the sample draws it, closed from the start
 * otherwise. An officer's own determination is not reviewed here. Does nothing the second time.
 */
export async function openReview(ctx: Context, determinationId: string): Promise<void> {
  await ctx.transact(async (tx: Tx) => {
    const determination = await findDetermination(tx, determinationId)
    if (determination?.decidedByKind !== 'surveyor') return
    if (await tx.review.findUnique({ where: { determinationId } })) return

    const { accidentId } = determination
    const file = await getCaseFile(ctx, tx, accidentId, systemActor)
    const { policy } = file.rules
    const flags = flagsOf({
      departsFromProposal: determination.departsFromProposal,
      conflictOfInterest: determination.conflict !== null,
      registerDown: registerWasDown(file),
      claimSuperseded: await claimsSuperseded(tx, accidentId),
      photos: await photoFlags(ctx, tx, accidentId),
    })
    const sampled = isSampled(determinationId, policy.reviewSamplePercent)
    const now = ctx.clock.now()
    const state = firstState(determination, flags.length > 0 || sampled)
    const review = await tx.review.create({
      data: {
        id: newId(now.getTime()),
        accidentId,
        determinationId,
        districtCode: determination.districtCode,
        state,
        flags,
        sampled,
        decidedById: determination.decidedById,
        countersignedById: determination.countersignedById,
        createdAt: now,
        dueAt: dueAt(determination, policy),
        closedAt: state === 'open' ? null : now,
      },
    })
    await recordAudit(tx, now, {
      stream: `accident:${accidentId}`,
      action: 'review.opened',
      actor: systemActor,
      details: { determinationId, to: review.state, flags, sampled },
      rows: [{ model: 'review', row: review }],
    })
    await announce(tx, [reviewChanged(review)])
  })
}

/** A determination may have been replaced before anybody got round to opening its review. */
function firstState({ state }: Determination, due: boolean): ReviewState {
  if ((endedStates as readonly string[]).includes(state)) return 'lapsed'
  return due ? 'open' : 'not-sampled'
}

/** `pending`: it had not answered when the surveyor decided, so a conflict of interest may have been unknown to all. */
const registerWasDown = ({ vehicles, parties }: CaseFile) =>
  vehicles.some(({ registryState }) => registryState === 'down' || registryState === 'pending') ||
  parties.some(({ licenceState }) => licenceState === 'down')

/** An officer should have looked before the parties' time to apply for 复核 is over (APR 71): so many working days after the issue. */
function dueAt({ issuedAt }: Determination, { periods }: CityPolicy): Date {
  const deadline = addWorkingDays(issuedAt, periods.reviewApplication.days, chinaCalendar)
  return deadline.known ? deadline.dueAt : deadline.fallback.dueAt
}
