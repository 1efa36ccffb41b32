import { mkdtemp, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../stage/free-port.ts'
import { program, type Program } from './program.ts'

export interface RedisServer extends Program {
  readonly url: string
  stop(): Promise<void>
}

/** Redis set as infra/compose sets it: it writes everything down and evicts nothing. */
export async function startRedis(): Promise<RedisServer> {
  const folder = await mkdtemp(join(tmpdir(), 'kuaichu-redis-'))
  const port = await freePort()
  const place = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--loglevel', 'warning']
  const durable = ['--appendonly', 'yes', '--save', '', '--maxmemory-policy', 'noeviction']
  const server = program({
    command: ['redis-server', ...place, ...durable],
    isUp: () => answersPing(port),
    from: 'the package redis-server',
  })
  await server.start()
  return {
    ...server,
    url: `redis://127.0.0.1:${port}/0`,
    stop: async () => {
      await server.kill()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** It listens before it has read what it wrote down, and says so until then. */
function answersPing(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'))
    const end = (answer: boolean) => {
      socket.destroy()
      resolve(answer)
    }
    socket.once('data', (data) => end(data.toString().startsWith('+PONG')))
    socket.once('error', () => end(false))
  })
}
