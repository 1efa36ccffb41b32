import { currentTrace, traceField } from './trace.ts'
import { leave } from './traces.ts'
import type { KernelTransaction } from './transaction.ts'

/** Something that happened and that others act upon. Ids and versions only: whoever hears it reads the rest himself. */
export interface DomainEvent {
  readonly topic: string
  readonly payload: Readonly<Record<string, string | number>>
}

/** Writes events in the transaction of the change they tell of, and wakes the relay when it commits. */
export async function announce(tx: KernelTransaction, events: readonly DomainEvent[]): Promise<void> {
  const from = currentTrace()
  const followed = from === undefined ? {} : { [traceField]: from }
  await leave(tx, { events: events.map(({ topic, payload }) => ({ topic, payload: { ...payload, ...followed } })) })
}
