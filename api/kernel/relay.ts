import { setTimeout as delay } from 'node:timers/promises'
import type { Context } from './context.ts'
import { jobPayload, type Job } from './jobs.ts'
import type { LiveMessage } from './ports.ts'

interface OutboxRow {
  id: bigint
  topic: string
  payload: unknown
}

const batchSize = 50
/**
 * From one batch to the next, at least: whatever happens meanwhile goes in one. Each batch is a transaction, and each message of a case has the pages that
 * show it fetch; one at a time, a busy machine would spend a tenth of its work on telling.
 */
const gatherMs = 100
/** A batch on a busy machine; past it the rows are free for another relay, and their events may come twice. */
const limits = { timeout: 30_000, maxWait: 10_000 }

/**
 * Hands on what the outbox holds: each event to the live channel and to the jobs that listen for it. Rows are claimed with SKIP
 * LOCKED, so any number of relays may run; a crash before the commit hands an event on twice, never not at all.
 * Returns how many were handed on.
 */
export async function relayOnce(ctx: Context, jobs: readonly Job[]): Promise<number> {
  return ctx.db.$transaction(async (tx) => {
    const claimed = await tx.$queryRaw<OutboxRow[]>`
      with due as (
        select id from outbox_event where "handedOnAt" is null order by id limit ${batchSize} for update skip locked
      )
      update outbox_event set "handedOnAt" = ${ctx.clock.now()} from due where outbox_event.id = due.id
      returning outbox_event.id, topic, payload`
    const rows = claimed.sort((a, b) => (a.id < b.id ? -1 : 1))
    for (const row of rows) await addJobs(ctx, jobs, row)
    await ctx.live.publish(...newestOfEach(rows.flatMap(messageOf)))
    return rows.length
  }, limits)
}

async function addJobs(ctx: Context, jobs: readonly Job[], { id, topic, payload }: OutboxRow): Promise<void> {
  const fields = jobPayload.parse(payload)
  for (const job of jobs.filter((candidate) => candidate.on.includes(topic))) {
    const key = `${job.name}:${fields[job.keyField] ?? id.toString()}`
    await ctx.queue.add(job.name, fields, { key, priority: job.priority })
  }
}

function messageOf({ topic, payload }: OutboxRow): LiveMessage[] {
  const { room, accidentId, id = '', version = 0 } = jobPayload.parse(payload)
  const to = room ?? (accidentId ? `accident:${accidentId}` : undefined)
  return to ? [{ room: to, type: topic, id, version: Number(version) }] : []
}

/** One message for each thing that changed in a room and the kind of its change, in the order of the last ones. */
function newestOfEach(messages: readonly LiveMessage[]): LiveMessage[] {
  const newest = new Map<string, LiveMessage>()
  for (const message of messages) {
    const about = JSON.stringify([message.room, message.type, message.id])
    newest.delete(about)
    newest.set(about, message)
  }
  return [...newest.values()]
}

/**
 * Runs the relay until stopped: at every wake-up (NOTIFY at commit), and every `pollMs` in case one was missed. The first event after a pause goes at
 * once, those after it together.
 * `onWake` registers the wake-up and returns its cancellation.
 */
export function startRelay(
  ctx: Context,
  jobs: readonly Job[],
  onWake: (wake: () => void) => Promise<{ close(): Promise<void> }>,
  pollMs = 1000,
): { stop(): Promise<void> } {
  const stopping = new AbortController()
  let running: Promise<void> | undefined
  let again = false

  const drain = async () => {
    do {
      again = false
      try {
        while (!stopping.signal.aborted && (await relayOnce(ctx, jobs)) === batchSize);
      } catch (error) {
        ctx.log.warn({ err: error }, 'outbox relay failed; it will try again')
      }
      await delay(gatherMs, undefined, { signal: stopping.signal }).catch(() => undefined)
    } while (again && !stopping.signal.aborted)
  }
  const wake = () => {
    again = true
    running ??= drain().finally(() => (running = undefined))
  }

  const poll = setInterval(wake, pollMs)
  const listening = onWake(wake)
  wake()
  return {
    stop: async () => {
      stopping.abort()
      clearInterval(poll)
      await (await listening).close()
      await running
    },
  }
}
