import type { IdempotencyKey } from '../generated/prisma/client.ts'
import type { FieldCipher } from './ports.ts'
import { requestScope } from './request.ts'
import type { FieldPlace } from './sealed.ts'
import type { KeptRow } from './traces.ts'

/** Thrown inside a transaction that turns out to repeat one already committed; the http layer answers with what was kept. */
export class AlreadyAnswered extends Error {}

/**
 * The answer of the request's change, to be kept under the caller's Idempotency-Key in the transaction of the change itself: either both are there or
 * neither. Sealed as a whole, for it says what the caller may see. Null where the caller sent no key, and for what the request changes after its first
 * transaction.
 */
export async function answerToKeep(fields: FieldCipher, answer: unknown): Promise<KeptRow | null> {
  const idempotency = requestScope.getStore()?.idempotency
  if (!idempotency || idempotency.kept) return null
  const { actor, key, requestHash } = idempotency
  return { actor, key, requestHash, response: await fields.seal(placeOf(idempotency), JSON.stringify(answer ?? null)) }
}

/** The answer is kept: nothing else that the request changes has one. */
export function answerIsKept(): void {
  const idempotency = requestScope.getStore()?.idempotency
  if (idempotency) idempotency.kept = true
}

/** The answer as it was kept. */
export async function keptAnswer(fields: FieldCipher, row: IdempotencyKey): Promise<unknown> {
  // Before answers were sealed they were kept as they are; those are forgotten within days (housekeeping.ts).
  return typeof row.response === 'string' ? JSON.parse(await fields.open(placeOf(row), row.response)) : row.response
}

const placeOf = ({ actor, key }: Pick<IdempotencyKey, 'actor' | 'key'>): FieldPlace => ({
  field: 'idempotency_key.response',
  row: `${actor} ${key}`,
})
