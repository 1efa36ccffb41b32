import type { IdempotencyKey } from '../generated/prisma/client.ts'
import type { FieldCipher } from './ports.ts'
import { requestScope } from './request.ts'
import type { FieldPlace } from './sealed.ts'
import type { KernelTransaction } from './transaction.ts'

/** Thrown inside a transaction that turns out to repeat one already committed; the http layer answers with what was kept. */
export class AlreadyAnswered extends Error {}

/**
 * Keeps the answer of the request's change under the caller's Idempotency-Key, in the transaction of the change itself: either
 * both are there or neither. Sealed as a whole, for it says what the caller may see. Call it last, with what the use case returns. Does
 * nothing where the caller sent no key.
 */
export async function keepAnswer(tx: KernelTransaction, fields: FieldCipher, answer: unknown): Promise<void> {
  const idempotency = requestScope.getStore()?.idempotency
  if (!idempotency || idempotency.kept) return
  const { actor, key, requestHash } = idempotency
  const response = await fields.seal(placeOf(idempotency), JSON.stringify(answer ?? null))
  const inserted = await tx.idempotencyKey.createMany({
    data: { actor, key, requestHash, response },
    skipDuplicates: true,
  })
  if (inserted.count === 0) throw new AlreadyAnswered()
  idempotency.kept = true
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
