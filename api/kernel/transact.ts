import type { PrismaClient } from '../generated/prisma/client.ts'
import type { Context } from './context.ts'
import { AlreadyAnswered, answerIsKept, answerToKeep } from './idempotency.ts'
import type { FieldCipher } from './ports.ts'
import { gatherTraces, writeTraces } from './traces.ts'

/** Longest a use case may hold its rows, and wait for a connection. */
const limits = { timeout: 15_000, maxWait: 5_000 }

/** How every change is written: one transaction, which also writes what the change leaves behind and keeps the answer of an idempotent request. */
export function transactOn(db: PrismaClient, fields: FieldCipher): Context['transact'] {
  return (work) =>
    db.$transaction(async (tx) => {
      const traces = gatherTraces(tx)
      const answer = await work(tx)
      const kept = await answerToKeep(fields, answer)
      if (!(await writeTraces(tx, traces, kept))) throw new AlreadyAnswered()
      if (kept) answerIsKept()
      return answer
    }, limits)
}
