import {
  Prisma,
  type Accident,
  type Determination,
  type Document,
  type ServiceRecord,
  type Signature,
} from '../../generated/prisma/client.ts'
import type { Actor } from '../../kernel/access/roles.ts'
import { recordAudit, type SealedRow } from '../../kernel/audit/record.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/errors.ts'
import { announce, type DomainEvent } from '../../kernel/outbox.ts'
import { columns, listed, withTimes, type JsonRow, type RowReader, type Times } from '../../kernel/rows.ts'
import type { Transaction } from '../../kernel/transaction.ts'
import type { AccidentTx } from '../accidents/service.ts'
import { determinationEnded } from './events.ts'
import type { PeopleTx } from '../identity/service.ts'
import { endedStates, type DeterminationFacts, type DeterminationState } from './workflow.ts'

/** Own tables, and what the services of the modules below need in the same transaction. */
export type DeterminationTx = Transaction<'determination' | 'document' | 'signature' | 'serviceRecord'> &
  AccidentTx &
  PeopleTx

/** One version with its document, what was signed, and on whom it was served. */
export type WholeDetermination = Determination & {
  readonly document: Document | null
  readonly signatures: readonly Signature[]
  readonly services: readonly ServiceRecord[]
}

type Reader = Pick<DeterminationTx, 'determination'>

export async function findDetermination(tx: RowReader, id: string): Promise<WholeDetermination | null> {
  const [found] = await findWhole(tx, Prisma.sql`id = ${id}::uuid`)
  return found ?? null
}

/** The newest version of a case, or nothing. */
export async function findCurrent(tx: RowReader, accidentId: string): Promise<WholeDetermination | null> {
  const [found] = await findWhole(tx, Prisma.sql`"accidentId" = ${accidentId}::uuid order by revision desc limit 1`)
  return found ?? null
}

/** The version that binds the parties and the insurers, or nothing; there is never more than one. */
export async function getDeterminationInForce(tx: RowReader, accidentId: string): Promise<WholeDetermination | null> {
  const [found] = await findWhole(tx, Prisma.sql`"accidentId" = ${accidentId}::uuid and state = 'in-force'`)
  return found ?? null
}

/** Of these cases, what has been in force since before a moment, with its document sealed. */
export function sealedInForce(tx: Reader, accidentIds: readonly string[], before: Date): Promise<Determination[]> {
  const where = { accidentId: { in: [...accidentIds] }, state: 'in-force', document: { isNot: null } }
  return tx.determination.findMany({ where: { ...where, inForceAt: { lte: before } }, orderBy: { inForceAt: 'asc' } })
}

/** The certificates (事故证明) that came into force in this time, with their document sealed. */
export function certificatesInForce(tx: Reader, from: Date, until: Date): Promise<Determination[]> {
  const where = { kind: 'certificate', state: 'in-force', document: { isNot: null } }
  return tx.determination.findMany({ where: { ...where, inForceAt: { gte: from, lte: until } } })
}

/** Of these cases, what surveyors issued before a moment and what has not ended since. */
export function issuedBySurveyors(tx: Reader, accidentIds: readonly string[], before: Date): Promise<Determination[]> {
  const where = { accidentId: { in: [...accidentIds] }, state: { notIn: [...endedStates] }, decidedByKind: 'surveyor' }
  return tx.determination.findMany({ where: { ...where, issuedAt: { lte: before } }, orderBy: { issuedAt: 'asc' } })
}

/** The versions of a case in one of these states, oldest first. */
export function findInStates(
  tx: RowReader,
  accidentId: string,
  states: readonly DeterminationState[],
): Promise<WholeDetermination[]> {
  return findWhole(
    tx,
    Prisma.sql`"accidentId" = ${accidentId}::uuid and state = any(${[...states]}::text[]) order by revision`,
  )
}

type Row = Determination & {
  readonly documents: readonly JsonRow<Document>[]
  readonly signatures: readonly JsonRow<Signature>[]
  readonly services: readonly JsonRow<ServiceRecord>[]
}

const determinationColumns = columns('determination', Prisma.DeterminationScalarFieldEnum)
const documentColumns = columns('document', Prisma.DocumentScalarFieldEnum)
const signatureColumns = columns('signature', Prisma.SignatureScalarFieldEnum)
const serviceColumns = columns('service_record', Prisma.ServiceRecordScalarFieldEnum)
const documentTimes: Times<Document> = { createdAt: true }
const signatureTimes: Times<Signature> = { signedAt: true }
const serviceTimes: Times<ServiceRecord> = { servedAt: true }

