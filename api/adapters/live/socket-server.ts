import type { Server as HttpServer } from 'node:http'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { Server, type Socket } from 'socket.io'
import { z } from 'zod'
import type { LiveChannel } from '../../kernel/ports.ts'
import { liveGap } from './gap.ts'

/** Who is at the other end, as the session says at this moment. */
export interface LiveActor {
  /** `staff:<id>`, `driver:<id>`; also the room in which the person hears about himself. */
  actorKey: string
  sessionId: string
  /** Access is decided anew at every call. */
  mayJoin(room: string): Promise<boolean>
}

type JoinAnswer = { ok: true } | { ok: false; code: 'bad-input' | 'forbidden' | 'slow-down' | 'not-signed-in' }

interface Data {
  actor: LiveActor
  /** Rooms joined or about to be, without the session's own. */
  rooms: Set<string>
}
interface FromClient {
  join(room: unknown, answer: unknown): void
  leave(room: unknown): void
}
interface ToClient {
  message(message: { room: string; type: string; id: string; version: number }): void
}
type LiveSocket = Socket<FromClient, ToClient, Record<string, never>, Data>

const roomsPerSocket = 64
const bytesPerMessage = 4096
const joins = { points: 120, duration: 10 }

/** `accident:<id>`, `reviews:<district>` ... The rooms of sessions are ours: nobody asks for them. */
const RoomName = z.string().regex(/^(?!session:)[a-z][a-z-]{0,31}:[\w.-]{1,64}$/)

/**
 * Takes live messages to open pages, over websocket only.
 *
 * The client: `emit('join', room, answer)` for each room it shows, `emit('leave', room)`, `on('message', {room, type, id, version})`.
 * A message says that something changed, never what: the client fetches. What happened while it was away is not sent again, so after
 * every `connect`, the first included, it joins its rooms and THEN fetches. `connect_error` with message `not-signed-in`, and a
 * disconnect by the server, mean that the session is over; any other disconnect heals by itself.
 *
 * Origin is checked at the upgrade, the session at the handshake, access at every join. A `session.ended` in room `session:<id>` ends
 * its sockets at once, an `authorisation.revoked` in room `staff:<id>` takes that person out of the rooms it opened; sessions that run
 * out, and access that is withdrawn without a word, are found within `recheckEveryMs`.
 */
export function attachSocketServer(
  httpServer: HttpServer,
  options: {
    live: LiveChannel
    /** `session` is what the client names in its handshake (`auth.session`): a browser cannot set headers on a websocket. */
    authenticate(cookieHeader: string | undefined, session: unknown): Promise<LiveActor | null>
    origins(origin: string): boolean
    recheckEveryMs?: number
  },
): { connections(): number; close(): Promise<void> } {
  const { live, origins, recheckEveryMs = 60_000 } = options
  const io = new Server<FromClient, ToClient, Record<string, never>, Data>(httpServer, {
    transports: ['websocket'],
    serveClient: false,
    maxHttpBufferSize: bytesPerMessage,
    connectTimeout: 10_000,
    allowRequest: ({ headers: { origin } }, answer) =>
      answer(origin !== undefined && origins(origin) ? null : 'cross-site', origin !== undefined && origins(origin)),
  })
  const joinLimit = new RateLimiterMemory(joins)

  function actorOf(socket: LiveSocket): Promise<LiveActor | null> {
    const { headers, auth } = socket.handshake
    return options.authenticate(headers.cookie, auth.session)
  }

  /** Ends what is no longer allowed: the whole connection, or the place in a room. An error ends the connection, too. */
  async function recheck(socket: LiveSocket): Promise<void> {
    try {
      const actor = await actorOf(socket)
      if (actor?.sessionId !== socket.data.actor.sessionId) return void socket.disconnect(true)
      socket.data.actor = actor
      for (const room of socket.data.rooms) if (!(await actor.mayJoin(room))) leave(socket, room)
    } catch {
      socket.conn.close()
    }
  }

  async function join(socket: LiveSocket, asked: unknown): Promise<JoinAnswer> {
    const parsed = RoomName.safeParse(asked)
    if (!parsed.success) return { ok: false, code: 'bad-input' }
    const room = parsed.data
    const { actor, rooms } = socket.data
    if (rooms.size >= roomsPerSocket && !rooms.has(room)) return { ok: false, code: 'slow-down' }
    if (!(await joinLimit.consume(actor.actorKey).then(yes, no))) return { ok: false, code: 'slow-down' }

    rooms.add(room)
    const allowed = await actor.mayJoin(room).catch(no)
    if (!allowed) leave(socket, room)
    else if (rooms.has(room)) await socket.join(room)
    return allowed ? { ok: true } : { ok: false, code: 'forbidden' }
  }

  io.use((socket, next) => {
    actorOf(socket)
      .then((actor) => {
        if (!actor) return next(new Error('not-signed-in'))
        socket.data = { actor, rooms: new Set() }
        next()
      })
      .catch(() => next(new Error('unavailable')))
  })

  io.on('connection', (socket) => {
    socket.on('join', (room, answer) => {
      void join(socket, room).then((result) => typeof answer === 'function' && answer(result))
    })
    socket.on('leave', (room) => typeof room === 'string' && leave(socket, room))
    void socket.join(sessionRoom(socket.data.actor.sessionId))
    // The session may have ended between the handshake and this moment, from which on we hear of it.
    void recheck(socket)
  })

  const unsubscribe = live.subscribe((message) => {
    // Whoever was told of nothing may be signed out by now: all come back through the handshake, join and fetch.
    if (message.type === liveGap.type) return io.sockets.sockets.forEach((socket) => socket.conn.close())
    io.to(message.room).emit('message', message)
    if (message.type === 'session.ended' && message.room.startsWith('session:')) {
      io.in(message.room).disconnectSockets(true)
    }
    if (message.type === 'authorisation.revoked') {
      io.sockets.sockets.forEach((socket) => socket.data.actor.actorKey === message.room && void recheck(socket))
    }
  })
  const rechecking = setInterval(() => io.sockets.sockets.forEach((socket) => void recheck(socket)), recheckEveryMs)
  rechecking.unref()

  return {
    connections: () => io.sockets.sockets.size,
    /** Leaves the http server to its owner. Clients take it for a lost connection and try again, elsewhere perhaps. */
    async close() {
      unsubscribe()
      clearInterval(rechecking)
      io.engine.close()
    },
  }
}

function leave(socket: LiveSocket, room: string): void {
  if (socket.data.rooms.delete(room)) void socket.leave(room)
}

function sessionRoom(sessionId: string): string {
  return `session:${sessionId}`
}

const yes = () => true
const no = () => false
