import type { PrismaClient } from '../generated/prisma/client.ts'
import type { Context } from './context.ts'
import { keepAnswer } from './idempotency.ts'
import type { FieldCipher } from './ports.ts'

/** Longest a use case may hold its rows, and wait for a connection. */
const limits = { timeout: 15_000, maxWait: 5_000 }

/** How every change is written: one transaction, which also keeps the answer of an idempotent request. */
export function transactOn(db: PrismaClient, fields: FieldCipher): Context['transact'] {
  return (work) =>
    db.$transaction(async (tx) => {
      const answer = await work(tx)
      await keepAnswer(tx, fields, answer)
      return answer
    }, limits)
}
