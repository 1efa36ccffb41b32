import type { Accident, CustodyEvent, Evidence } from '../../generated/prisma/client.ts'
import type { Actor } from '../../kernel/access/roles.ts'
import { recordAudit } from '../../kernel/audit/record.ts'
import type { Context } from '../../kernel/context.ts'
import { newId } from '../../kernel/ids.ts'
import { announce } from '../../kernel/outbox.ts'
import type { Transaction } from '../../kernel/transaction.ts'
import { notePhotos, type AccidentTx } from '../accidents/service.ts'
import { isAccepted } from './checks.ts'
import { evidenceEvent, isHappening } from './events.ts'
import { isClip } from './media/inspect.ts'
import { photosOf } from './of-case.ts'
import { storedChecks } from './stored.ts'

export type EvidenceTx = Transaction<'evidence' | 'custodyEvent'> & AccidentTx

/** What was done to a photo, and what it leaves behind. */
export interface EvidenceAct {
  readonly actor: Actor
  readonly kind: 'received' | 'assessed' | 'kept' | 'derived' | 'read' | 'preview-erased' | 'erased'
  /** Why an original was opened. */
  readonly purpose?: string
  /** For the audit log: codes and counts, nothing personal. */
  readonly details?: Readonly<Record<string, unknown>>
}

/**
 * One change of a case's evidence at a time, held until the transaction ends. Take it first: what the case knows of its photos is made from all
 * of them, and evidence before case before audit head is the order in which everybody here locks.
 */
export async function lockEvidenceOf(tx: Pick<EvidenceTx, '$executeRaw'>, accidentId: string): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`evidence:${accidentId}`}, 0))`
}

/** After a photo came, was assessed or kept: the case learns of it, and the change is recorded. `row` as it is now. What came of it. */
export async function followChange(
  ctx: Context,
  tx: EvidenceTx,
  row: Evidence,
  act: EvidenceAct,
): Promise<{ accident: Accident; custody: CustodyEvent }> {
  const photos = await tx.evidence.findMany({
    where: photosOf(row.accidentId, ctx.clock.now()),
    select: { mediaType: true, shot: true, subject: true, checks: true, keptAt: true },
    orderBy: { id: 'asc' },
  })
  const accident = await notePhotos(
    ctx,
    tx,
    row.accidentId,
    photos
      .filter(({ mediaType }) => !isClip(mediaType))
      .map((photo) => ({
        shot: photo.shot,
        subject: photo.subject,
        accepted: isAccepted({ checks: storedChecks(photo), keptAt: photo.keptAt }),
      })),
  )
  return { accident, custody: await recordEvidence(ctx, tx, row, act) }
}

/** Custody event, audit event and announcement of one act; a read is announced to nobody, an erasure by the case. */
export async function recordEvidence(
  ctx: Context,
  tx: Transaction<'custodyEvent'>,
  row: Evidence,
  { actor, kind, purpose, details }: EvidenceAct,
): Promise<CustodyEvent> {
  const now = ctx.clock.now()
  const custody = await tx.custodyEvent.create({
    data: {
      id: newId(now.getTime()),
      evidenceId: row.id,
      at: now,
      kind,
      actorKind: actor.kind,
      actorId: actor.id,
      purpose: purpose ?? null,
    },
  })
  await recordAudit(tx, now, {
    stream: `accident:${row.accidentId}`,
    action: `evidence.${kind}`,
    actor,
    details: { evidenceId: row.id, shot: row.shot, subject: row.subject, ...(purpose ? { purpose } : {}), ...details },
    rows: [
      { model: 'evidence', row },
      { model: 'custodyEvent', row: custody },
    ],
  })
  if (isHappening(kind)) await announce(tx, [evidenceEvent(kind, row)])
  return custody
}
