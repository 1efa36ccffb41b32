/** Dates as texts YYYY-MM-DD in Asia/Shanghai, which compare as they sort. */
export function dateInShanghai(at: Date): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(at)
}

/** The same date `years` later; the day must exist in every year. */
export function yearsLater(date: string, years: number): string {
  return `${String(Number(date.slice(0, 4)) + years).padStart(4, '0')}${date.slice(4)}`
}

export function dayBefore(date: string): string {
  const day = new Date(`${date}T00:00:00Z`)
  day.setUTCDate(day.getUTCDate() - 1)
  return day.toISOString().slice(0, 10)
}

/** The last day (to `today`) on which a year that turns on `monthDay` (MM-DD) began. */
export function lastTurn(monthDay: string, today: string): string {
  const thisYear = `${today.slice(0, 4)}-${monthDay}`
  return thisYear <= today ? thisYear : yearsLater(thisYear, -1)
}

/** The first day from `today` on that falls on `monthDay` in a year that leaves `rest` when divided by `cycle`. */
export function nextInCycle(monthDay: string, cycle: number, rest: number, today: string): string {
  const year = Number(today.slice(0, 4))
  const years = Array.from({ length: cycle + 1 }, (_, ahead) => year + ahead)
  const day = years
    .map((y) => `${y}-${monthDay}`)
    .find((date) => Number(date.slice(0, 4)) % cycle === rest && date >= today)
  return day ?? `${year + cycle}-${monthDay}`
}
