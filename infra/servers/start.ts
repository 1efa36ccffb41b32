import { startPostgres } from './postgres.ts'
import type { Program } from './program.ts'
import { startRedis } from './redis.ts'
import { startS3Server } from './s3-server.ts'

/** The three servers of a provincial installation, and what our processes must know of them. */
export interface Servers {
  readonly environment: Readonly<Record<string, string>>
  /** Those that were started here, for whoever wants to hurt them. */
  readonly programs: Readonly<Record<string, Program>>
  /** Has the object store that was started here refuse whatever is put into it, as one that is full. */
  readonly fillStore?: (full: boolean) => Promise<void>
  stop(): Promise<void>
}

const names = {
  postgres: ['DATABASE_URL', 'DATABASE_OWNER_URL'],
  redis: ['REDIS_URL'],
  s3: ['S3_ENDPOINT', 'S3_BUCKET', 'S3_ACCESS_KEY', 'S3_SECRET_KEY'],
} as const

/** Takes the servers that the environment names; starts throw-away ones on loopback for the rest. */
export async function startServers(env: NodeJS.ProcessEnv = process.env): Promise<Servers> {
  const environment: Record<string, string> = {}
  const started: { name: string; program: Program; stop: () => Promise<void> }[] = []
  let fillStore: Servers['fillStore']
  const stop = async () => {
    for (const server of started.toReversed()) await server.stop()
  }
  const begin = {
    postgres: async () => {
      const server = await startPostgres()
      started.push({ name: 'postgres', program: server, stop: server.stop })
      return { DATABASE_URL: server.appUrl, DATABASE_OWNER_URL: server.ownerUrl }
    },
    redis: async () => {
      const server = await startRedis()
      started.push({ name: 'redis', program: server, stop: server.stop })
      return { REDIS_URL: server.url }
    },
    s3: async () => {
      const usual = { conditionalWrites: true }
      const server = await startS3Server(usual)
      fillStore = (full) => server.behave(full ? { ...usual, fault: { method: 'PUT', does: 507 } } : usual)
      started.push({ name: 's3', program: server, stop: server.stop })
      const { endpoint, bucket, accessKey, secretKey } = server.connection
      return { S3_ENDPOINT: endpoint, S3_BUCKET: bucket, S3_ACCESS_KEY: accessKey, S3_SECRET_KEY: secretKey }
    },
  }
  try {
    for (const part of ['postgres', 'redis', 's3'] as const) {
      const given = names[part].filter((name) => env[name])
      if (given.length === 0) Object.assign(environment, await begin[part]())
      else if (given.length === names[part].length) for (const name of given) environment[name] = String(env[name])
      else
        throw new Error(
          `${names[part].filter((name) => !env[name]).join(', ')}: set all of ${names[part].join(', ')}, or none`,
        )
    }
  } catch (error) {
    await stop()
    throw error
  }
  return {
    environment,
    programs: Object.fromEntries(started.map(({ name, program }) => [name, program])),
    fillStore,
    stop,
  }
}
