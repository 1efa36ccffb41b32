import type { Prisma } from '../../generated/prisma/client.ts'
import { leastIdAt, madeAt, newId } from '../../kernel/ids.ts'

/** Clocks of hosts that differ by this much have been noticed otherwise. */
const marginMs = 31 * 24 * 3_600_000

/**
 * The photos of a case. `evidence` is partitioned by the month of its id: only the months from the case's report to `until` (now, or when the case was closed)
 * are looked through. With all of them the planner alone takes 3 ms.
 */
export const photosOf = (accidentId: string, until: Date) =>
  ({
    accidentId,
    id: { gte: leastIdAt(madeAt(accidentId) - marginMs), lt: leastIdAt(until.getTime() + marginMs) },
  }) satisfies Prisma.EvidenceWhereInput

/** An id that {@link photosOf} finds, also where this host's clock is behind that of the host that took the report. */
export const newPhotoId = (accidentId: string, now: Date) => newId(Math.max(now.getTime(), madeAt(accidentId)))
