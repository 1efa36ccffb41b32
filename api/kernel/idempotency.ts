import type { Prisma } from '../generated/prisma/client.ts'
import { requestScope } from './request.ts'
import type { KernelTransaction } from './transaction.ts'

/** Thrown inside a transaction that turns out to repeat one already committed; the http layer answers with what was kept. */
export class AlreadyAnswered extends Error {}

/**
 * Keeps the answer of the request's change under the caller's Idempotency-Key, in the transaction of the change itself: either
 * both are there or neither. Call it last, with what the use case returns. Does nothing where the caller sent no key.
 */
export async function keepAnswer(tx: KernelTransaction, answer: unknown): Promise<void> {
  const idempotency = requestScope.getStore()?.idempotency
  if (!idempotency || idempotency.kept) return
  const { actor, key, requestHash } = idempotency
  const inserted = await tx.idempotencyKey.createMany({
    data: { actor, key, requestHash, response: JSON.parse(JSON.stringify(answer ?? null)) as Prisma.InputJsonValue },
    skipDuplicates: true,
  })
  if (inserted.count === 0) throw new AlreadyAnswered()
  idempotency.kept = true
}
