import { erasureStages, type ErasureStage, type RetentionPeriods } from './retention-periods.ts'

const dayMs = 24 * 3_600_000

/** What the rule looks at of a case. */
export interface KeptCase {
  readonly state: string
  readonly closedAt: Date | null
  readonly previewsErasedAt: Date | null
  readonly photosErasedAt: Date | null
  readonly personalErasedAt: Date | null
}

/** When each part of the case went. */
export const erasedAt = ({ previewsErasedAt, photosErasedAt, personalErasedAt }: KeptCase) =>
  ({ previews: previewsErasedAt, photos: photosErasedAt, personal: personalErasedAt }) satisfies Record<
    ErasureStage,
    Date | null
  >

/** How many days after its end a case in this final state keeps a part. */
export function daysKept(state: string, stage: ErasureStage, periods: RetentionPeriods): number {
  return state === 'withdrawn' ? periods.abandonedDays : periods.closedDays[stage]
}

/** When a part is to go; null as long as the case is open, and where the city has no periods. */
export function dueAt(kept: KeptCase, stage: ErasureStage, periods: RetentionPeriods | undefined): Date | null {
  if (kept.closedAt === null || periods === undefined) return null
  return new Date(kept.closedAt.getTime() + daysKept(kept.state, stage, periods) * dayMs)
}

/** What is to go by now, in order, and has not gone. A hold keeps everything. */
export function stagesDue(
  kept: KeptCase,
  { periods, held, now }: { periods: RetentionPeriods | undefined; held: boolean; now: Date },
): ErasureStage[] {
  if (held) return []
  const gone = erasedAt(kept)
  return erasureStages.filter((stage) => {
    const due = dueAt(kept, stage, periods)
    return gone[stage] === null && due !== null && due <= now
  })
}

/** Cases that ended by then and in this state are due: the same rule as `dueAt`, for a query. */
export function endedBy(state: string, stage: ErasureStage, periods: RetentionPeriods, at: Date): Date {
  return new Date(at.getTime() - daysKept(state, stage, periods) * dayMs)
}
