import { decide } from '../../kernel/access/access.ts'
import type { ActionName } from '../../kernel/access/policy.ts'
import type { Actor } from '../../kernel/access/roles.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/errors.ts'
import { availableActions } from '../../kernel/transitions.ts'
import { getCaseFile, mayUnmask, type CaseFile } from '../accidents/service.ts'
import { formatCheckCode } from './check-code.ts'
import { asDecided } from './grounds.ts'
import type { DocumentKind } from './document/view.ts'
import { servicesOf, unservedSides } from './service-views.ts'
import { factsOf, findDetermination, type WholeDetermination } from './move.ts'
import { insurerNames, staffName, type PeopleTx } from '../identity/service.ts'
import { accidentForms, contactParts, type ListEntry } from './rules/collision-lists.ts'
import { liabilityNames } from './rules/liability.ts'
import { certificateSchema, conflictSchema, decisionSchema, proposalsSchema, type DeterminationView } from './schema.ts'
import {
  humanActions,
  workflow,
  type DeterminationAction,
  type DeterminationState,
  type HumanAction,
} from './workflow.ts'

/** How long a link to the document opens it: reading and signing take minutes. */
export const linkValidS = 15 * 60

/** The access rule behind each button; all speak of the case. */
const accessOf: Readonly<Record<HumanAction, ActionName>> = {
  sign: 'determination.sign',
  refuse: 'determination.sign',
  reissue: 'determination.issue',
  countersign: 'determination.countersign',
  withdraw: 'determination.countersign',
  replace: 'determination.countersign',
  receive: 'determination.receive',
  serve: 'determination.serve',
}

const isHuman = (action: DeterminationAction): action is HumanAction =>
  (humanActions as readonly string[]).includes(action)

/** What this actor may do to the determination now, and why not. */
export function actionsFor(actor: Actor, { accident }: Pick<CaseFile, 'accident'>, determination: WholeDetermination) {
  const may = (action: DeterminationAction) => isHuman(action) && decide(actor, accessOf[action], accident).allowed
  const facts = factsOf(determination, accident, actor)
  return availableActions(workflow, determination.state as DeterminationState, facts, may).filter(
    (entry): entry is typeof entry & { action: HumanAction } => isHuman(entry.action),
  )
}

/** A determination as it stands in this transaction. Fails `not-found`; the caller has checked access. */
export async function viewById(ctx: Context, tx: PeopleTx, actor: Actor, id: string): Promise<DeterminationView> {
  const determination = await findDetermination(tx, id)
  if (!determination) fail('not-found')
  return viewOf(ctx, tx, actor, await getCaseFile(ctx, tx, determination.accidentId, actor), determination)
}

/** The determination as this reader may see it. */
export async function viewOf(
  ctx: Context,
  tx: PeopleTx,
  actor: Actor,
  file: CaseFile,
  determination: WholeDetermination,
): Promise<DeterminationView> {
  const decision = decisionSchema.parse(determination.decision)
  const proposals = proposalsSchema.parse(determination.proposal)
  const conflict = conflictSchema.nullable().parse(determination.conflict)
  const [decider, countersigner, nameOf] = await Promise.all([
    staffName(tx, determination.decidedById),
    determination.countersignedById ? staffName(tx, determination.countersignedById) : null,
    insurerNames(tx, [conflict?.insurerId ?? null]),
  ])
  return {
    id: determination.id,
    accidentId: determination.accidentId,
    revision: determination.revision,
    kind: determination.kind as DeterminationView['kind'],
    state: determination.state as DeterminationState,
    version: determination.version,
    mandate: determination.mandate as DeterminationView['mandate'],
    procedure: determination.procedure as DeterminationView['procedure'],
    ruleSetVersion: determination.ruleSetVersion,
    decidedBy: {
      kind: determination.decidedByKind as 'surveyor' | 'officer',
      name: decider.name,
      insurerName: decider.insurer,
    },
    countersignedBy: countersigner?.name ?? null,
    certificate: certificateSchema.nullable().parse(determination.certificate),
    contacts: decision.contacts.map(({ id, form, parts, shares, accidentReason }) => ({
      id,
      form: named(accidentForms, form),
      parts: Object.entries(parts).map(([side, part]) => ({ side, part: named(contactParts, part) })),
      shares: shares.map((share) => ({ ...share, name: liabilityNames[share.kind] })),
      accidentReason,
    })),
    grounds: determination.departsFromProposal
      ? []
      : proposals.flatMap(({ reason, articles }) => (reason ? asDecided(reason, articles) : [])),
    articles: [...new Map(proposals.flatMap(({ articles }) => articles).map((each) => [each.ref, each])).values()],
    reason: decision.reason,
    mutualClaim: decision.mutualClaim,
    departsFromProposal: determination.departsFromProposal,
    proposals: mayUnmask(actor, file.accident) ? proposals : null,
    conflict: conflict && { ...conflict, insurerName: nameOf(conflict.insurerId) },
    issuedAt: determination.issuedAt.toISOString(),
    countersignedAt: determination.countersignedAt?.toISOString() ?? null,
    inForceAt: determination.inForceAt?.toISOString() ?? null,
    dueAt: determination.dueAt?.toISOString() ?? null,
    endedReason: determination.endedReason,
    document: await documentOf(ctx, actor, file, determination),
    signatures: determination.signatures.map(({ side, kind, driverId, signedAt, reason }) => ({
      side,
      kind: kind as 'signed' | 'refused',
      you: driverId === actor.id,
      signedAt: signedAt.toISOString(),
      reason,
    })),
    awaiting: awaitingSides(file, determination),
    services: servicesOf(actor, file, determination),
    unserved: unservedSides(file, determination),
    actions: actionsFor(actor, file, determination),
  }
}

function awaitingSides({ parties }: CaseFile, { state, signatures }: WholeDetermination): string[] {
  if (state !== 'signing') return []
  const signed = signatures.map(({ side }) => side)
  return parties.map(({ side }) => side).filter((side) => !signed.includes(side))
}

/** An entry of a short list; what the list no longer has is shown by its code. */
export function named(list: readonly ListEntry[], code: string): ListEntry {
  return list.find((entry) => entry.code === code) ?? { code, name: { zh: code, en: code } }
}

/** The document bears everybody's numbers: parties, whoever handles the case, and the insurers concerned open it. */
export const mayOpen = (actor: Actor, { accident }: CaseFile) =>
  actor.role === 'driver' || actor.role.startsWith('insurer-') || mayUnmask(actor, accident)

async function documentOf(
  ctx: Context,
  actor: Actor,
  file: CaseFile,
  { document }: WholeDetermination,
): Promise<DeterminationView['document']> {
  if (!document) return null
  const { kind, number, sha256, pages, bytes, checkCode, objectKey, createdAt } = document
  return {
    kind: kind as DocumentKind,
    number,
    sha256,
    pages,
    bytes,
    checkCode: formatCheckCode(checkCode),
    checkUrl: checkUrl(ctx, checkCode),
    url:
      mayOpen(actor, file) && !file.accident.personalErasedAt
        ? await ctx.objects.signedUrl(objectKey, {
            expiresInS: linkValidS,
            contentType: 'application/pdf',
            fileName: `${number}.pdf`,
          })
        : null,
    sealedAt: createdAt.toISOString(),
  }
}

/** Where anybody checks the document; what its QR code says. */
export const checkUrl = (ctx: Pick<Context, 'policy'>, checkCode: string) =>
  `${ctx.policy.publicUrl}/check/${formatCheckCode(checkCode)}`
