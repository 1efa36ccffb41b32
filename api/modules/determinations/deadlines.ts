import { chinaCalendar } from '../../kernel/calendars/china.ts'
import type { CityPolicy } from '../../kernel/rule-set.ts'
import { addCalendarDays, addWorkingDays } from '../../kernel/working-days.ts'

/** A party who has not signed by the next day at the same hour no longer agrees on the spot: an officer decides. Ours; APR 21 sets none. */
const signWithinMs = 24 * 3_600_000

/**
 * Until when the parties must have signed, or the officer countersigned (APR 24: three working days). A year whose holidays are not
 * published counts Monday to Friday, provisionally.
 */
export function dueAtUnder(
  mandate: 'issue' | 'countersign',
  issuedAt: Date,
  { periods, endOnDayOff }: Pick<CityPolicy, 'periods' | 'endOnDayOff'>,
): Date {
  if (mandate === 'issue') return new Date(issuedAt.getTime() + signWithinMs)
  const { days, unit } = periods.simpleDetermination
  const deadline =
    unit === 'working'
      ? addWorkingDays(issuedAt, days, chinaCalendar)
      : addCalendarDays(issuedAt, days, chinaCalendar, endOnDayOff)
  return deadline.known ? deadline.dueAt : deadline.fallback.dueAt
}
