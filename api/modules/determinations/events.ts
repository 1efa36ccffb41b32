import type { Determination } from '../../generated/prisma/client.ts'
import type { DomainEvent } from '../../kernel/outbox.ts'

const event =
  (topic: string) =>
  ({ id, accidentId, version }: Pick<Determination, 'id' | 'accidentId' | 'version'>): DomainEvent => ({
    topic,
    payload: { id, accidentId, version },
  })

/** A surveyor or an officer has decided. */
export const determinationIssued = event('determination.issued')
/** Its document may be made now (`jobs.ts`). */
export const documentDue = event('determination.document-due')
/** The document is sealed: it can be read, and signed. */
export const documentSealed = event('determination.document-sealed')
/** In force and sealed, both: whoever acts upon it finds the document. */
export const determinationInForce = event('determination.in-force')
/** Declined, withdrawn, superseded or lapsed. */
export const determinationEnded = event('determination.ended')
/** A party has the officer's document, or refused it. */
export const determinationServed = event('determination.served')
export const signatureAdded = event('signature.added')
