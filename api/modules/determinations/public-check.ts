import { maskPlate } from '../../../vision/plates/grammar.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/errors.ts'
import { caseBrief } from '../accidents/service.ts'
import type { DocumentKind } from './document/view.ts'
import type { DeterminationState } from './workflow.ts'

const publicStates = {
  signing: 'awaiting-signatures',
  countersigning: 'awaiting-signatures',
  'in-force': 'in-force',
  superseded: 'superseded',
  declined: 'ended',
  withdrawn: 'ended',
  lapsed: 'ended',
} as const satisfies Record<DeterminationState, string>

/**
 * What anybody may learn of a document by its check code: that it is ours, and how it stands. No names, no numbers of persons, plates
 * masked. Fails `not-found`. Source: ARCHITECTURE.md promise 5.
 */
export async function checkDocument(ctx: Context, { checkCode }: { checkCode: string }) {
  const document = await findByCheckCode(ctx, checkCode)
  const { determination } = document
  const { occurredAt, vehicles } = await caseBrief(ctx, ctx.db, document.accidentId)
  return {
    number: document.number,
    kind: document.kind as DocumentKind,
    state: publicStates[determination.state as DeterminationState],
    sha256: document.sha256,
    pages: document.pages,
    sealedAt: document.createdAt.toISOString(),
    occurredAt: occurredAt.toISOString(),
    inForceAt: determination.inForceAt?.toISOString() ?? null,
    plates: vehicles.map(({ plateNumber }) => maskPlate(plateNumber)),
  }
}

/** Is the PDF in my hand the sealed one? The page hashes the file where it is; only the hash travels. */
export async function compareDocument(
  ctx: Context,
  { checkCode }: { checkCode: string },
  { sha256 }: { sha256: string },
) {
  const document = await findByCheckCode(ctx, checkCode)
  return { matches: document.sha256 === sha256 }
}

async function findByCheckCode(ctx: Context, checkCode: string) {
  const document = await ctx.db.document.findUnique({ where: { checkCode }, include: { determination: true } })
  if (!document) fail('not-found')
  return document
}