/** Every act on a determination and every look at it begins with these rows: they are one statement. */
async function findWhole(tx: RowReader, which: Prisma.Sql): Promise<WholeDetermination[]> {
  const of = Prisma.sql`where "determinationId" = determination.id`
  const rows = await tx.$queryRaw<Row[]>`
    select ${determinationColumns},
      ${listed(Prisma.sql`select ${documentColumns} from document ${of}`)} as documents,
      ${listed(Prisma.sql`select ${signatureColumns} from signature ${of} order by "signedAt"`)} as signatures,
      ${listed(Prisma.sql`select ${serviceColumns} from service_record ${of} order by "servedAt"`)} as services
    from determination where ${which}`
  return rows.map(({ documents: [document], signatures, services, ...determination }) => ({
    ...determination,
    document: document ? withTimes(document, documentTimes) : null,
    signatures: signatures.map((row) => withTimes(row, signatureTimes)),
    services: services.map((row) => withTimes(row, serviceTimes)),
  }))
}

/**
 * Makes every other act on the case's determinations wait for the end of this transaction: of two last signatures each sees the other.
 * Taken before any row of the case itself, always, so that no two acts wait for each other.
 */
export async function lockDeterminations(tx: DeterminationTx, accidentId: string): Promise<void> {
  await tx.$queryRaw`
    select id from determination where "accidentId" = ${accidentId}::uuid order by revision for no key update`
}

/** An agreement is signed by the parties; what an officer made is served on them (送达). */
export const mustBeServed = ({ kind }: Pick<Determination, 'kind'>) => kind !== 'agreement'

export function factsOf(
  determination: WholeDetermination,
  accident: Pick<Accident, 'state'>,
  actor: Pick<Actor, 'id'>,
): DeterminationFacts {
  const { document, signatures, services } = determination
  return {
    caseState: accident.state,
    sealed: document !== null,
    signatures: signatures.length,
    signedByCaller: signatures.some(({ driverId, kind }) => driverId === actor.id && kind === 'signed'),
    mustBeServed: mustBeServed(determination),
    receivedByCaller: services.some(({ driverId }) => driverId === actor.id),
  }
}

/** What a change of a determination consists of; none of it can be forgotten. */
export interface DeterminationMove {
  readonly actor: Actor
  /** `determination.countersigned` ... */
  readonly action: string
  readonly to?: DeterminationState
  readonly change?: Prisma.DeterminationUncheckedUpdateManyInput
  readonly details?: Readonly<Record<string, unknown>>
  readonly rows?: readonly SealedRow[]
  readonly announce?: readonly ((row: Determination) => DomainEvent)[]
}

/**
 * Moves a determination from the state and version that were read to the next: conditional update, audit event and announcements
 * together. Fails `conflict` with what it is now when somebody moved it first.
 */
export async function moveDetermination(
  ctx: Context,
  tx: DeterminationTx,
  before: Pick<Determination, 'id' | 'state' | 'version'>,
  move: DeterminationMove,
): Promise<Determination> {
  const ends = move.to !== undefined && (endedStates as readonly string[]).includes(move.to)
  const [after] = await tx.determination.updateManyAndReturn({
    where: { id: before.id, state: before.state, version: before.version },
    data: {
      ...move.change,
      ...(move.to ? { state: move.to } : {}),
      ...(ends ? { dueAt: null, documentDueAt: null } : {}),
      version: { increment: 1 },
    },
  })
  if (!after) {
    const { state, version } = await tx.determination.findUniqueOrThrow({ where: { id: before.id } })
    return fail('conflict', { state, version })
  }
  await recordAudit(tx, ctx.clock.now(), {
    stream: `accident:${after.accidentId}`,
    action: move.action,
    actor: move.actor,
    details: {
      determinationId: after.id,
      revision: after.revision,
      from: before.state,
      to: after.state,
      ...move.details,
    },
    rows: [{ model: 'determination', row: after }, ...(move.rows ?? [])],
  })
  const events = [...(ends ? [determinationEnded] : []), ...(move.announce ?? [])]
  await announce(
    tx,
    events.map((event) => event(after)),
  )
  return after
}
