import { systemActor } from '../../kernel/access/roles.ts'
import type { Context } from '../../kernel/context.ts'
import { newId } from '../../kernel/ids.ts'
import { getCaseFile } from '../accidents/service.ts'
import { photosForDocument } from '../evidence/service.ts'
import { newCheckCode } from './check-code.ts'
import { documentView } from './document-view.ts'
import { renderDocument } from './document/render.ts'
import { determinationInForce, documentSealed } from './events.ts'
import {
  findDetermination,
  lockDeterminations,
  moveDetermination,
  type DeterminationTx,
  type WholeDetermination,
} from './move.ts'
import { insurerNames, staffName } from '../identity/service.ts'
import { checkUrl } from './views.ts'

/**
 * Renders the determination's document, hashes it, stores it durably, and only then makes its one Document row: from now on it can be
 * signed. Runs again after a crash at any point; whoever comes second finds the row and does nothing, his own bytes are never referred to.
 */
export async function sealDocument(ctx: Context, determinationId: string): Promise<void> {
  const determination = await findDetermination(ctx.db, determinationId)
  if (!determination || !wantsDocument(determination)) return
  const { accidentId } = determination
  const checkCode = newCheckCode()
  const view = documentView(await readSources(ctx, determination, checkCode))
  const photos = await photosForDocument(ctx, accidentId)
  const { pdf, sha256, pages } = await renderDocument(view, { photos, qrUrl: checkUrl(ctx, checkCode) })
  const objectKey = `documents/${accidentId}/${determinationId}-${sha256.slice(0, 16)}.pdf`
  await ctx.objects.put(objectKey, { bytes: pdf }, sha256)

  await ctx.transact(async (tx: DeterminationTx) => {
    await lockDeterminations(tx, accidentId)
    const before = await findDetermination(tx, determinationId)
    if (!before || !wantsDocument(before)) return
    const now = ctx.clock.now()
    const row = await tx.document.create({
      data: {
        id: newId(now.getTime()),
        determinationId,
        accidentId,
        kind: view.kind,
        number: view.number,
        sha256,
        objectKey,
        bytes: pdf.length,
        pages,
        checkCode,
        createdAt: now,
      },
    })
    await moveDetermination(ctx, tx, before, {
      actor: systemActor,
      action: 'determination.document-sealed',
      change: { documentDueAt: null },
      details: { sha256, pages },
      rows: [{ model: 'document', row }],
      announce: [documentSealed, ...(before.state === 'in-force' ? [determinationInForce] : [])],
    })
  })
}

/** An ended version needs none any more; one that waits for an officer has none yet, for it will name him. */
const wantsDocument = ({ state, document }: WholeDetermination) =>
  document === null && (state === 'signing' || state === 'in-force')

async function readSources(ctx: Context, determination: WholeDetermination, checkCode: string) {
  const { db } = ctx
  const file = await getCaseFile(ctx, db, determination.accidentId, systemActor)
  const { decidedById, decidedByKind, countersignedById } = determination
  const officerId = countersignedById ?? (decidedByKind === 'officer' ? decidedById : null)
  return {
    file,
    determination,
    decider: await staffName(db, decidedById),
    officer: officerId ? await staffName(db, officerId) : null,
    insurerName: await insurerNames(
      db,
      file.vehicles.map(({ insurerId }) => insurerId),
    ),
    supersedes: await replacedNumber(ctx, determination),
    checkCode,
  }
}

/** The number of the document that was in hand before this one. */
async function replacedNumber(ctx: Context, { accidentId, revision }: WholeDetermination): Promise<string | null> {
  const earlier = await ctx.db.determination.findFirst({
    where: { accidentId, revision: { lt: revision }, document: { isNot: null } },
    orderBy: { revision: 'desc' },
    include: { document: true },
  })
  return earlier?.document?.number ?? null
}
