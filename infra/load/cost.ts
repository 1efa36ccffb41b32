import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { startEmbeddedPostgres } from '../../api/adapters/postgres/embedded.ts'
import type { Stage } from '../stage/stage.ts'
import { useByPart, type Part } from './use-by-part.ts'
import { databaseWork, type DatabaseWork } from './database-work.ts'
import { parseMeasurements, sumBy } from './measurements.ts'

/** Everything that a platform of our own has done so far. Two of these, before and after, make a cost. */
export interface Work {
  readonly cpuMs: Readonly<Record<Part, number>>
  /** Resident at this moment; pages that processes share count once for each. */
  readonly memoryMb: Readonly<Record<Part, number>>
  readonly database: DatabaseWork
  /** Null where originals go to a store that the environment names. */
  readonly objectBytes: number | null
  readonly jobs: Readonly<Record<string, number>>
  readonly jobSeconds: Readonly<Record<string, number>>
}

/** What one case costs; see README.md of this folder. Bytes, ms and counts. */
export type Cost = ReturnType<typeof costPerCase>

export async function readWork(stage: Stage): Promise<Work> {
  const { environment, dataDir } = stage
  const { cpuMs, memoryMb } = useByPart(stage.databasePid())
  const url = environment.DATABASE_URL ?? (await startEmbeddedPostgres({ dir: join(dataDir, 'postgres') })).appUrl
  const worker = await measurementsOf(`http://127.0.0.1:${environment.WORKER_PORT}`, environment)
  const lane = (name: string) => sumBy(worker, `kuaichu_job_duration_seconds_${name}`, ({ queue = '' }) => queue)
  return {
    cpuMs: { ...cpuMs, redis: environment.REDIS_URL ? await redisCpuMs(environment.REDIS_URL) : 0 },
    memoryMb,
    database: await databaseWork(url),
    objectBytes: environment.S3_ENDPOINT ? null : bytesBelow(join(dataDir, 'objects')),
    jobs: lane('count'),
    jobSeconds: lane('sum'),
  }
}

export function costPerCase(before: Work, after: Work, cases: number) {
  const each = (then: number, now: number) => tenth((now - then) / cases)
  const every = <Key extends string>(then: Readonly<Record<Key, number>>, now: Readonly<Record<Key, number>>) =>
    Object.fromEntries((Object.keys(now) as Key[]).map((key) => [key, each(then[key] ?? 0, now[key])])) as Record<
      Key,
      number
    >
  const [was, is] = [before.database, after.database]
  return {
    cpuMs: every(before.cpuMs, after.cpuMs),
    jobs: every(before.jobs, after.jobs),
    /** How long they ran, waiting for others included. */
    jobMs: every(inMs(before.jobSeconds), inMs(after.jobSeconds)),
    transactions: each(was.transactions, is.transactions),
    statements: was.statements === null || is.statements === null ? null : each(was.statements, is.statements),
    walBytes: Math.round(each(was.walBytes, is.walBytes)),
    walSyncs: each(was.walSyncs, is.walSyncs),
    databaseBytes: Math.round(each(was.sizeBytes, is.sizeBytes)),
    objectBytes:
      before.objectBytes === null || after.objectBytes === null
        ? null
        : Math.round(each(before.objectBytes, after.objectBytes)),
    /** These two are no case's, but of the platform at the end of the run: one http and one worker process. */
    memoryMb: after.memoryMb,
    connections: is.connections,
  }
}

const tenth = (value: number) => Math.round(value * 10) / 10
const inMs = (seconds: Readonly<Record<string, number>>) =>
  Object.fromEntries(Object.entries(seconds).map(([key, value]) => [key, value * 1000]))

async function measurementsOf(url: string, { METRICS_TOKEN }: NodeJS.ProcessEnv) {
  const headers = METRICS_TOKEN ? { authorization: `Bearer ${METRICS_TOKEN}` } : undefined
  const answer = await fetch(`${url}/metrics`, { headers })
  if (!answer.ok)
    throw new Error(`${url}/metrics answers ${answer.status}; is METRICS_TOKEN the one it was started with?`)
  return parseMeasurements(await answer.text())
}

async function redisCpuMs(url: string): Promise<number> {
  const redis = new Redis(url, { lazyConnect: true })
  try {
    await redis.connect()
    const said = await redis.info('cpu')
    const seconds = (field: string) => Number(new RegExp(`^${field}:(\\S+)`, 'm').exec(said)?.[1] ?? 0)
    return (seconds('used_cpu_sys') + seconds('used_cpu_user')) * 1000
  } finally {
    redis.disconnect()
  }
}

/** What is being written now may be gone under its name when it is looked at: it counts next time. */
function bytesBelow(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce(
      (sum, { parentPath, name }) => sum + (statSync(join(parentPath, name), { throwIfNoEntry: false })?.size ?? 0),
      0,
    )
}
