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

new Gauge({
  name: 'kuaichu_partitions_ahead_seconds',
  help: 'How far the monthly partitions reach; each migrate deploy makes more',
  async collect() {
    this.reset()
    if (!watched) return
    const rows = await watched.db.$queryRaw<{ ahead: number | null }[]>`
      select extract(epoch from to_date(max(relname), '"evidence_"YYYY_MM') + interval '1 month' - now())::float as ahead
        from pg_class join pg_inherits on inhrelid = oid
        where inhparent = 'evidence'::regclass and relname ~ '^evidence_[0-9]{4}_[0-9]{2}$'`.catch(() => [])
    for (const { ahead } of rows) this.set(ahead ?? 0)
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
