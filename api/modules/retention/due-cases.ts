import { Prisma } from '../../generated/prisma/client.ts'
import type { Query } from '../../kernel/query.ts'
import { endedBy } from './rules/due.ts'
import { erasureStages, type ErasureStage, type RetentionPeriods } from './rules/retention-periods.ts'

export interface DueCase {
  readonly id: string
  readonly number: string
  readonly districtCode: string
  readonly state: string
  readonly closedAt: Date
  readonly stage: ErasureStage
  readonly held: boolean
}

/** The states in which a case ends; each has periods of its own. */
const ends = ['closed', 'withdrawn'] as const

const markOf: Readonly<Record<ErasureStage, Prisma.Sql>> = {
  previews: Prisma.sql`"previewsErasedAt"`,
  photos: Prisma.sql`"photosErasedAt"`,
  personal: Prisma.sql`"personalErasedAt"`,
}

/**
 * What of the city's cases is due by a moment and still there, the oldest first: at most `limit` of each part and end. Served by the partial
 * indexes `accident_*_kept`, whatever was erased before.
 */
export async function dueCases(
  ctx: { readonly query: Query },
  periods: RetentionPeriods,
  { at, limit, held }: { at: Date; limit: number; held: 'left-out' | 'told' },
): Promise<DueCase[]> {
  const found: DueCase[] = []
  for (const stage of erasureStages) {
    for (const state of ends) {
      const isHeld = Prisma.sql`exists (
        select from retention_hold h where h."accidentId" = accident.id and h."liftedAt" is null)`
      const rows = await ctx.query<Omit<DueCase, 'stage'>>(Prisma.sql`
        select id, number, "districtCode", state, "closedAt", ${isHeld} as held from accident
        where "cityCode" = ${periods.cityCode} and state = ${state}
          and "closedAt" <= ${endedBy(state, stage, periods, at)} and ${markOf[stage]} is null
          ${held === 'left-out' ? Prisma.sql`and not ${isHeld}` : Prisma.empty}
        order by "closedAt" limit ${limit}`)
      found.push(...rows.map((row) => ({ ...row, stage })))
    }
  }
  return found
}
