import { randomUUID } from 'node:crypto'
import type { Job } from 'bull'
import type { JobHandler } from '../../../kernel/ports.ts'
import { failureKind } from '../failure-kind.ts'
import type { QueueLog } from '../log.ts'
import type { JobData, LaneQueue } from './lane.ts'

const putBackMs = 5_000

/** Runs one job of a lane with its handler. */
export function runnerFor(lane: LaneQueue, handlers: Readonly<Record<string, JobHandler>>, log: QueueLog) {
  return async (job: Job<JobData>): Promise<void> => {
    const handler = handlers[job.name]
    if (!handler) return putBack(lane, job)
    const payload = await take(lane, job)
    if (!payload) return
    const number = job.attemptsMade + 1
    const attempt = { number, last: number >= handler.maxAttempts, dueAt: dueAt(job) }
    try {
      await handler.run(payload, attempt)
    } catch (error) {
      log[attempt.last ? 'error' : 'warn']({ job: job.name, jobId: job.id, attempt, err: error }, 'job failed')
      if (await isOvertaken(lane, job, attempt.last)) return
      if (attempt.last) await job.discard()
      throw forTheRecord(error)
    }
    await over(lane, job)
  }
}

/** The payload it is to work on; null where a job that was added later does the work. What is kept with the job is brought up to date. */
async function take({ latest }: LaneQueue, job: Job<JobData>): Promise<Record<string, string> | null> {
  const { field, payload } = job.data
  if (field === undefined) return payload
  const text = await latest.take(field, String(job.id))
  if (text === null) return null
  const newest = JSON.parse(text) as Record<string, string>
  if (text !== JSON.stringify(payload)) await job.update({ field, payload: newest })
  return newest
}

async function isOvertaken({ latest }: LaneQueue, job: Job<JobData>, last: boolean): Promise<boolean> {
  const { field } = job.data
  if (field === undefined) return false
  const own = last ? await latest.finish(field, String(job.id)) : await latest.release(field, String(job.id))
  return !own
}

async function over({ latest }: LaneQueue, { data: { field }, id }: Job<JobData>): Promise<void> {
  if (field !== undefined) await latest.finish(field, String(id))
}

/**
 * A worker of an earlier version cannot do what a later one has learnt: the job waits a little for somebody who can. Added again before it is let go
 * of, so that an interruption leaves it twice rather than not at all.
 */
async function putBack({ bull, latest }: LaneQueue, job: Job<JobData>): Promise<void> {
  const jobId = randomUUID()
  const { attempts, backoff, priority, removeOnComplete, removeOnFail } = job.opts
  const options = { attempts, backoff, priority, removeOnComplete, removeOnFail, jobId, delay: putBackMs }
  await bull.add(job.name, job.data, options)
  if (job.data.field !== undefined) await latest.pass(job.data.field, String(job.id), jobId)
}

/** Of a first attempt since it was added; Bull does not keep when a further one was due. */
function dueAt({ attemptsMade, timestamp, opts: { delay = 0 } }: Job): Date {
  return new Date(attemptsMade === 0 ? timestamp + delay : Date.now())
}

/** Bull keeps message and stack: both may quote what people entered. */
function forTheRecord(error: unknown): Error {
  const kept = new Error(failureKind(error), { cause: error })
  kept.stack = kept.message
  return kept
}
