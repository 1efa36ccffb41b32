import { z } from 'zod'
import { requireAccess } from '../../kernel/access/access.ts'
import type { Actor } from '../../kernel/access/roles.ts'
import { sha256 as hashOf } from '../../kernel/canonical.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/errors.ts'
import { getCaseFile, type CaseFile } from '../accidents/service.ts'
import { formatCheckCode } from './check-code.ts'
import { renderSignatureSheet } from './document/signed-copy.ts'
import { Stroke, type DocumentKind, type Side, type SignatureEntry } from './document/view.ts'
import { findDetermination, type WholeDetermination } from './move.ts'
import { checkUrl, linkValidS, mayOpen } from './views.ts'

/**
 * Opens the sheet that shows who signed or refused the sealed document (签名页); both together are the signed copy. Made when it is first
 * asked for after a signature, and kept. Fails `not-now` while nobody has signed.
 */
export async function openSignatureSheet(ctx: Context, actor: Actor, id: string): Promise<{ url: string }> {
  const determination = await findDetermination(ctx.db, id)
  if (!determination) fail('not-found')
  const file = await getCaseFile(ctx, ctx.db, determination.accidentId, actor)
  requireAccess(actor, 'accident.read', file.accident, 'accident.read')
  if (!mayOpen(actor, file)) fail('forbidden', { action: 'accident.read', reason: 'role' })
  const { accidentId, signatures, document } = determination
  if (!document || signatures.length === 0) {
    fail('not-now', { action: 'open', reason: { zh: '还没有人签名', en: 'nobody has signed yet' } })
  }

  // Signatures are only ever added, so their number tells one sheet from the next.
  const key = `documents/${accidentId}/${id}-signatures-${signatures.length}.pdf`
  if ((await ctx.objects.size(key)) === null) await storeSheet(ctx, key, file, determination, document)
  const fileName = `${document.number}-签名页.pdf`
  return {
    url: await ctx.objects.signedUrl(key, { expiresInS: linkValidS, contentType: 'application/pdf', fileName }),
  }
}

async function storeSheet(
  ctx: Context,
  key: string,
  file: CaseFile,
  { signatures }: WholeDetermination,
  document: NonNullable<WholeDetermination['document']>,
): Promise<void> {
  const last = signatures.at(-1)?.signedAt ?? document.createdAt
  const { pdf } = await renderSignatureSheet(
    {
      documentKind: document.kind as DocumentKind,
      documentNumber: document.number,
      documentSha256: document.sha256,
      documentPages: document.pages,
      issuedAt: last.toISOString(),
      entries: signatures.map((signature) => entryOf(signature, file)),
      checkCode: formatCheckCode(document.checkCode),
    },
    { qrUrl: checkUrl(ctx, document.checkCode) },
  )
  await ctx.objects.put(key, { bytes: pdf }, hashOf(pdf))
}

const strokesSchema = z.array(Stroke)

function entryOf(signature: WholeDetermination['signatures'][number], { parties }: CaseFile): SignatureEntry {
  const side = signature.side as Side
  const name = parties.find((party) => party.side === side)?.name ?? '未提供'
  const at = signature.signedAt.toISOString()
  return signature.kind === 'refused'
    ? { kind: 'refused', side, name, refusedAt: at, reason: signature.reason ?? '未说明' }
    : { kind: 'signed', side, name, signedAt: at, strokes: strokesSchema.parse(signature.strokes) }
}
