import Bull, { type Queue as BullQueue } from 'bull'
import { Redis } from 'ioredis'
import type { Lane } from '../../../kernel/lanes.ts'
import type { QueueLog } from '../log.ts'
import { latestOn, type Latest } from './latest.ts'

/** What lies in Redis of a job: ids only. `field` is its key among the lane's latest payloads. */
export interface JobData {
  readonly field?: string
  readonly payload: Record<string, string>
}

export interface LaneQueue {
  readonly lane: Lane
  readonly bull: BullQueue<JobData>
  readonly latest: Latest
  /** Takes no more jobs, waits for those that run, hangs up. */
  close(): Promise<void>
}

export interface LaneSettings {
  /** How long a worker's hold on a job lasts without a sign of life. */
  lockMs?: number
  /** How often jobs are looked for whose worker gave no sign of life. */
  stalledCheckMs?: number
}

/** In braces: on a cluster all keys of a lane must lie together. */
const prefix = (lane: Lane) => `{kuaichu:${lane}}`
/** A job may lose its worker so often without losing an attempt; one that kills every worker still comes to an end. */
const forgivenInterruptions = 20

/** One lane as a Bull queue with its connections. */
export function connectLane(options: {
  redisUrl: string
  lane: Lane
  log: QueueLog
  settings?: LaneSettings
}): LaneQueue {
  const { redisUrl, lane, log, settings: { lockMs = 15_000, stalledCheckMs = 5_000 } = {} } = options
  const lost = (error: Error) => log.warn({ err: error, lane }, 'queue connection lost')
  const connect = (retriesPerRequest: number | null) => {
    const redis = new Redis(redisUrl, { maxRetriesPerRequest: retriesPerRequest, enableReadyCheck: false })
    return redis.on('error', lost)
  }
  // One retry: a command that is due while Redis is away fails within the second, and whoever gave it tries again later.
  const commands = connect(1)
  const bull = new Bull<JobData>(lane, {
    prefix: prefix(lane),
    createClient: (type) => connect(type === 'client' ? 1 : null),
    settings: {
      lockDuration: lockMs,
      lockRenewTime: lockMs / 4,
      stalledInterval: stalledCheckMs,
      maxStalledCount: forgivenInterruptions,
      retryProcessDelay: 1_000,
      backoffStrategies: { growing: (attempts: number) => Math.exp(Math.min(attempts, 10)) * 1000 },
    },
  })
  bull.on('error', (error) => log.warn({ err: error, lane }, 'queue trouble'))
  bull.on('stalled', ({ id, name }) => log.warn({ lane, job: name, jobId: id }, 'a job of a dead worker came back'))
  return {
    lane,
    bull,
    latest: latestOn(commands, `${prefix(lane)}:latest`),
    close: async () => {
      await bull.close()
      commands.disconnect()
    },
  }
}
