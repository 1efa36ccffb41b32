import type { Logger } from 'pino'

/** What a queue needs of a log. Payloads are never passed in. */
export type QueueLog = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>
