import type { Prisma } from '../../generated/prisma/client.ts'
import { leastIdAt, madeAt, newId } from '../../kernel/ids.ts'

/** Clocks of hosts that differ by this much have been noticed otherwise. */
const marginMs = 31 * 24 * 3_600_000

/**
 * The range of ids in which the photos of a case lie. `evidence` is partitioned by the month of its id: only the months from the case's report to `until`
 * (now, or when the case was closed) are looked through. With all of them the planner alone takes 3 ms.
 */
export const photoIds = (accidentId: string, until: Date) => ({
  from: leastIdAt(madeAt(accidentId) - marginMs),
  until: leastIdAt(until.getTime() + marginMs),
})

/** The photos of a case. */
export function photosOf(accidentId: string, until: Date) {
  const ids = photoIds(accidentId, until)
  return { accidentId, id: { gte: ids.from, lt: ids.until } } satisfies Prisma.EvidenceWhereInput
}

/** An id that {@link photosOf} finds, also where this host's clock is behind that of the host that took the report. */
export const newPhotoId = (accidentId: string, now: Date) => newId(Math.max(now.getTime(), madeAt(accidentId)))
