import type {
  Accident,
  Determination,
  Document,
  Prisma,
  ServiceRecord,
  Signature,
} from '../../generated/prisma/client.ts'
import type { Actor } from '../../kernel/access/roles.ts'
import { recordAudit, type SealedRow } from '../../kernel/audit/record.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/errors.ts'
import { announce, type DomainEvent } from '../../kernel/outbox.ts'
import type { Transaction } from '../../kernel/transaction.ts'
import type { AccidentTx } from '../accidents/service.ts'
import { determinationEnded } from './events.ts'
import type { PeopleTx } from '../identity/service.ts'
import { endedStates, type DeterminationFacts, type DeterminationState } from './workflow.ts'

/** Own tables, and what the services of the modules below need in the same transaction. */
export type DeterminationTx = Transaction<'determination' | 'document' | 'signature' | 'serviceRecord'> &
  AccidentTx &
  PeopleTx

const whole = {
  document: true,
  signatures: { orderBy: { signedAt: 'asc' } },
  services: { orderBy: { servedAt: 'asc' } },
} as const

/** One version with its document, what was signed, and on whom it was served. */
export type WholeDetermination = Determination & {
  readonly document: Document | null
  readonly signatures: readonly Signature[]
  readonly services: readonly ServiceRecord[]
}

type Reader = Pick<DeterminationTx, 'determination'>

export function findDetermination(tx: Reader, id: string): Promise<WholeDetermination | null> {
  return tx.determination.findUnique({ where: { id }, include: whole })
}

/** The newest version of a case, or nothing. */
export function findCurrent(tx: Reader, accidentId: string): Promise<WholeDetermination | null> {
  return tx.determination.findFirst({ where: { accidentId }, orderBy: { revision: 'desc' }, include: whole })
}

/** The version that binds the parties and the insurers, or nothing; there is never more than one. */
export function getDeterminationInForce(tx: Reader, accidentId: string): Promise<WholeDetermination | null> {
  return tx.determination.findFirst({ where: { accidentId, state: 'in-force' }, include: whole })
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
  tx: Reader,
  accidentId: string,
  states: readonly DeterminationState[],
): Promise<WholeDetermination[]> {
  const where = { accidentId, state: { in: [...states] } }
  return tx.determination.findMany({ where, orderBy: { revision: 'asc' }, include: whole })
}

/**
 * Makes every other act on the case's determinations wait for the end of this transaction: of two last signatures each sees the other.
 * Taken before any row of the case itself, always, so that no two acts wait for each other.
 */
export async function lockDeterminations(tx: DeterminationTx, accidentId: string): Promise<void> {
  await tx.$queryRaw`
    select id from determination where "accidentId" = ${accidentId}::uuid order by revision for update`
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
  const { count } = await tx.determination.updateMany({
    where: { id: before.id, state: before.state, version: before.version },
    data: {
      ...move.change,
      ...(move.to ? { state: move.to } : {}),
      ...(ends ? { dueAt: null, documentDueAt: null } : {}),
      version: { increment: 1 },
    },
  })
  const after = await tx.determination.findUniqueOrThrow({ where: { id: before.id } })
  if (count === 0) fail('conflict', { state: after.state, version: after.version })
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
