import { currentTrace, traceField } from './trace.ts'
import type { KernelTransaction } from './transaction.ts'

/** Something that happened and that others act upon. Ids and versions only: whoever hears it reads the rest himself. */
export interface DomainEvent {
  readonly topic: string
  readonly payload: Readonly<Record<string, string | number>>
}

/** The channel on which PostgreSQL wakes the relay at commit. */
export const outboxChannel = 'outbox'

/** Writes events in the transaction of the change they tell of, and wakes the relay when it commits. */
export async function announce(tx: KernelTransaction, events: readonly DomainEvent[]): Promise<void> {
  if (events.length === 0) return
  const from = currentTrace()
  const followed = from === undefined ? {} : { [traceField]: from }
  const told = events.map(({ topic, payload }) => ({ topic, payload: { ...payload, ...followed } }))
  await tx.$executeRaw`
    with told as (
      insert into outbox_event (topic, payload)
      select topic, payload from jsonb_to_recordset(${JSON.stringify(told)}::jsonb) as event (topic text, payload jsonb)
    )
    select pg_notify(${outboxChannel}, '')`
}
