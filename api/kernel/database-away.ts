import { Failure } from './errors.ts'

/** Prisma's codes for: no connection, no connection in time, no transaction in time, a write that must be tried again. */
const prismaCodes = /^P(1\d{3}|2024|2028|2034)$/
/** The adapter's word where a statement of our own met no database. */
const adapterKinds = /^(DatabaseNotReachable|ConnectionClosed|SocketTimeout|TooManyConnections)$/
/** SQLSTATE classes: connection exception, insufficient resources, operator intervention (but 57014, a statement cancelled). */
const sqlStates = /^(08...|53...|57P..)$/
/** The system's codes for a line that cannot be had or broke, name look-up included. Node's own (ERR_...) are for misuse of it. */
const lineCodes = /^E(?!RR_)[A-Z_]+$/
/** The driver has no code for a connection that broke under a statement, or that was not to be had in time. */
const driverMessages =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Query read timeout)/

/** Whether an error of the database tells of its being away, restarting or overrun, which passes, rather than of a defect of ours. */
export function isDatabaseAway(error: unknown): boolean {
  const {
    code,
    message = '',
    meta,
  } = (error ?? {}) as {
    code?: unknown
    message?: unknown
    meta?: { driverAdapterError?: { cause?: { kind?: unknown; originalCode?: unknown; code?: unknown } } }
  }
  const { kind, originalCode, code: adapterCode } = meta?.driverAdapterError?.cause ?? {}
  return (
    [prismaCodes, sqlStates, lineCodes].some((codes) => codes.test(String(code))) ||
    adapterKinds.test(String(kind)) ||
    [originalCode, adapterCode].some((state) => sqlStates.test(String(state))) ||
    driverMessages.test(String(message))
  )
}

/** `unavailable` where an error of the database says that it is away; every other error of it as it is. */
export function unavailableIfAway(error: unknown): unknown {
  return isDatabaseAway(error) ? new Failure('unavailable', { part: 'database' }, error) : error
}

/**
 * Whether Prisma threw this: it leaves its version also on what the driver said. A refused connection bears the same code whoever was called, so
 * only its origin tells whether it is about the database.
 */
export function isPrismaError(error: unknown): boolean {
  return error instanceof Error && 'clientVersion' in error
}
