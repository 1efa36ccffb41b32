/**
 * Deadlines in days. In the accident procedure "一日、二日、三日、五日、十日" are working days (APR 112(5)); thirty and
 * sixty days are calendar days. The day of the event is not counted. All days are days of Asia/Shanghai (UTC+8, no
 * summer time since 1991); a period ends with the last millisecond of its last day.
 */

/** A day of Asia/Shanghai, `YYYY-MM-DD`. */
export type Day = string

/** One year's official holidays as the State Council publishes them each autumn. */
export interface YearCalendar {
  year: number
  /** Days off, weekends inside a holiday included. */
  daysOff: readonly Day[]
  /** Weekend days that are worked to make up for a holiday (调休). */
  makeUpWorkingDays: readonly Day[]
  /** The notice the data was taken from. */
  source: string
  verified: boolean
}

export type WorkCalendar = readonly YearCalendar[]

export interface Deadline {
  /** The last instant that is still in time. */
  dueAt: Date
  lastDay: Day
}

/**
 * A deadline, or the refusal to name one because the holidays of a year it touches are not published yet.
 * `fallback` counts Monday to Friday as working days; whoever uses it must show that it is provisional.
 */
export type DeadlineResult =
  | ({ known: true; verified: boolean } & Deadline)
  | { known: false; reason: 'calendar-unknown'; year: number; fallback: Deadline }

/** What happens when a period counted in calendar days ends on a day off. Dated policy data, DOMAIN 1.6. */
export type EndOnDayOff = 'next-working-day' | 'same-day'

const shanghaiOffsetMs = 8 * 3_600_000
const dayMs = 24 * 3_600_000

/** The day on which an instant falls in Asia/Shanghai. */
export function shanghaiDay(instant: Date): Day {
  return new Date(instant.getTime() + shanghaiOffsetMs).toISOString().slice(0, 10)
}

/** The first millisecond of a day in Asia/Shanghai. */
export function startOfDay(day: Day): Date {
  return new Date(Date.parse(`${day}T00:00:00Z`) - shanghaiOffsetMs)
}

/** The last millisecond of a day in Asia/Shanghai. */
export function endOfDay(day: Day): Date {
  return new Date(startOfDay(day).getTime() + dayMs - 1)
}

/** `n` working days after the event; n is a whole number >= 1, otherwise RangeError. Source: APR 112(5). */
export function addWorkingDays(start: Date, n: number, calendar: WorkCalendar): DeadlineResult {
  requireCount(n)
  return count(calendar, (year) => {
    let day = shanghaiDay(start)
    for (let counted = 0; counted < n;) {
      day = nextDay(day)
      if (isWorkingDay(day, year)) counted += 1
    }
    return day
  })
}

/**
 * `n` calendar days after the event. With `next-working-day` a period that would end on a day off ends on the next
 * working day; with `same-day` no calendar is needed and the result is always known.
 */
export function addCalendarDays(
  start: Date,
  n: number,
  calendar: WorkCalendar,
  endOnDayOff: EndOnDayOff = 'next-working-day',
): DeadlineResult {
  requireCount(n)
  const last = shanghaiDay(new Date(start.getTime() + n * dayMs))
  if (endOnDayOff === 'same-day') return { known: true, verified: true, lastDay: last, dueAt: endOfDay(last) }
  return count(calendar, (year) => {
    let day = last
    while (!isWorkingDay(day, year)) day = nextDay(day)
    return day
  })
}

type YearLookup = (year: number) => YearCalendar | undefined

/** Runs a count and watches which years it touches: one unknown year makes the whole result a refusal. */
function count(calendar: WorkCalendar, lastDayOf: (year: YearLookup) => Day): DeadlineResult {
  const touched = new Set<YearCalendar>()
  let unknown: number | undefined
  const lastDay = lastDayOf((year) => {
    const found = calendar.find((entry) => entry.year === year)
    if (found) touched.add(found)
    else unknown ??= year
    return found
  })
  const deadline = { lastDay, dueAt: endOfDay(lastDay) }
  if (unknown !== undefined) return { known: false, reason: 'calendar-unknown', year: unknown, fallback: deadline }
  return { known: true, verified: [...touched].every((year) => year.verified), ...deadline }
}

function isWorkingDay(day: Day, lookup: YearLookup): boolean {
  const year = lookup(Number(day.slice(0, 4)))
  if (year?.daysOff.includes(day)) return false
  if (year?.makeUpWorkingDays.includes(day)) return true
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return weekday !== 0 && weekday !== 6
}

function nextDay(day: Day): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + dayMs).toISOString().slice(0, 10)
}

function requireCount(n: number): void {
  if (!Number.isInteger(n) || n < 1) throw new RangeError(`a period is a whole number of days >= 1, not ${n}`)
}
