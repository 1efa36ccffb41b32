import { Logger } from 'graphile-worker'
import type { QueueLog } from '../log.ts'

/**
 * graphile-worker's log as lines of ours. Its details hold whole jobs with their payload and are left out; the lines about the
 * end of a job as well, since the handler's own say more.
 */
export function graphileLogger(log?: QueueLog): Logger {
  return new Logger((scope) => (level, message, details) => {
    if (!log || (details && ('success' in details || 'failure' in details))) return
    const { workerId, jobId } = scope
    if (level === 'error') log.error({ workerId, jobId }, message)
    else if (level === 'warning') log.warn({ workerId, jobId }, message)
    else log.debug({ workerId, jobId }, message)
  })
}
