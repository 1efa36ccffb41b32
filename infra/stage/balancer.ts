import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

export interface Balancer {
  stop(): Promise<void>
}

/**
 * What stands before several http processes: each new connection goes to the next of them, and to another where one does not answer, so that
 * one session's requests are answered by all. Requests themselves are not looked at.
 */
export async function startBalancer(port: number, targets: readonly number[]): Promise<Balancer> {
  const open = new Set<Socket>()
  let turn = 0

  function hold(socket: Socket): Socket {
    open.add(socket)
    return socket.on('error', () => socket.destroy()).once('close', () => open.delete(socket))
  }

  function join(incoming: Socket, tries: number): void {
    const outgoing = connect(Number(targets[turn++ % targets.length]), '127.0.0.1')
    const refused = () => (tries > 1 ? join(incoming, tries - 1) : incoming.destroy())
    outgoing.once('error', refused)
    outgoing.once('connect', () => {
      outgoing.off('error', refused)
      hold(outgoing).pipe(incoming)
      incoming.pipe(outgoing)
      incoming.once('close', () => outgoing.destroy())
      outgoing.once('close', () => incoming.destroy())
    })
  }

  const server = createServer((socket) => join(hold(socket), targets.length))
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return {
    stop: async () => {
      const closed = once(server, 'close')
      server.close()
      for (const socket of open) socket.destroy()
      await closed
    },
  }
}
