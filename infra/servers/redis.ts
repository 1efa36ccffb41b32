import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { freePort } from '../../infra/demo/free-port.ts'

export interface TestRedis {
  readonly url: string
  /** As a crash ends it. */
  kill(): Promise<void>
  /** Again on the same port, with what it had written down. */
  start(): Promise<void>
  /** Stops its clock: connections stay open, nothing answers. */
  freeze(): void
  thaw(): void
  stop(): Promise<void>
}

/** A Redis server of Debian's on loopback, set as infra/compose sets it: it writes everything down and evicts nothing. */
export async function startRedis(): Promise<TestRedis> {
  const folder = await mkdtemp(join(tmpdir(), 'kuaichu-redis-'))
  const port = await freePort()
  let server: ChildProcess | undefined

  async function start(): Promise<void> {
    const settings = [
      '--port',
      String(port),
      '--bind',
      '127.0.0.1',
      '--dir',
      folder,
      '--save',
      '',
      '--loglevel',
      'warning',
    ]
    const durable = ['--appendonly', 'yes', '--maxmemory-policy', 'noeviction']
    server = spawn('redis-server', [...settings, ...durable], { stdio: ['ignore', 'ignore', 'inherit'] })
    server.once('error', (error) => {
      throw new Error('these tests need redis-server (apt-get install redis-server)', { cause: error })
    })
    while (!(await answers(port))) await delay(20)
  }

  async function kill(): Promise<void> {
    const gone = server && once(server, 'exit')
    server?.kill('SIGKILL')
    await gone
  }

  await start()
  return {
    url: `redis://127.0.0.1:${port}/0`,
    kill,
    start,
    freeze: () => void server?.kill('SIGSTOP'),
    thaw: () => void server?.kill('SIGCONT'),
    stop: async () => {
      await kill()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function answers(port: number): Promise<boolean> {
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
