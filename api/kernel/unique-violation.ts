import { Prisma } from '../generated/prisma/client.ts'

/**
 * The name of the unique constraint that a write ran into, or null for any other error. Prisma's own `meta.target` is empty with a
 * driver adapter; the adapter's cause has it.
 */
export function uniqueViolation(error: unknown): string | null {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return null
  const { cause } =
    (error.meta as { driverAdapterError?: { cause?: AdapterCause } } | undefined)?.driverAdapterError ?? {}
  return cause?.kind === 'UniqueConstraintViolation'
    ? (cause.constraint?.index ?? cause.constraint?.fields?.join('_') ?? 'unique')
    : null
}

interface AdapterCause {
  kind: string
  constraint?: { index?: string; fields?: string[] }
}
