import type { Context } from '../../kernel/context.ts'
import { announce, type DomainEvent } from '../../kernel/outbox.ts'
import { casesIn } from '../accidents/service.ts'
import { determinationInForce } from '../determinations/events.ts'
import { certificatesInForce, sealedInForce } from '../determinations/service.ts'
import { settlementMade } from './events.ts'
import { openClaimStates } from './workflow.ts'

/** A step that has not followed by now has lost its job. */
const lateMs = 5 * 60_000
/** A certificate whose job was lost is announced again for so long; longer than any restart lasts. */
const certificateMs = 24 * 3_600_000
/** So many at a time, oldest first: the next turn takes the rest. More than become due in a turn where no register is reached for hours. */
const perTurn = 1_000

/**
 * Announces again what the cases that claim still wait for: the determination in force that nobody settled (its job was lost, or its vehicles'
 * register is out of reach), the estimate whose claims are all answered, and the certificate beside which earlier claims are still open. The queue
 * gives a job up after some attempts, nobody gives a case up.
 */
export async function resumeClaimingCases(ctx: Context): Promise<void> {
  const late = new Date(ctx.clock.now().getTime() - lateMs)
  const waiting = await sealedInForce(ctx.db, await casesIn(ctx.db, ['claiming']), late)
  const settlements = await ctx.db.settlement.findMany({
    where: { determinationId: { in: waiting.map(({ id }) => id) } },
    include: { claims: { where: { state: 'pending' }, select: { id: true } } },
  })
  const settled = new Set(settlements.map(({ determinationId }) => determinationId))
  const events: DomainEvent[] = [
    ...(await unheededCertificates(ctx, late)),
    ...waiting.filter(({ id }) => !settled.has(id)).map(determinationInForce),
    ...settlements.filter(({ claims, createdAt }) => claims.length === 0 && createdAt <= late).map(settlementMade),
  ]
  await ctx.transact((tx) => announce(tx, events.slice(0, perTurn)))
}

/** A certificate closes its case, and what an earlier determination left with the insurers ends (`settle`). */
async function unheededCertificates(ctx: Context, late: Date): Promise<DomainEvent[]> {
  const from = new Date(late.getTime() - certificateMs)
  const certificates = await certificatesInForce(ctx.db, from, late)
  const claims = await ctx.db.claim.findMany({
    where: {
      accidentId: { in: certificates.map(({ accidentId }) => accidentId) },
      OR: [{ state: { in: [...openClaimStates] } }, { state: 'accepted', supersededAt: null }],
    },
    select: { accidentId: true },
  })
  const open = new Set(claims.map(({ accidentId }) => accidentId))
  return certificates.filter(({ accidentId }) => open.has(accidentId)).map(determinationInForce)
}
