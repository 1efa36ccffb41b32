import { requireAccess } from '../../kernel/access/access.ts'
import type { DriverActor } from '../../kernel/access/roles.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/errors.ts'
import { newId } from '../../kernel/ids.ts'
import type { RowReader } from '../../kernel/rows.ts'
import { transition } from '../../kernel/transitions.ts'
import { followUp, getCaseFile, sendToOfficer, type CaseFile, type CaseParty } from '../accidents/service.ts'
import { checkOneTimeCode, sendOneTimeCode, spendOneTimeCode, type OneTimeCodeTx } from '../identity/service.ts'
import { supersede } from './decide.ts'
import { determinationInForce, signatureAdded } from './events.ts'
import {
  factsOf,
  findDetermination,
  lockDeterminations,
  moveDetermination,
  type DeterminationTx,
  type WholeDetermination,
} from './move.ts'
import type { DeterminationView, SignDetermination } from './schema.ts'
import { viewById, viewOf } from './views.ts'
import { workflow, type DeterminationState, type HumanAction } from './workflow.ts'

/** What the party has before him: the determination, the case, and himself in it. */
interface SigningDesk {
  readonly determination: WholeDetermination
  readonly file: CaseFile
  readonly party: CaseParty
}

async function openDesk(ctx: Context, tx: RowReader, actor: DriverActor, id: string): Promise<SigningDesk> {
  const determination = await findDetermination(tx, id)
  if (!determination) fail('not-found')
  const file = await getCaseFile(ctx, tx, determination.accidentId, actor)
  requireAccess(actor, 'determination.sign', file.accident, 'accident.read')
  const party = file.parties.find(({ driverId }) => driverId === actor.id)
  if (!party) fail('not-found')
  return { determination, file, party }
}

function step({ determination, file }: SigningDesk, actor: DriverActor, action: HumanAction) {
  const facts = factsOf(determination, file.accident, actor)
  return transition(workflow, determination.state as DeterminationState, action, facts)
}

const hasSigned = ({ determination, party }: SigningDesk) =>
  determination.signatures.some(({ partyId, kind }) => partyId === party.id && kind === 'signed')

/** Sends a one-time code that confirms this one document: it is bound to its SHA-256. */
export async function askForSigningCode(ctx: Context, actor: DriverActor, id: string) {
  const desk = await openDesk(ctx, ctx.db, actor, id)
  step(desk, actor, 'sign')
  const subject = desk.determination.document?.sha256 ?? fail('not-found')
  return sendOneTimeCode(ctx, { phone: actor.phone, purpose: 'sign-document', subject })
}

/**
 * Signs: binds the document's hash with the party, its one-time code, the time and the strokes. The last signature brings the
 * determination into force. Signing again answers what is there. Fails `document-changed` when another document was read,
 * `code-invalid`, `not-now` before the document is sealed. Source: ARCHITECTURE.md promise 5; DOMAIN.md 8.3.
 */
export async function signDetermination(
  ctx: Context,
  actor: DriverActor,
  id: string,
  input: SignDetermination,
): Promise<DeterminationView> {
  const { documentSha256, code, strokes } = input
  const before = await openDesk(ctx, ctx.db, actor, id)
  requireSameDocument(before.determination, documentSha256)
  if (hasSigned(before)) return viewOf(ctx, ctx.db, actor, before.file, before.determination)
  step(before, actor, 'sign')
  const codeId = await checkOneTimeCode(ctx, {
    phone: actor.phone,
    purpose: 'sign-document',
    subject: documentSha256,
    code,
  })

  return ctx.transact(async (tx: DeterminationTx & OneTimeCodeTx) => {
    await lockDeterminations(tx, before.determination.accidentId)
    const desk = await openDesk(ctx, tx, actor, id)
    const { determination, file, party } = desk
    // The same request twice at once: the one that came second finds what the first one did.
    if (hasSigned(desk)) return viewById(ctx, tx, actor, id)
    const { to } = step(desk, actor, 'sign')
    const now = ctx.clock.now()
    await spendOneTimeCode(tx, now, codeId)
    const row = await tx.signature.create({
      data: {
        id: newId(now.getTime()),
        determinationId: id,
        partyId: party.id,
        side: party.side,
        driverId: actor.id,
        kind: 'signed',
        documentSha256,
        oneTimeCodeId: codeId,
        strokes: strokes.map((stroke) => stroke.map(({ x, y }) => ({ x, y }))),
        signedAt: now,
      },
    })
    const signed = new Set([...determination.signatures.map(({ partyId }) => partyId), party.id])
    const complete = file.parties.every((each) => signed.has(each.id))
    if (complete) {
      await followUp(ctx, tx, determination.accidentId, 'all-signed', { actor, details: { determinationId: id } })
      await supersede(ctx, tx, file.accident, {
        actor,
        by: 'supersede',
        reason: '新的协议已生效',
        states: ['in-force'],
      })
    }
    await moveDetermination(ctx, tx, determination, {
      actor,
      action: complete ? 'determination.all-signed' : 'determination.signed',
      to: complete ? 'in-force' : to,
      change: complete ? { inForceAt: now, dueAt: null } : {},
      details: { side: party.side, documentSha256 },
      rows: [{ model: 'signature', row }],
      announce: [signatureAdded, ...(complete ? [determinationInForce] : [])],
    })
    return viewById(ctx, tx, actor, id)
  })
}

/** What is signed must be what was read. */
function requireSameDocument({ document }: WholeDetermination, sha256: string): void {
  if (document && document.sha256 !== sha256) fail('document-changed', { sha256: document.sha256 })
}

/** A party who does not agree need not sign: the case goes to an officer (APR 20). The refusal is recorded like a signature. */
export async function refuseDetermination(
  ctx: Context,
  actor: DriverActor,
  id: string,
  { reason }: { reason: string },
): Promise<DeterminationView> {
  const { determination: found } = await openDesk(ctx, ctx.db, actor, id)
  return ctx.transact(async (tx: DeterminationTx) => {
    await lockDeterminations(tx, found.accidentId)
    const desk = await openDesk(ctx, tx, actor, id)
    const { determination, file, party } = desk
    const { to } = step(desk, actor, 'refuse')
    const now = ctx.clock.now()
    const row = await tx.signature.create({
      data: {
        id: newId(now.getTime()),
        determinationId: id,
        partyId: party.id,
        side: party.side,
        driverId: actor.id,
        kind: 'refused',
        documentSha256: determination.document?.sha256 ?? '',
        reason,
        signedAt: now,
      },
    })
    await sendToOfficer(ctx, tx, file, { actor, action: 'declined', reason })
    await moveDetermination(ctx, tx, determination, {
      actor,
      action: 'determination.declined',
      to,
      change: { endedReason: reason },
      details: { side: party.side },
      rows: [{ model: 'signature', row }],
    })
    return viewById(ctx, tx, actor, id)
  })
}
