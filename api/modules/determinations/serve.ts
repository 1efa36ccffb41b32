import { requireAccess } from '../../kernel/access/access.ts'
import type { Actor, DriverActor, StaffActor } from '../../kernel/access/roles.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/errors.ts'
import { newId } from '../../kernel/ids.ts'
import { transition } from '../../kernel/transitions.ts'
import { getCaseFile, type CaseFile, type CaseParty } from '../accidents/service.ts'
import { determinationServed } from './events.ts'
import {
  factsOf,
  findDetermination,
  lockDeterminations,
  moveDetermination,
  type DeterminationTx,
  type WholeDetermination,
} from './move.ts'
import type { DeterminationView, NoteService, ServiceKind } from './schema.ts'
import { viewById } from './views.ts'
import { workflow, type DeterminationState } from './workflow.ts'

/**
 * A party opens the officer's document on the phone: it is served electronically, and the party's time for review begins. Only the first
 * service counts, so opening it again answers what is there. Fails `document-changed` when another document was opened, `not-now` for an
 * agreement and before the document is sealed. Source: APR 24, 71; DOMAIN.md 1.6.
 */
export async function receiveDocument(
  ctx: Context,
  actor: DriverActor,
  id: string,
  { documentSha256 }: { documentSha256: string },
): Promise<DeterminationView> {
  return ctx.transact(async (tx: DeterminationTx) => {
    const { determination, file } = await openForService(ctx, tx, actor, 'determination.receive', id)
    const party = file.parties.find(({ driverId }) => driverId === actor.id)
    if (!party) fail('not-found')
    const sealed = determination.document?.sha256
    if (sealed && sealed !== documentSha256) fail('document-changed', { sha256: sealed })
    if (serviceOn(determination, party)) return viewById(ctx, tx, actor, id)
    transition(workflow, stateOf(determination), 'receive', factsOf(determination, file.accident, actor))
    await serve(ctx, tx, determination, { actor, party, kind: 'electronic', note: null })
    return viewById(ctx, tx, actor, id)
  })
}

/**
 * The officer notes that he handed the document over, or that receipt or signature was refused; a refusal blocks nothing (APR 24).
 * Fails `not-now` where the party has it already: the first service counts, and stays.
 */
export async function noteService(
  ctx: Context,
  actor: StaffActor,
  id: string,
  { side, kind, note }: NoteService,
): Promise<DeterminationView> {
  return ctx.transact(async (tx: DeterminationTx) => {
    const { determination, file } = await openForService(ctx, tx, actor, 'determination.serve', id)
    const party = file.parties.find((each) => each.side === side)
    if (!party) fail('bad-input', { issues: [{ path: 'side', message: 'is not a party of this case' }] })
    transition(workflow, stateOf(determination), 'serve', factsOf(determination, file.accident, actor))
    if (serviceOn(determination, party)) fail('not-now', { action: 'serve', reason: alreadyServed })
    await serve(ctx, tx, determination, { actor, party, kind, note })
    return viewById(ctx, tx, actor, id)
  })
}

const alreadyServed = { zh: '已经送达，以第一次为准', en: 'it has been served already: the first service counts' }

/** Opens both use cases, and makes every other act on the case's determinations wait. */
async function openForService(
  ctx: Context,
  tx: DeterminationTx,
  actor: Actor,
  action: 'determination.receive' | 'determination.serve',
  id: string,
): Promise<{ determination: WholeDetermination; file: CaseFile }> {
  const found = await findDetermination(tx, id)
  if (!found) fail('not-found')
  const file = await getCaseFile(ctx, tx, found.accidentId, actor)
  requireAccess(actor, action, file.accident, 'accident.read')
  await lockDeterminations(tx, found.accidentId)
  return { determination: (await findDetermination(tx, id)) ?? found, file }
}

const stateOf = ({ state }: WholeDetermination) => state as DeterminationState

const serviceOn = ({ services }: WholeDetermination, party: CaseParty) =>
  services.find(({ partyId }) => partyId === party.id)

interface Service {
  readonly actor: DriverActor | StaffActor
  readonly party: CaseParty
  readonly kind: ServiceKind
  readonly note: string | null
}

async function serve(
  ctx: Context,
  tx: DeterminationTx,
  determination: WholeDetermination,
  { actor, party, kind, note }: Service,
): Promise<void> {
  const now = ctx.clock.now()
  const row = await tx.serviceRecord.create({
    data: {
      id: newId(now.getTime()),
      determinationId: determination.id,
      partyId: party.id,
      side: party.side,
      driverId: party.driverId,
      kind,
      documentSha256: determination.document?.sha256 ?? '',
      note,
      servedById: actor.id,
      servedAt: now,
    },
  })
  await moveDetermination(ctx, tx, determination, {
    actor,
    action: 'determination.served',
    details: { side: party.side, kind, documentSha256: row.documentSha256 },
    rows: [{ model: 'serviceRecord', row }],
    announce: [determinationServed],
  })
}
