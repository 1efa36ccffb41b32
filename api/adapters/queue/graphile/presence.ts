import { EventEmitter, once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { Client } from 'pg'
import type { QueueLog } from '../log.ts'

/** A sign of life that no crash can fail to withdraw: a PostgreSQL session lock, which ends with its connection. */
export interface Presence {
  /** Resolves while the lock is held; waits for it otherwise. Rejects instead of waiting when all is to end. */
  held(): Promise<void>
  /** Gives the lock back. */
  close(): Promise<void>
}

/** The lock of a worker, by its id; who can take it knows that this worker is gone. */
export const presenceLock = 'hashtextextended($1, 0)'

/** When a host loses power nobody closes its connections: the server asks after 10 s of silence and gives up after 15 more. */
const keepAlive = `set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3`

const retryMs = 250

/**
 * Holds the lock of `workerId` on a connection of its own, and takes it again whenever that breaks, until `signal` is aborted.
 * The connection must be a session of PostgreSQL itself, not one shared by a pooler in transaction mode.
 */
export function keepPresence(options: {
  connectionString: string
  workerId: string
  log: QueueLog
  signal: AbortSignal
}): Presence {
  const { connectionString, workerId, log } = options
  const closing = new AbortController()
  const signal = AbortSignal.any([options.signal, closing.signal])
  const changes = new EventEmitter().setMaxListeners(0)
  let holding = false
  let client = new Client(connectionString)

  async function hold(): Promise<void> {
    client = new Client({ connectionString, keepAlive: true, application_name: 'kuaichu-presence' })
    const ended = new Promise<void>((resolve) => client.once('end', resolve))
    client.on('error', (error) => log.warn({ err: error, workerId }, 'presence connection lost'))
    try {
      await client.connect()
      await client.query(keepAlive)
      await client.query(`select pg_advisory_lock(${presenceLock})`, [workerId])
      holding = true
      changes.emit('held')
      await ended
    } finally {
      holding = false
      await client.end()
    }
  }

  async function keep(): Promise<void> {
    while (!signal.aborted) {
      await hold().catch((error: unknown) => log.warn({ err: error, workerId }, 'presence not held'))
      await delay(retryMs, undefined, { signal }).catch(() => undefined)
    }
  }

  const kept = keep()
  return {
    async held() {
      if (!holding) await once(changes, 'held', { signal })
    },
    async close() {
      closing.abort()
      await client.end()
      await kept
    },
  }
}
