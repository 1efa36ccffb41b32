import type { Accident } from '../../generated/prisma/client.ts'
import type { StaffActor } from '../../kernel/access/roles.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/errors.ts'
import type { Bilingual, SurveyorMandate } from '../../kernel/rule-set.ts'
import { requireAccess } from '../../kernel/access/access.ts'
import { followUp, getCaseFile, sendToOfficer, type CaseFile } from '../accidents/service.ts'
import { dueAtUnder } from './deadlines.ts'
import {
  awaiting,
  createDetermination,
  decisionFor,
  openForDecision,
  proposalsFor,
  requireUnmoved,
  supersede,
} from './decide.ts'
import { conflictOf, mandateFor, verdictOn } from './mandate.ts'
import type { DeterminationTx } from './move.ts'
import type { Proposal } from './rules/propose.ts'
import { proposalsSchema, type IssueAnswer, type IssueDetermination, type ProposeShares } from './schema.ts'
import { viewById } from './views.ts'

/** What the engine proposes for the situations and answers picked so far. Nothing is stored. Source: DOMAIN.md section 2. */
export async function proposeShares(ctx: Context, actor: StaffActor, accidentId: string, input: ProposeShares) {
  const file = await getCaseFile(ctx, ctx.db, accidentId, actor)
  requireAccess(actor, 'determination.propose', file.accident, 'accident.read')
  return { ruleSetVersion: file.rules.version, proposals: proposalsSchema.parse(proposalsFor(file, input.contacts)) }
}

/**
 * Issues the surveyor's rapid liability determination, or the next version of it while nobody has signed. Under mandate `issue` it waits
 * for the parties' signatures, under `countersign` for an officer. What only an officer may decide goes to one instead, with the reasons: also
 * what the screening sends to one by now, since a register may have answered after the parties submitted.
 * Fails `mandate-exceeded` where authorisation or conflict policy do not reach, `not-now` while questions are open, a register is being
 * asked or 互碰自赔 is chosen without its conditions, `shares-inconsistent`, and `conflict` when somebody moved the case first.
 * Source: APR 13, 20, 21; ARCHITECTURE.md section 7.
 */
export async function issueDetermination(
  ctx: Context,
  actor: StaffActor,
  accidentId: string,
  input: IssueDetermination,
): Promise<IssueAnswer> {
  return ctx.transact(async (tx: DeterminationTx) => {
    const file = await openForDecision(ctx, tx, actor, 'determination.issue', accidentId, input.version)
    const { mandate, authorisation } = requireMandate(actor, file)
    requireRegistersAsked(file)
    if (file.screening.route !== 'A') {
      return handToOfficer(
        ctx,
        tx,
        actor,
        file,
        file.screening.reasons.map(({ text }) => text),
      )
    }
    const conflict = conflictOf(actor.insurerId, file.vehicles)
    const proposals = proposalsFor(file, input.contacts)
    requireComplete(proposals)

    const forOfficer = proposals.filter(({ outcome }) => outcome === 'officer')
    if (forOfficer.length > 0) {
      const why = forOfficer.flatMap((proposal) => proposal.why.map(({ text }) => text))
      return handToOfficer(ctx, tx, actor, file, why)
    }
    const { decision, departs } = decisionFor(file, proposals, input, mandate)
    const verdict = verdictOn(conflict, file.rules.policy.conflictPolicy, proposals, decision.contacts)
    if (verdict === 'officer') return handToOfficer(ctx, tx, actor, file, [beyondProposal])
    if (verdict === 'reassign') {
      fail('mandate-exceeded', { reason: 'your company insures a party: hand the case back to a neutral surveyor' })
    }

    const reopened = await reopen(ctx, tx, actor, file.accident)
    const consequence = mandate === 'issue' ? 'issued' : 'countersign-due'
    requireUnmoved(reopened, await followUp(ctx, tx, accidentId, consequence, { actor, details: { mandate } }))
    await endAwaiting(ctx, tx, actor, file.accident)
    const row = await createDetermination(ctx, tx, file, {
      actor,
      mandate,
      procedure: mandate === 'countersign' ? 'simple' : null,
      authorisationId: authorisation.id,
      proposals,
      decision,
      departs,
      conflict,
      dueAt: dueAtUnder(mandate, ctx.clock.now(), file.rules.policy),
    })
    return {
      outcome: mandate === 'issue' ? 'issued' : 'countersign-due',
      determination: await viewById(ctx, tx, actor, row.id),
    }
  })
}

const beyondProposal: Bilingual = {
  zh: '查勘员所属公司承保的一方将因偏离建议而受益，由交警判断',
  en: 'the decision departs from the proposal in favour of a client of the surveyor’s own company: an officer decides',
}

function requireMandate(
  actor: StaffActor,
  { accident, rules }: CaseFile,
): { mandate: SurveyorMandate; authorisation: { id: string } } {
  const reach = mandateFor(actor, accident.districtCode, rules.policy.surveyorMandate)
  if (!reach) fail('mandate-exceeded', { reason: 'no authorisation in force for this district and insurer' })
  return reach
}

/** Until the registers have answered, nobody knows who insures whom, nor who may drive. One that is down has answered: it goes on, flagged. */
function requireRegistersAsked({ vehicles, parties }: CaseFile): void {
  const pending =
    vehicles.some(({ registryState }) => registryState === 'pending') ||
    parties.some(({ licenceState }) => licenceState === null)
  if (pending) fail('not-now', { action: 'issue', reason: registersPending })
}

const registersPending: Bilingual = {
  zh: '登记信息正在查询，请稍候再出具',
  en: 'the registers are being asked; wait a moment before you issue',
}

function requireComplete(proposals: readonly Proposal[]): void {
  const open = proposals.filter(({ outcome }) => outcome === 'incomplete').flatMap(({ why }) => why)
  const [first] = open
  if (first) fail('not-now', { action: 'issue', why: open.map(({ code }) => code), reason: first.text })
}

const isIssued = ({ state }: Accident) => state === 'signing' || state === 'countersigning'

/** A case whose version is out for signature is to be decided again. Answers the case as it is then. */
async function reopen(ctx: Context, tx: DeterminationTx, actor: StaffActor, accident: Accident): Promise<Accident> {
  if (!isIssued(accident)) return accident
  const reopened = await followUp(ctx, tx, accident.id, 'reissue', { actor })
  requireUnmoved(accident, reopened)
  return reopened
}

/** Ends the version that was out. Fails `not-now` when a party has signed it. `accident` as it was when it was read. */
function endAwaiting(ctx: Context, tx: DeterminationTx, actor: StaffActor, accident: Accident): Promise<void> {
  const by = isIssued(accident) ? 'reissue' : 'supersede'
  return supersede(ctx, tx, accident, { actor, by, reason: '查勘员出具了新版本', states: awaiting })
}

async function handToOfficer(
  ctx: Context,
  tx: DeterminationTx,
  actor: StaffActor,
  { accident }: CaseFile,
  reasons: Bilingual[],
): Promise<IssueAnswer> {
  await reopen(ctx, tx, actor, accident)
  const file = await getCaseFile(ctx, tx, accident.id, actor)
  const reason = reasons.map(({ zh }) => zh).join('；')
  await sendToOfficer(ctx, tx, file, { actor, action: 'need-officer', reason })
  await endAwaiting(ctx, tx, actor, accident)
  return { outcome: 'sent-to-officer', reasons }
}
