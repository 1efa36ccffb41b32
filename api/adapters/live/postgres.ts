import type { Logger } from 'pino'
import { z } from 'zod'
import type { LiveChannel, LiveMessage } from '../../kernel/ports.ts'
import { parseJson } from '../../kernel/parse-json.ts'
import { listen } from '../postgres/listen.ts'
import { openPool } from '../postgres/pool.ts'
import { liveGap } from './gap.ts'

const channel = 'live'

const Message = z.object({ room: z.string(), type: z.string(), id: z.string(), version: z.number() })

/**
 * The live channel on NOTIFY: any process publishes, every process hears, the one that published included. Resolves when it
 * listens, so that nothing published later is missed. After a break of the connection listeners get `liveGap`.
 * A message must stay below PostgreSQL's 8000 bytes: ids and versions do.
 */
export async function postgresLive(options: {
  connectionString: string
  log: Pick<Logger, 'info' | 'warn' | 'error'>
}): Promise<LiveChannel> {
  const { connectionString, log } = options
  const listeners = new Set<(message: LiveMessage) => void>()
  const pool = openPool({ connectionString, max: 1, application_name: 'kuaichu-live' }, log)

  function deliver(message: LiveMessage): void {
    for (const listener of listeners) {
      try {
        listener(message)
      } catch (error) {
        log.error({ err: error, type: message.type }, 'a live listener failed')
      }
    }
  }

  function hear(payload: string): void {
    const message = Message.safeParse(parseJson(payload))
    if (message.success) deliver(message.data)
    else log.error({ channel }, 'not a live message')
  }

  // Nobody has subscribed at the first connection, so only the later ones reach a listener.
  const listening = await listen(connectionString, channel, hear, { onConnect: () => deliver(liveGap), log })

  return {
    async publish(...messages) {
      if (messages.length === 0) return
      const texts = messages.map(({ room, type, id, version }) => JSON.stringify({ room, type, id, version }))
      await pool.query('select pg_notify($1, message) from unnest($2::text[]) as message', [channel, texts])
    },

    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },

    async close() {
      listeners.clear()
      await listening.close()
      await pool.end()
    },
  }
}
