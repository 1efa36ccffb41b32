/** How adapters of the queue say that the workers of a job died one after another. */
const interrupted = /^$|^job stalled/
const database = /^(Prisma|Database)/
const timeout = /^(Timeout|Abort)Error$/

/** Which words tell the kind of a failure, as far as it tells anything to whoever runs the platform. */
export function reasonWord(
  kind: string,
): 'interrupted' | 'unavailable' | 'conflict' | 'gone' | 'database' | 'timeout' | 'other' {
  if (interrupted.test(kind)) return 'interrupted'
  if (database.test(kind)) return 'database'
  if (timeout.test(kind)) return 'timeout'
  if (kind === 'unavailable') return 'unavailable'
  if (kind === 'conflict' || kind === 'not-now') return 'conflict'
  if (kind === 'not-found') return 'gone'
  return 'other'
}
