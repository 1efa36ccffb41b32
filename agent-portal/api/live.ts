import { io, type Socket } from 'socket.io-client'

export interface LiveMessage {
  readonly room: string
  readonly type: string
  readonly id: string
  readonly version: number
}

type Listener = (message: LiveMessage | 'reconnected') => void

/**
 * The live channel of one session. It says that something changed, never what: whoever hears it fetches. What happened while it was
 * away is not sent again, so after each reconnect every listener hears `reconnected` and fetches as well.
 */
export class LiveChannel {
  readonly #socket: Socket
  readonly #rooms = new Map<string, Set<Listener>>()

  constructor(session: 'staff' | 'driver') {
    this.#socket = io(window.location.origin, {
      transports: ['websocket'],
      autoConnect: false,
      auth: { session },
    })
    this.#socket.on('connect', () => {
      for (const [room, listeners] of this.#rooms) this.#join(room, listeners)
    })
    this.#socket.on('message', (message: LiveMessage) => {
      this.#rooms.get(message.room)?.forEach((listener) => listener(message))
    })
  }

  /** Hears about a room until the returned function is called. The socket is open while anybody listens. */
  listen(room: string, listener: Listener): () => void {
    const listeners = this.#rooms.get(room) ?? new Set()
    listeners.add(listener)
    this.#rooms.set(room, listeners)
    if (!this.#socket.connected) this.#socket.connect()
    else if (listeners.size === 1) this.#join(room, listeners)
    return () => this.#unlisten(room, listener)
  }

  #join(room: string, listeners: ReadonlySet<Listener>): void {
    this.#socket.emit('join', room, (answered: { ok: boolean }) => {
      if (answered.ok) listeners.forEach((listener) => listener('reconnected'))
    })
  }

  #unlisten(room: string, listener: Listener): void {
    const listeners = this.#rooms.get(room)
    listeners?.delete(listener)
    if (listeners?.size !== 0) return
    this.#rooms.delete(room)
    this.#socket.emit('leave', room)
    if (this.#rooms.size === 0) this.#socket.disconnect()
  }
}
