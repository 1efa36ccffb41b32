/** Prisma's codes for: no connection, no connection in time, no transaction in time, a write that must be tried again. */
const prismaCodes = /^P(1\d{3}|2024|2028|2034)$/
/** The adapter's word where a statement of our own met no database. */
const adapterKinds = /^(DatabaseNotReachable|ConnectionClosed|SocketTimeout|TooManyConnections)$/
/** PostgreSQL's: connection exceptions, shut down by an administrator, by a crash, not ready yet, too many connections. */
const sqlStates = /^(08...|57P0[123]|53300)$/
const socketCodes = /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT)$/
/** The driver has no code for a connection that broke under a statement. */
const driverMessages =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/

/** Whether this is the database being away, restarting or overrun, which passes, rather than a defect of ours. */
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
    [prismaCodes, sqlStates, socketCodes].some((codes) => codes.test(String(code))) ||
    adapterKinds.test(String(kind)) ||
    [originalCode, adapterCode].some((state) => sqlStates.test(String(state))) ||
    driverMessages.test(String(message))
  )
}
