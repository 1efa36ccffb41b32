import { Gauge } from 'prom-client'
import type { Context } from '../kernel/context.ts'

/**
 * How the queues and the outbox stand, asked for whenever somebody reads /metrics; any process of an installation answers the same. What
 * cannot be reached is left out: readiness tells of it.
 */

let watched: Context | undefined

new Gauge({
  name: 'kuaichu_queue_jobs',
  help: 'Jobs by lane and state',
  labelNames: ['queue', 'state'],
  async collect() {
    this.reset()
    const states = (await watched?.queue.lanes().catch(() => [])) ?? []
    for (const { lane, waiting, running, failed } of states) {
      for (const [state, count] of Object.entries({ waiting, running, failed })) this.set({ queue: lane, state }, count)
    }
  },
})

const outboxOldest = new Gauge({
  name: 'kuaichu_outbox_oldest_seconds',
  help: 'Age of the oldest event that was not handed on yet',
})

const outboxPending = new Gauge({
  name: 'kuaichu_outbox_pending',
  help: 'Events that were not handed on yet',
  async collect() {
    for (const gauge of [this, outboxOldest]) gauge.reset()
    if (!watched) return
    const rows = await watched.db.$queryRaw<{ pending: number; oldest: number }[]>`
      select count(*)::int as pending, coalesce(extract(epoch from now() - min("createdAt")), 0)::float as oldest
        from outbox_event where "handedOnAt" is null`.catch(() => [])
    for (const { pending, oldest } of rows) {
      outboxPending.set(pending)
      outboxOldest.set(oldest)
    }
  },
})

/** From now on the gauges tell of this platform. */
export function watchPlatform(ctx: Context): { stop(): void } {
  watched = ctx
  return {
    stop() {
      if (watched === ctx) watched = undefined
    },
  }
}
