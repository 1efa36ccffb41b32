import { fork, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Program } from './program.ts'

/** How the server is to be; what is left out is as s3rver is. */
export interface Behaviour {
  /** The time it goes by, standing still; the real time where it is left out. */
  readonly now?: number
  readonly conditionalWrites?: boolean
  readonly objectLock?: 'on' | 'off'
  readonly lifecycles?: boolean
  /** What happens to requests of this method (and this query parameter), but for the first `after` of them. */
  fault?: {
    readonly method: string
    readonly query?: string
    readonly does: 'slow' | 'hang' | 'cut' | 'lose-answer' | 'late-error' | 500 | 503 | 507
    after?: number
    readonly once?: boolean
  }
}

export interface Report {
  readonly seen: { method: string; key: string; query: string[]; headers: Record<string, string> }[]
  readonly unfinished: { key: string; uploadId: string; initiated: string }[]
  readonly lifecycle?: string
}

export interface S3Server extends Program {
  readonly connection: { endpoint: string; bucket: string; region: string; accessKey: string; secretKey: string }
  readonly directory: string
  behave(behaviour: Behaviour): Promise<void>
  report(): Promise<Report>
  stop(): Promise<void>
}

const program = fileURLToPath(new URL('./s3-server.child.ts', import.meta.url))

/** Starts an S3 server with one empty bucket on loopback, in a process of its own: its clock and its faults are its own. */
export async function startS3Server(behaviour: Behaviour = {}): Promise<S3Server> {
  const directory = await mkdtemp(join(tmpdir(), 's3-'))
  const bucket = 'kuaichu-test'
  let server: ChildProcess
  let port = 0
  let current = behaviour

  const answer = <T>() =>
    new Promise<T>((resolve, reject) => {
      const died = (code: number | null) => reject(new Error(`the S3 server ended with ${code ?? 'a signal'}`))
      server.once('exit', died)
      server.once('message', (message) => {
        server.off('exit', died)
        resolve(message as T)
      })
    })
  const ask = <T>(message: Behaviour | 'report') => {
    const answered = answer<T>()
    server.send(message)
    return answered
  }
  const start = async () => {
    server = fork(program, [directory, bucket, String(port)], { execArgv: ['--import', 'tsx'] })
    ;({ port } = await answer<{ port: number }>())
    await ask(current)
  }
  const kill = async () => {
    if (server.exitCode !== null || server.signalCode !== null) return
    const ended = new Promise((resolve) => server.once('exit', resolve))
    server.kill('SIGKILL')
    await ended
  }

  await start()
  return {
    connection: {
      endpoint: `http://127.0.0.1:${port}`,
      bucket,
      region: 'us-east-1',
      // s3rver knows this one account.
      accessKey: 'S3RVER',
      secretKey: 'S3RVER',
    },
    directory,
    behave: (next) => ask((current = next)),
    report: () => ask('report'),
    start,
    kill,
    freeze: () => void server.kill('SIGSTOP'),
    thaw: () => void server.kill('SIGCONT'),
    stop: async () => {
      await kill()
      await rm(directory, { recursive: true })
    },
  }
}
