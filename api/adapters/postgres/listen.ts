import { setTimeout as delay } from 'node:timers/promises'
import { Client, escapeIdentifier } from 'pg'
import { silent, type Log } from './log.ts'

export interface Listener {
  /** Ends the connection; afterwards nothing is notified any more. */
  close(): Promise<void>
}

const firstRetryMs = 100
const longestRetryMs = 5_000

/**
 * Hears NOTIFY on a connection of its own, which is made anew whenever it breaks. What was notified in between is lost, so
 * `onConnect` is called after every connection, the first included: the place to look for what was missed.
 * Resolves when the first connection listens.
 */
export async function listen(
  url: string,
  channel: string,
  onNotify: (payload: string) => void,
  options: { onConnect?: () => void; log?: Log } = {},
): Promise<Listener> {
  const { onConnect, log = silent } = options
  const closing = new AbortController()
  let client = await connect()

  async function connect(): Promise<Client> {
    const fresh = new Client({ connectionString: url, keepAlive: true, application_name: 'kuaichu-listen' })
    fresh.on('notification', ({ payload }) => onNotify(payload ?? ''))
    // The `end` that follows brings the connection back; an error nobody hears would end the process.
    fresh.on('error', (error) => log.warn({ err: error, channel }, 'listening connection lost'))
    try {
      await fresh.connect()
      await fresh.query(`LISTEN ${escapeIdentifier(channel)}`)
    } catch (error) {
      await fresh.end()
      throw error
    }
    fresh.once('end', () => void reconnect())
    onConnect?.()
    return fresh
  }

  async function reconnect(): Promise<void> {
    for (let retryMs = firstRetryMs; !closing.signal.aborted; retryMs = Math.min(retryMs * 2, longestRetryMs)) {
      try {
        client = await connect()
        if (closing.signal.aborted) await client.end()
        return
      } catch (error) {
        log.warn({ err: error, channel, retryMs }, 'cannot listen yet')
        await delay(retryMs, undefined, { signal: closing.signal }).catch(() => undefined)
      }
    }
  }

  return {
    async close() {
      closing.abort()
      await client.end()
    },
  }
}
