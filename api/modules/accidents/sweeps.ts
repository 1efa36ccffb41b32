import { systemActor } from '../../kernel/access/roles.ts'
import type { Context } from '../../kernel/context.ts'
import type { Sweep } from '../../kernel/jobs.ts'
import { authorisedSurveyors } from '../identity/service.ts'
import { lockAccident, moveAccident, type AccidentTx } from './move.ts'

/**
 * Puts back into the queue what was taken by a surveyor who may no longer act in its district (revoked, run out, account disabled): he sees the
 * case no more, and as long as it bears his name no other surveyor does. What he issued stands.
 */
async function releaseCases(ctx: Context): Promise<void> {
  const authorised = await authorisedSurveyors(ctx)
  const mayAct = new Set(authorised.map(({ surveyorId, districtCode }) => `${surveyorId} ${districtCode}`))
  const held = await ctx.db.accident.findMany({
    where: { state: 'deciding', surveyorId: { not: null } },
    select: { id: true, surveyorId: true, districtCode: true },
  })
  for (const { id, surveyorId, districtCode } of held) {
    if (!mayAct.has(`${surveyorId} ${districtCode}`)) await release(ctx, id, surveyorId)
  }
}

function release(ctx: Context, id: string, surveyorId: string | null): Promise<void> {
  return ctx.transact(async (tx: AccidentTx) => {
    const accident = await lockAccident(tx, id)
    if (accident?.state !== 'deciding' || accident.surveyorId !== surveyorId) return
    await moveAccident(ctx, tx, accident, {
      actor: systemActor,
      action: 'accident.handed-back',
      change: { surveyorId: null },
      details: { why: 'authorisation-ended' },
    })
  })
}

const minuteMs = 60_000

export const accidentSweeps: readonly Sweep[] = [{ name: 'release-cases', everyMs: minuteMs, run: releaseCases }]
