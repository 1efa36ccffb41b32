import { chinaCalendar } from '../../kernel/calendars/china.ts'
import type { CityPolicy, Period } from '../../kernel/rule-set.ts'
import { addCalendarDays, addWorkingDays } from '../../kernel/working-days.ts'

/** A party who has not signed by the next day at the same hour no longer agrees on the spot: an officer decides. Ours; APR 21 sets none. */
const signWithinMs = 24 * 3_600_000

type Policy = Pick<CityPolicy, 'periods' | 'endOnDayOff'>

/** Until when the parties must have signed, or the officer countersigned (APR 24: three working days). */
export function dueAtUnder(mandate: 'issue' | 'countersign', issuedAt: Date, policy: Policy): Date {
  if (mandate === 'issue') return new Date(issuedAt.getTime() + signWithinMs)
  return endOf(policy.periods.simpleDetermination, issuedAt, policy).dueAt
}

/** Until when a party on whom an officer's document was served may ask for review (申请复核): its own clock, from its own service (APR 71). */
export const reviewUntil = (servedAt: Date, policy: Policy) => endOf(policy.periods.reviewApplication, servedAt, policy)

/** `provisional`: it touches a year whose holidays are not published yet, and counts Monday to Friday there. */
function endOf({ days, unit }: Period, from: Date, { endOnDayOff }: Policy): { dueAt: Date; provisional: boolean } {
  const deadline =
    unit === 'working'
      ? addWorkingDays(from, days, chinaCalendar)
      : addCalendarDays(from, days, chinaCalendar, endOnDayOff)
  return deadline.known
    ? { dueAt: deadline.dueAt, provisional: false }
    : { dueAt: deadline.fallback.dueAt, provisional: true }
}
