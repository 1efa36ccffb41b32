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
import { findDetermination, mustBeServed, type WholeDetermination } from './move.ts'
import type { ServiceKind } from './schema.ts'
import { checkUrl, linkValidS, mayOpen } from './views.ts'

/**
 * Opens the sheet that shows who signed or refused the sealed document (签名页), or on whom an officer's was served (送达页); both together
 * are the signed copy. Made when it is first asked for after a signature or a service, and kept. Fails `not-now` while there is none.
 */
export async function openSignatureSheet(ctx: Context, actor: Actor, id: string): Promise<{ url: string }> {
  const determination = await findDetermination(ctx.db, id)
  if (!determination) fail('not-found')
  const file = await getCaseFile(ctx, ctx.db, determination.accidentId, actor)
  requireAccess(actor, 'accident.read', file.accident, 'accident.read')
  if (!mayOpen(actor, file)) fail('forbidden', { action: 'accident.read', reason: 'role' })
  const { accidentId, document } = determination
  if (file.accident.personalErasedAt) fail('not-now', { action: 'open', reason: erased })
  const served = mustBeServed(determination)
  const entries = served
    ? determination.services.map((service) => serviceEntry(service, file))
    : determination.signatures.map((signature) => signatureEntry(signature, file))
  if (!document || entries.length === 0) fail('not-now', { action: 'open', reason: served ? notServed : notSigned })

  // Signatures and services are only ever added, so their number tells one sheet from the next.
  const key = `documents/${accidentId}/${id}-${served ? 'services' : 'signatures'}-${entries.length}.pdf`
  if ((await ctx.objects.size(key)) === null) await storeSheet(ctx, key, document, entries)
  const fileName = `${document.number}-${served ? '送达页' : '签名页'}.pdf`
  return {
    url: await ctx.objects.signedUrl(key, { expiresInS: linkValidS, contentType: 'application/pdf', fileName }),
  }
}

const erased = { zh: '文书已删除（保存期满）', en: 'the document was erased: its time of storage is over' }
const notSigned = { zh: '还没有人签名', en: 'nobody has signed yet' }
const notServed = { zh: '还没有送达', en: 'it has not been served on anybody yet' }

async function storeSheet(
  ctx: Context,
  key: string,
  document: NonNullable<WholeDetermination['document']>,
  entries: SignatureEntry[],
): Promise<void> {
  const { pdf } = await renderSignatureSheet(
    {
      documentKind: document.kind as DocumentKind,
      documentNumber: document.number,
      documentSha256: document.sha256,
      documentPages: document.pages,
      issuedAt: timeOf(entries.at(-1)) ?? document.createdAt.toISOString(),
      entries,
      checkCode: formatCheckCode(document.checkCode),
    },
    { qrUrl: checkUrl(ctx, document.checkCode) },
  )
  await ctx.objects.put(key, { bytes: pdf }, hashOf(pdf))
}

const strokesSchema = z.array(Stroke)

function signatureEntry(signature: WholeDetermination['signatures'][number], { parties }: CaseFile): SignatureEntry {
  const side = signature.side as Side
  const name = nameOf(parties, side)
  const at = signature.signedAt.toISOString()
  return signature.kind === 'refused'
    ? { kind: 'refused', side, name, refusedAt: at, reason: signature.reason ?? '未说明' }
    : { kind: 'signed', side, name, signedAt: at, strokes: strokesSchema.parse(signature.strokes) }
}

function serviceEntry(service: WholeDetermination['services'][number], { parties }: CaseFile): SignatureEntry {
  const side = service.side as Side
  const how = service.kind as ServiceKind
  return {
    kind: 'served',
    side,
    name: nameOf(parties, side),
    servedAt: service.servedAt.toISOString(),
    how,
    note: service.note,
  }
}

const nameOf = (parties: CaseFile['parties'], side: Side) =>
  parties.find((party) => party.side === side)?.name ?? '未提供'

function timeOf(entry: SignatureEntry | undefined): string | undefined {
  switch (entry?.kind) {
    case 'signed':
      return entry.signedAt
    case 'refused':
      return entry.refusedAt
    default:
      return entry?.servedAt
  }
}
