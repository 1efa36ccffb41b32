import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pino } from 'pino'
import { io, type Socket } from 'socket.io-client'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { postgresLive } from '../../../api/adapters/live/postgres.ts'
import { attachSocketServer } from '../../../api/adapters/live/socket-server.ts'
import { withClient } from '../../../api/adapters/postgres/roles.ts'
import type { LiveChannel, LiveMessage } from '../../../api/kernel/ports.ts'
import { freshDatabase, type TestDatabase } from '../../support/database.ts'

const origin = 'https://kuaichu.example'
const moved: LiveMessage = { room: 'accident:1', type: 'accident.moved', id: '1', version: 2 }

describe('the socket server', () => {
  let database: TestDatabase
  let publisher: LiveChannel
  const sessions = new Map<string, { rooms: Set<string> }>()
  const clients: Socket[] = []
  const servers: { stop(): Promise<void> }[] = []

  beforeAll(async () => {
    database = await freshDatabase()
    publisher = await postgresLive({ connectionString: database.appUrl, log: pino({ level: 'silent' }) })
  })
  afterAll(async () => {
    await publisher.close()
    await database.drop()
  })
  beforeEach(() => {
    sessions.set('s1', { rooms: new Set(['accident:1', 'reviews:440100']) })
    sessions.set('s2', { rooms: new Set(['accident:1']) })
  })
  afterEach(async () => {
    for (const client of clients.splice(0)) client.disconnect()
    for (const server of servers.splice(0)) await server.stop()
  })

  async function startServer(recheckEveryMs?: number) {
    const live = await postgresLive({ connectionString: database.appUrl, log: pino({ level: 'silent' }) })
    const http: Server = createServer()
    const sockets = attachSocketServer(http, {
      live,
      recheckEveryMs,
      origins: (asked) => asked === origin,
      authenticate: async (cookie) => {
        const sessionId = /session=(\w+)/.exec(cookie ?? '')?.[1] ?? ''
        const session = sessions.get(sessionId)
        if (!session) return null
        return { actorKey: `staff:${sessionId}`, sessionId, mayJoin: async (room) => session.rooms.has(room) }
      },
    })
    http.listen(0, '127.0.0.1')
    await once(http, 'listening')
    const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
    const stop = async () => {
      await sockets.close()
      http.close()
      await live.close()
    }
    const server = { url, sockets, stop }
    servers.push(server)
    return server
  }

  function connect(url: string, session: string, headers: Record<string, string> = { origin }) {
    const options = { transports: ['websocket'], reconnectionDelay: 50, forceNew: true }
    const client = io(url, { ...options, extraHeaders: { ...headers, cookie: `session=${session}` } })
    clients.push(client)
    const heard: LiveMessage[] = []
    client.on('message', (message: LiveMessage) => void heard.push(message))
    return { client, heard, join: (room: unknown): Promise<unknown> => client.emitWithAck('join', room) }
  }

  it('takes what another process publishes to the pages in the room, and to no other', async () => {
    const [here, there] = [await startServer(), await startServer()]
    const [inRoom, elsewhere, idle] = [connect(here.url, 's1'), connect(there.url, 's2'), connect(there.url, 's1')]
    expect(await inRoom.join('accident:1')).toEqual({ ok: true })
    expect(await elsewhere.join('accident:1')).toEqual({ ok: true })
    expect(await idle.join('reviews:440100')).toEqual({ ok: true })

    await publisher.publish(moved)
    await publisher.publish({ ...moved, room: 'reviews:440100' })
    await vi.waitFor(() => expect(idle.heard).toHaveLength(1))
    await vi.waitFor(() => expect([inRoom.heard, elsewhere.heard]).toEqual([[moved], [moved]]))
  })

  it('takes whoever lost an authorisation out of the rooms it opened, at once', async () => {
    const { url, sockets } = await startServer()
    const page = connect(url, 's2')
    expect(await page.join('accident:1')).toEqual({ ok: true })
    expect(sockets.connections()).toBe(1)
    sessions.get('s2')?.rooms.clear()
    await publisher.publish({ room: 'staff:s2', type: 'authorisation.revoked', id: 'x', version: 2 })
    await vi.waitFor(async () => {
      page.heard.splice(0)
      await publisher.publish(moved)
      expect(await page.join('accident:1')).toEqual({ ok: false, code: 'forbidden' })
      expect(page.heard).toEqual([])
    })
  })

  it('refuses another site, a missing origin, and polling', async () => {
    const { url } = await startServer()
    for (const headers of [{ origin: 'https://evil.example' }, {} as Record<string, string>]) {
      const { client } = connect(url, 's1', headers)
      await next(client, 'connect_error')
      expect(client.connected).toBe(false)
      client.disconnect()
    }
    expect((await fetch(`${url}/socket.io/?EIO=4&transport=polling`, { headers: { origin } })).status).toBe(400)
  })

  it('tells a page without a session to sign in', async () => {
    const { client } = connect((await startServer()).url, 'nobody')
    const [error] = await next(client, 'connect_error')
    expect(error).toMatchObject({ message: 'not-signed-in' })
  })

  it('opens no room that access does not open, nor the room of a session', async () => {
    const { join } = connect((await startServer()).url, 's2')
    expect(await join('reviews:440100')).toEqual({ ok: false, code: 'forbidden' })
    expect(await join('session:s1')).toEqual({ ok: false, code: 'bad-input' })
    expect(await join({ room: 'accident:1' })).toEqual({ ok: false, code: 'bad-input' })
    expect(await join('accident:'.padEnd(200, '1'))).toEqual({ ok: false, code: 'bad-input' })
  })

  it('asks again for access at every join', async () => {
    const { client, join } = connect((await startServer()).url, 's1')
    expect(await join('accident:1')).toEqual({ ok: true })
    client.emit('leave', 'accident:1')
    sessions.get('s1')?.rooms.delete('accident:1')
    expect(await join('accident:1')).toEqual({ ok: false, code: 'forbidden' })
  })

  it('bounds the rooms of a page, and ends one that sends too much at once', async () => {
    const rooms = Array.from({ length: 65 }, (_, index) => `accident:${index}`)
    sessions.set('s1', { rooms: new Set(rooms) })
    const { client, join } = connect((await startServer()).url, 's1')
    for (const room of rooms.slice(0, 64)) expect(await join(room)).toEqual({ ok: true })
    expect(await join(rooms.at(-1))).toEqual({ ok: false, code: 'slow-down' })
    client.emit('join', 'x'.repeat(5000))
    expect(await next(client, 'disconnect')).toContain('transport close')
  })

  it('ends the sockets of a session the moment it ends, after telling them, and no others', async () => {
    const { url } = await startServer()
    const [ended, other] = [connect(url, 's1'), connect(url, 's2')]
    await Promise.all([ended.join('accident:1'), other.join('accident:1')])
    sessions.delete('s1')
    const gone = next(ended.client, 'disconnect')
    await publisher.publish({ room: 'session:s1', type: 'session.ended', id: 's1', version: 1 })
    expect(await gone).toContain('io server disconnect')
    expect(ended.heard.map((message) => message.type)).toEqual(['session.ended'])
    await publisher.publish(moved)
    await vi.waitFor(() => expect(other.heard).toEqual([moved]))
    expect(ended.heard).toHaveLength(1)
  })

  it('finds sessions and access that ended without a word', async () => {
    const { url } = await startServer(50)
    const [expired, withdrawn] = [connect(url, 's1'), connect(url, 's2')]
    await Promise.all([expired.join('accident:1'), withdrawn.join('accident:1')])
    const gone = next(expired.client, 'disconnect')
    sessions.delete('s1')
    sessions.get('s2')?.rooms.clear()
    expect(await gone).toContain('io server disconnect')
    await vi.waitFor(async () => {
      withdrawn.heard.length = 0
      await publisher.publish(moved)
      await publisher.publish({ ...moved, room: 'session:s2', type: 'session.marked' })
      await vi.waitFor(() => expect(withdrawn.heard.map((message) => message.room)).toEqual(['session:s2']))
    })
  })

  it('sends every page through the handshake again when messages may have been lost', async () => {
    const { url } = await startServer()
    const { client, heard, join } = connect(url, 's1')
    await join('accident:1')
    const again = next(client, 'connect')
    await withClient(database.appUrl, (connection) =>
      connection.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query like 'LISTEN%' and pid <> pg_backend_pid()",
      ),
    )
    await again
    expect(await join('accident:1')).toEqual({ ok: true })
    await publisher.publish(moved)
    await vi.waitFor(() => expect(heard).toEqual([moved]))
  })
})

/** What the next event of this name brings. */
function next(client: Socket, event: string): Promise<unknown[]> {
  return new Promise((resolve) => client.once(event, (...values: unknown[]) => resolve(values)))
}
