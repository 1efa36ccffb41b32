import { EventEmitter } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { run, type Logger, type Runner, type TaskList, type WorkerEvents } from 'graphile-worker'
import type { Pool } from 'pg'
import type { QueueLog } from '../log.ts'
import { keepPresence, type Presence } from './presence.ts'

export interface JobRunner {
  /** Under which the jobs that run here are locked; a new one after a restart. */
  workerId(): string
  /** Waits for the jobs that run, then gives up presence. */
  stop(): Promise<void>
}

const restartAfterMs = 1000

/**
 * Runs tasks until `signal` is aborted and `stop` is called. No job is taken while presence is not held: what we lock is seen to be
 * ours. graphile-worker stops by itself when it cannot write the end of a job; then it is started again, and the sweep brings back
 * what it left locked.
 */
export async function startRunner(options: RunnerOptions): Promise<JobRunner> {
  const { log, signal } = options
  let running: Running | undefined = await begin(options)
  const watching = watch(running)

  async function watch(first: Running): Promise<void> {
    for (let current = first; ;) {
      await current.runner.promise.catch((error: unknown) => log.error({ err: error }, 'job workers failed'))
      running = undefined
      await current.presence.close()
      const next = await beginAgain()
      if (!next) return
      running = current = next
    }
  }

  async function beginAgain(): Promise<Running | undefined> {
    while (!signal.aborted) {
      try {
        await delay(restartAfterMs, undefined, { signal })
        const next = await begin(options)
        log.warn({ workerId: next.workerId }, 'job workers stopped by themselves and were started again')
        return next
      } catch (error) {
        if (!signal.aborted) log.error({ err: error }, 'job workers cannot start')
      }
    }
  }

  return {
    workerId: () => running?.workerId ?? '',
    async stop() {
      // Refused only when it is stopping already; either way `watching` sees the end.
      await running?.runner.stop().catch(() => undefined)
      await watching
    },
  }
}

interface RunnerOptions {
  connectionString: string
  pool: Pool
  tasks: TaskList
  concurrency: number
  /** Flags of jobs that are not to be taken now. */
  forbiddenFlags: () => Promise<string[]>
  pollIntervalMs: number
  log: QueueLog
  logger: Logger
  /** Aborted before `stop`: from then on nothing is started again. */
  signal: AbortSignal
}

interface Running {
  runner: Runner
  presence: Presence
  workerId: string
}

async function begin(options: RunnerOptions): Promise<Running> {
  const { connectionString, pool, tasks, concurrency, pollIntervalMs, log, logger, signal } = options
  const events: WorkerEvents = new EventEmitter()
  let present: Omit<Running, 'runner'> | undefined
  events.on('pool:create', ({ workerPool: { id } }) => {
    present = { workerId: id, presence: keepPresence({ connectionString, workerId: id, log, signal }) }
  })

  const runner = await run({
    pgPool: pool,
    taskList: tasks,
    parsedCronItems: [],
    concurrency,
    pollInterval: pollIntervalMs,
    logger,
    events,
    noHandleSignals: true,
    // Asked before every look for a job.
    forbiddenFlags: async () => {
      await present?.presence.held()
      return options.forbiddenFlags()
    },
    // Without a batch a lost connection at the end of a job is a rejection that nobody handles; with one the runner stops.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
  })
  if (!present) throw new Error('graphile-worker made no pool')
  return { runner, ...present }
}
