import type { Evidence } from '../../generated/prisma/client.ts'
import type { DomainEvent } from '../../kernel/outbox.ts'

const happenings = ['received', 'assessed', 'kept', 'derived'] as const
type Happening = (typeof happenings)[number]

export const isHappening = (kind: string): kind is Happening => (happenings as readonly string[]).includes(kind)

/** `evidence.received` starts the assessment, `evidence.assessed` the preview; open pages hear all four. */
export const evidenceEvent = (what: Happening, { id, accidentId, version }: Evidence): DomainEvent => ({
  topic: `evidence.${what}`,
  payload: { id, accidentId, version },
})
