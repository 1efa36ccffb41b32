import type { Prisma } from '../generated/prisma/client.ts'

type Models = Omit<Prisma.TransactionClient, `$${string}`>
type ModelName = keyof Models

/** The tables that belong to the kernel itself, and raw SQL. */
export type KernelTransaction = Pick<
  Prisma.TransactionClient,
  'auditEvent' | 'auditHead' | 'outboxEvent' | 'idempotencyKey' | '$queryRaw' | '$executeRaw'
>

/**
 * A transaction narrowed to a module's own tables: `type Tx = Transaction<'accident' | 'party'>`. Other modules' rows are reached
 * through their service.
 */
export type Transaction<Own extends ModelName> = Pick<Prisma.TransactionClient, Own> & KernelTransaction
