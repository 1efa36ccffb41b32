import type { Accident, Prisma } from '../../generated/prisma/client.ts'
import { requireAccess } from '../../kernel/access/access.ts'
import type { ActionName } from '../../kernel/access/policy.ts'
import type { Actor } from '../../kernel/access/roles.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/errors.ts'
import { findAccident } from '../accidents/service.ts'
import type { EvidenceTx } from './change.ts'
import { photosOf } from './of-case.ts'
import type { EvidenceSummary, EvidenceView } from './schema.ts'
import { toSummary, toView, type EvidenceWithCustody } from './views.ts'

type Reader = Pick<EvidenceTx, 'evidence' | 'accident'>

const custodyInOrder = { custody: { orderBy: [{ at: 'asc' }, { id: 'asc' }] } } satisfies Prisma.EvidenceInclude

/** A photo and its case, for an actor who wants to do something to it; opens every use case on a single photo. Fails `not-found`, `forbidden`. */
export async function openEvidence(
  tx: Reader,
  actor: Actor,
  action: ActionName,
  id: string,
): Promise<{ photo: EvidenceWithCustody; accident: Accident }> {
  const photo = await tx.evidence.findUnique({ where: { id }, include: custodyInOrder })
  const accident = photo && (await findAccident(tx, photo.accidentId))
  if (!photo || !accident) fail('not-found')
  requireAccess(actor, action, accident, 'accident.read')
  return { photo, accident }
}

/** All photos and clips of a case in the order they came, with their verdicts and links to their previews. */
export async function listEvidence(
  ctx: Context,
  actor: Actor,
  accidentId: string,
): Promise<{ items: EvidenceSummary[] }> {
  const accident = await findAccident(ctx.db, accidentId)
  if (!accident) fail('not-found')
  requireAccess(actor, 'accident.read', accident, 'accident.read')
  const photos = await ctx.db.evidence.findMany({
    where: photosOf(accidentId, accident.closedAt ?? ctx.clock.now()),
    include: custodyInOrder,
    orderBy: [{ receivedAt: 'asc' }, { id: 'asc' }],
  })
  return { items: await Promise.all(photos.map((photo) => toSummary(ctx, actor, accident, photo))) }
}

export async function getEvidence(ctx: Context, actor: Actor, id: string): Promise<EvidenceView> {
  const { photo, accident } = await openEvidence(ctx.db, actor, 'accident.read', id)
  return toView(ctx, actor, accident, photo)
}
