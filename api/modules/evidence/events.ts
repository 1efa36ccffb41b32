import type { Evidence } from '../../generated/prisma/client.ts'
import type { DomainEvent } from '../../kernel/outbox.ts'

type Happening = 'received' | 'assessed' | 'kept' | 'derived'

/** `evidence.received` starts the assessment, `evidence.assessed` the preview; open pages hear all four. */
export const evidenceEvent = (what: Happening, { id, accidentId, version }: Evidence): DomainEvent => ({
  topic: `evidence.${what}`,
  payload: { id, accidentId, version },
})
