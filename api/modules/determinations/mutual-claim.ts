import type { Determination } from '../../generated/prisma/client.ts'
import { requireAccess } from '../../kernel/access/access.ts'
import type { StaffActor } from '../../kernel/access/roles.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/errors.ts'
import { cents } from '../../kernel/money.ts'
import type { Bilingual } from '../../kernel/rule-set.ts'
import { shanghaiDay } from '../../kernel/working-days.ts'
import { compulsoryCover, getCaseFile, type CaseFile } from '../accidents/service.ts'
import { mandateFor } from './mandate.ts'
import { mutualClaimObstacles, type MutualClaimObstacle, type MutualClaimSide } from './rules/mutual-claim.ts'
import { responsibilities } from './rules/responsibilities.ts'
import { decisionSchema, type Decision, type IssueDetermination, type WeighMutualClaim } from './schema.ts'
import { weighDecision } from './weigh-decision.ts'

type Case = Pick<CaseFile, 'accident' | 'vehicles' | 'parties' | 'rules' | 'screening'>
type Contacts = Decision['contacts']

/** Whether 互碰自赔 could be agreed with these shares, why not, and the losses it would rest on. Nothing is stored. Source: DOMAIN.md 3.3. */
export async function weighMutualClaim(
  ctx: Context,
  actor: StaffActor,
  accidentId: string,
  { contacts }: WeighMutualClaim,
) {
  const file = await getCaseFile(ctx, ctx.db, accidentId, actor)
  requireAccess(actor, 'determination.propose', file.accident, 'accident.read')
  const { districtCode } = file.accident
  const bySignature = mandateFor(actor, districtCode, file.rules.policy.surveyorMandate)?.mandate === 'issue'
  const obstacles = obstaclesFor(file, weighDecision(contacts, []).contacts, bySignature)
  return { allowed: obstacles.length === 0, obstacles, losses: lossesOf(file) }
}

/**
 * What the determination keeps of the method that its decider chose: for 互碰自赔 the losses, which the parties agree upon by signing.
 * Fails `not-now` with what stands in the way of it.
 */
export function chosenMutualClaim(
  file: Case,
  contacts: Contacts,
  claimMethod: IssueDetermination['claimMethod'],
  mandate: 'issue' | 'countersign' | 'officer',
): Decision['mutualClaim'] {
  if (claimMethod === 'ordinary') return null
  const obstacles = obstaclesFor(file, contacts, mandate === 'issue')
  if (obstacles.length > 0) {
    fail('not-now', { action: 'mutual-claim', why: obstacles.map(({ code }) => code), reason: notOpen(obstacles) })
  }
  return { losses: lossesOf(file).map(({ side, lossCents }) => ({ side, lossCents: cents(lossCents ?? 0) })) }
}

/**
 * What stands by now in the way of the 互碰自赔 that a determination provides; nothing where it holds, null where none was agreed. Agreed
 * is what was chosen and all have signed.
 */
export function agreedMutualClaimObstacles(file: Case, determination: Determination): Bilingual[] | null {
  const { contacts, mutualClaim } = decisionSchema.parse(determination.decision)
  if (mutualClaim === null) return null
  const signed = determination.mandate === 'issue' && determination.inForceAt !== null
  const agreed = new Map(mutualClaim.losses.map(({ side, lossCents }) => [side, lossCents]))
  const changed = lossesOf(file).some(({ side, lossCents }) => agreed.get(side) !== lossCents)
  return [...obstaclesFor(file, contacts, signed).map(({ text }) => text), ...(changed ? [lossesChanged] : [])]
}

const lossesChanged: Bilingual = {
  zh: '损失金额与各方签名同意的不一致',
  en: 'the losses are no longer those that the parties signed',
}

const notOpen = (obstacles: readonly MutualClaimObstacle[]): Bilingual => ({
  zh: `不能约定互碰自赔：${obstacles.map(({ text }) => text.zh).join('；')}`,
  en: `each cannot claim at his own insurer: ${obstacles.map(({ text }) => text.en).join('; ')}`,
})

function obstaclesFor(file: Case, contacts: Contacts, bySignature: boolean): MutualClaimObstacle[] {
  const { bySide, undivided } = responsibilities(contacts)
  const day = shanghaiDay(file.accident.occurredAt)
  const answeredYes = (question: string) => file.screening.reasons.some(({ code }) => code === question)
  const sides = file.vehicles.map((vehicle): MutualClaimSide => {
    const party = partyOf(file, vehicle.side)
    return {
      kind: 'motor',
      compulsory: compulsoryCover(vehicle, party, day),
      lossCents: party?.lossCents == null ? null : cents(party.lossCents),
      sharePercent: bySide.get(vehicle.side)?.percent ?? 0,
    }
  })
  const circumstances = {
    anybodyHurt: answeredYes('X01'),
    outsideProperty: answeredYes('Y02'),
    undivided,
    bySignature,
  }
  return mutualClaimObstacles(sides, circumstances, file.rules.compensation.limits)
}

const lossesOf = (file: Case) =>
  file.vehicles.map(({ side }) => ({ side, lossCents: partyOf(file, side)?.lossCents ?? null }))

const partyOf = ({ parties }: Case, side: string) => parties.find((party) => party.side === side)
