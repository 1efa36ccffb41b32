import { Prisma } from '../../generated/prisma/client.ts'
import { systemActor } from '../../kernel/access/roles.ts'
import { recordAudit } from '../../kernel/audit/record.ts'
import type { Context } from '../../kernel/context.ts'
import { withPlatesMasked } from '../accidents/service.ts'
import { forgetCodes, type OneTimeCodeTx } from '../identity/service.ts'
import type { DeterminationTx } from './move.ts'
import { decisionSchema, type Decision } from './schema.ts'

/**
 * The time of storage of a case's file is over: what was typed and drawn goes, and the documents. Who bore which share, by which articles, signed when
 * stays, and so do number and SHA-256 of each document: a copy in somebody's hand can still be checked. Called after the case was marked, which the
 * database asks for; take `lockDeterminations` before the case. Answers the keys and folders whose bytes may go once this transaction stands.
 */
export async function eraseDeterminations(
  ctx: Context,
  tx: DeterminationTx & OneTimeCodeTx,
  { id: accidentId, plates }: { readonly id: string; readonly plates: readonly string[] },
): Promise<readonly string[]> {
  const kept = await tx.determination.findMany({ where: { accidentId }, include: { signatures: true, document: true } })
  await tx.$executeRaw`select erase_signed(${accidentId}::uuid)`
  await forgetCodes(
    tx,
    kept.flatMap(({ signatures }) => signatures.flatMap(({ oneTimeCodeId }) => oneTimeCodeId ?? [])),
  )
  for (const { id, decision, proposal } of kept) {
    const data = {
      decision: withoutWords(decisionSchema.parse(decision)),
      proposal: withPlatesMasked(proposal as Prisma.InputJsonValue, plates),
      certificate: Prisma.DbNull,
      endedReason: null,
      version: { increment: 1 },
    }
    const row = await tx.determination.update({ where: { id }, data })
    const where = { determinationId: id }
    const signatures = await tx.signature.findMany({ where, orderBy: { id: 'asc' } })
    const services = await tx.serviceRecord.findMany({ where, orderBy: { id: 'asc' } })
    await recordAudit(tx, ctx.clock.now(), {
      stream: `accident:${accidentId}`,
      action: 'determination.erased',
      actor: systemActor,
      details: { determinationId: id, revision: row.revision },
      rows: [
        { model: 'determination', row },
        ...signatures.map((each) => ({ model: 'signature', row: each })),
        ...services.map((each) => ({ model: 'serviceRecord', row: each })),
      ],
    })
  }
  // The whole folder: also signature sheets, and renderings that no row refers to.
  return [`documents/${accidentId}/`, ...kept.flatMap(({ document }) => document?.objectKey ?? [])]
}

function withoutWords({ contacts, ...decision }: Decision): Decision {
  return { ...decision, reason: null, contacts: contacts.map((contact) => ({ ...contact, accidentReason: null })) }
}
