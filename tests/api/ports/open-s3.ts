import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'minio'
import { pino } from 'pino'
import { openS3, type S3Options, type S3Storage } from '../../../api/adapters/objects/s3.ts'
import { settableClock } from '../../../api/kernel/clock.ts'
import { startS3Server, type Behaviour, type S3Server } from '../../../infra/servers/s3-server.ts'

export interface OpenedS3 {
  readonly server: S3Server
  readonly storage: S3Storage
  readonly scratchDir: string
  /** The same bucket as another process, or another configuration, sees it. */
  open(options?: Partial<S3Options>): Promise<S3Storage>
  behave(behaviour: Behaviour): Promise<void>
  /** Moves both clocks on: ours and the server's. */
  advance(ms: number): Promise<void>
  stop(): Promise<void>
}

/** The smallest parts that S3 takes. */
export const partBytes = 5 * 1024 * 1024

const nobodyElse: S3Options['exclusively'] = (_, work) => work()

/** An S3 server whose clock stands still beside ours, and its bucket opened. */
export async function startS3(behaviour: Behaviour, options: Partial<S3Options> = {}): Promise<OpenedS3> {
  const clock = settableClock(new Date())
  let current = behaviour
  const server = await startS3Server({ ...current, now: clock.now().getTime() })
  const scratchDir = await mkdtemp(join(tmpdir(), 'scratch-'))
  const opened: S3Storage[] = []
  const behave = (next: Behaviour) => server.behave({ ...(current = next), now: clock.now().getTime() })
  const open = async (more: Partial<S3Options> = {}) => {
    const storage = await openS3({
      ...server.connection,
      publicEndpoint: server.connection.endpoint,
      addressing: 'path',
      exclusively: nobodyElse,
      retentionDays: 30,
      scratchDir,
      clock,
      log: pino({ level: 'silent' }),
      partBytes,
      ...options,
      ...more,
    })
    opened.push(storage)
    return storage
  }
  return {
    server,
    storage: await open(),
    scratchDir,
    open,
    behave,
    advance: (ms) => {
      clock.advance(ms)
      return behave(current)
    },
    stop: async () => {
      opened.forEach((storage) => storage.close())
      await server.stop()
      await rm(scratchDir, { recursive: true })
    },
  }
}

/** Somebody else with the keys of the bucket. */
export function minio({ server: { connection } }: OpenedS3): Client {
  const { hostname: endPoint, port } = new URL(connection.endpoint)
  return new Client({ ...connection, endPoint, port: Number(port), useSSL: false })
}
