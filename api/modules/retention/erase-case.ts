import type { Accident } from '../../generated/prisma/client.ts'
import { systemActor } from '../../kernel/access/roles.ts'
import type { Context } from '../../kernel/context.ts'
import type { Transaction } from '../../kernel/transaction.ts'
import { shanghaiDay } from '../../kernel/working-days.ts'
import { caseBrief, lockAccident, markErased } from '../accidents/service.ts'
import { eraseDeterminations, lockDeterminations } from '../determinations/service.ts'
import { erasePhotos, erasePreviews, lockEvidenceOf } from '../evidence/service.ts'
import { eraseReviews } from '../reviews/service.ts'
import { eraseSettlements } from '../settlements/service.ts'
import { discardErased } from './discard.ts'
import { holdsOf, isOpen, recordHold, type RetentionTx } from './move.ts'
import { daysKept, stagesDue } from './rules/due.ts'
import { erasureStages, periodsInForce, type ErasureStage, type RetentionPeriods } from './rules/retention-periods.ts'

type ErasureTx = RetentionTx &
  Transaction<
    | 'evidence'
    | 'custodyEvent'
    | 'fingerprint'
    | 'determination'
    | 'document'
    | 'signature'
    | 'serviceRecord'
    | 'settlement'
    | 'claim'
    | 'review'
    | 'staffUser'
    | 'insurer'
    | 'oneTimeCode'
  >

/**
 * Erases what of a case is due: part by part, each in one transaction that empties the rows, records it and notes which bytes are to go; the bytes go
 * afterwards. A crash in between leaves a record that says so and a note that the next run follows: what is gone is always on record. Done twice it does
 * nothing, and it asks the rule itself: a hold, or a period that became longer since the job was made, keeps what is there. Where the installation does not
 * erase (`ERASE_WHEN_DUE`) it does nothing.
 */
export async function eraseCase(ctx: Context, accidentId: string): Promise<void> {
  if (!ctx.policy.erasesWhenDue) return
  for (const stage of erasureStages) await ctx.transact((tx: ErasureTx) => eraseStage(ctx, tx, accidentId, stage))
  await discardErased(ctx, accidentId)
}

async function eraseStage(ctx: Context, tx: ErasureTx, accidentId: string, stage: ErasureStage): Promise<void> {
  // Photos and determinations before the case, as everybody locks.
  if (stage === 'personal') await lockDeterminations(tx, accidentId)
  else await lockEvidenceOf(tx, accidentId)
  const accident = await lockAccident(tx, accidentId)
  if (!accident) return
  const now = ctx.clock.now()
  const periods = periodsInForce(shanghaiDay(now), accident.cityCode)
  const held = (await holdsOf(tx, accidentId)).some(isOpen)
  if (!periods || !stagesDue(accident, { periods, held, now }).includes(stage)) return

  const keys = await erase(ctx, tx, accident, stage, periods)
  const noted = { accidentId, erasedAt: now, retryAt: now }
  await tx.erasedObject.createMany({
    data: [...new Set(keys)].map((key) => ({ key, ...noted })),
    skipDuplicates: true,
  })
}

async function erase(
  ctx: Context,
  tx: ErasureTx,
  accident: Accident,
  stage: ErasureStage,
  periods: RetentionPeriods,
): Promise<readonly string[]> {
  const { id } = accident
  const details = { daysKept: daysKept(accident.state, stage, periods), periodsValidFrom: periods.validFrom }
  if (stage !== 'personal') {
    const keys = await (stage === 'previews' ? erasePreviews : erasePhotos)(ctx, tx, id)
    await markErased(ctx, tx, accident, stage, details)
    return keys
  }
  const plates = (await caseBrief(ctx, tx, id)).vehicles.map(({ plateNumber }) => plateNumber)
  await markErased(ctx, tx, accident, stage, details)
  const keys = await eraseDeterminations(ctx, tx, { id, plates })
  await eraseSettlements(ctx, tx, { id, plates })
  await eraseReviews(ctx, tx, id)
  await eraseHolds(ctx, tx, accident)
  return keys
}

/** Why a case was held was typed, too. That it was, when and on which ground, stays. */
async function eraseHolds(ctx: Context, tx: RetentionTx, accident: Accident): Promise<void> {
  for (const { id } of await holdsOf(tx, accident.id)) {
    const data = { reason: null, liftReason: null, version: { increment: 1 } }
    const hold = await tx.retentionHold.update({ where: { id }, data })
    await recordHold(ctx, tx, { accident, hold, actor: systemActor, action: 'hold.erased' })
  }
}
