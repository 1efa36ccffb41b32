import type { Review } from '../../generated/prisma/client.ts'
import type { DomainEvent } from '../../kernel/outbox.ts'

/** For the officers' list of the district; the case hears of it too. */
export const reviewChanged = ({ id, accidentId, districtCode, version }: Review): DomainEvent => ({
  topic: 'review.changed',
  payload: { room: `reviews:${districtCode}`, id, accidentId, version },
})
