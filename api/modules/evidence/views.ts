import type { Accident, CustodyEvent, Evidence } from '../../generated/prisma/client.ts'
import { decide } from '../../kernel/access/access.ts'
import type { Actor } from '../../kernel/access/roles.ts'
import type { Context } from '../../kernel/context.ts'
import { availableActions } from '../../kernel/transitions.ts'
import { mayUnmask } from '../accidents/service.ts'
import { isAccepted } from './checks.ts'
import { demandOf } from './checks/shot-demands.ts'
import type { MediaType } from './media/inspect.ts'
import { previewKey } from './preview.ts'
import type { Check, EvidenceSummary, EvidenceView } from './schema.ts'
import { storedCapture, storedChecks, storedFacts } from './stored.ts'
import { workflow, type EvidenceState } from './workflow.ts'

export type EvidenceWithCustody = Evidence & { custody: CustodyEvent[] }

/** Links end on a common grid, so that a page that asks again gets the same link, and its photos from the browser's cache. */
const linkGridS = 600

/** May this actor keep this photo although checks failed? Whoever took it, or staff who may add evidence to the case. */
export function mayKeep(actor: Actor, accident: Accident, photo: Evidence): boolean {
  const own = actor.kind !== 'driver' || photo.uploaderId === actor.id
  return own && decide(actor, 'accident.add-evidence', accident).allowed
}

/**
 * A photographed licence tells what the case masks: name, number, address, face. Only whoever took it, or handles the case, is shown it
 * (DOMAIN.md 8.5).
 */
export function mayLookAt(actor: Actor, accident: Accident, photo: Pick<Evidence, 'shot' | 'uploaderId'>): boolean {
  return demandOf(photo.shot).kind !== 'document' || photo.uploaderId === actor.id || mayUnmask(actor, accident)
}

/** What guards of the workflow look at. */
export function evidenceFacts(accident: Accident, photo: Evidence) {
  const checks = storedChecks(photo)
  return { accepted: isAccepted({ checks, keptAt: photo.keptAt }), closed: accident.closedAt !== null }
}

/** A photo as anybody who may read the case sees it. */
export async function toSummary(
  ctx: Context,
  actor: Actor,
  accident: Accident,
  photo: EvidenceWithCustody,
): Promise<EvidenceSummary> {
  const facts = storedFacts(photo)
  const state = photo.state as EvidenceState
  const guard = evidenceFacts(accident, photo)
  const { id, accidentId, shot, subject, bytes, sha256, version } = photo
  return {
    id,
    accidentId,
    shot,
    subject,
    bytes,
    sha256,
    version,
    state,
    mediaType: photo.mediaType as MediaType,
    receivedAt: photo.receivedAt.toISOString(),
    assessedAt: photo.assessedAt?.toISOString() ?? null,
    keptAt: photo.keptAt?.toISOString() ?? null,
    accepted: guard.accepted,
    yours: photo.uploaderId === actor.id,
    image: facts && { width: facts.image.width, height: facts.image.height },
    plates: facts?.plates ?? [],
    checks: (storedChecks(photo) ?? []).map((check) => shownCheck(check, mayUnmask(actor, accident))),
    erasedAt: timeOf(photo, 'erased'),
    previewErasedAt: timeOf(photo, 'preview-erased') ?? timeOf(photo, 'erased'),
    preview: mayLookAt(actor, accident, photo) ? await previewLink(ctx, accident, photo) : null,
    actions: availableActions(workflow, state, guard, () => mayKeep(actor, accident, photo)),
  }
}

/** With who touched it and what the phone told, for whoever handles the case. */
export async function toView(
  ctx: Context,
  actor: Actor,
  accident: Accident,
  photo: EvidenceWithCustody,
): Promise<EvidenceView> {
  const handles = mayUnmask(actor, accident)
  return {
    ...(await toSummary(ctx, actor, accident, photo)),
    capture: handles ? storedCapture(photo) : null,
    custody: handles ? photo.custody.map(shownCustody) : null,
  }
}

function shownCheck(check: Check, handles: boolean): Check {
  const { related, ...shown } = check
  return handles && related ? { ...shown, related } : shown
}

type CustodyView = NonNullable<EvidenceView['custody']>[number]

function shownCustody({ id, at, kind, actorKind, actorId, purpose }: CustodyEvent): CustodyView {
  return { id, at: at.toISOString(), kind: kind as CustodyView['kind'], actorKind, actorId, purpose }
}

function timeOf({ custody }: EvidenceWithCustody, kind: CustodyView['kind']): string | null {
  return custody.find((event) => event.kind === kind)?.at.toISOString() ?? null
}

async function previewLink(
  ctx: Context,
  { number }: Accident,
  photo: EvidenceWithCustody,
): Promise<EvidenceSummary['preview']> {
  if (!timeOf(photo, 'derived') || timeOf(photo, 'preview-erased') || timeOf(photo, 'erased')) return null
  const nowS = Math.floor(ctx.clock.now().getTime() / 1000)
  const expiresInS = 2 * linkGridS - (nowS % linkGridS)
  const fileName = `${number}-${photo.shot}-derivative.jpg`
  const url = await ctx.objects.signedUrl(previewKey(photo), { expiresInS, contentType: 'image/jpeg', fileName })
  return { url, derivative: true, expiresAt: new Date((nowS + expiresInS) * 1000).toISOString() }
}
