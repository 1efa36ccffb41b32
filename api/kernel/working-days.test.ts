import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chinaCalendar } from './calendars/china.ts'
import { addCalendarDays, addWorkingDays, shanghaiDay } from './working-days.ts'

const at = (local: string) => new Date(`${local}+08:00`)

describe('working days', () => {
  it('does not count the day of the event', () => {
    expect(addWorkingDays(at('2026-03-02T23:59:59'), 3, chinaCalendar)).toEqual({
      known: true,
      verified: true,
      lastDay: '2026-03-05',
      dueAt: at('2026-03-05T23:59:59.999'),
    })
  })

  it('takes the day in Shanghai, not in Greenwich', () => {
    expect(shanghaiDay(new Date('2026-03-01T16:00:00Z'))).toBe('2026-03-02')
    expect(shanghaiDay(new Date('2026-03-01T15:59:59Z'))).toBe('2026-03-01')
  })

  it('leaps the spring festival and works on the make-up Saturday before and after it', () => {
    const result = addWorkingDays(at('2026-02-13T10:00:00'), 3, chinaCalendar)
    expect(result).toMatchObject({ known: true, lastDay: '2026-02-25' })
    expect(addWorkingDays(at('2026-02-27T10:00:00'), 1, chinaCalendar)).toMatchObject({ lastDay: '2026-02-28' })
  })

  it('says when the calendar behind a deadline is unverified', () => {
    const calendar = chinaCalendar.map((year) => ({ ...year, verified: year.year !== 2025 }))
    expect(addWorkingDays(at('2025-09-30T10:00:00'), 3, calendar)).toMatchObject({
      lastDay: '2025-10-11',
      verified: false,
    })
    expect(addWorkingDays(at('2026-03-02T10:00:00'), 3, calendar)).toMatchObject({ verified: true })
  })

  it('refuses to guess beyond the published calendar, with a flagged Monday-to-Friday fallback', () => {
    const result = addWorkingDays(at('2026-12-31T10:00:00'), 3, chinaCalendar)
    expect(result).toMatchObject({ known: false, reason: 'calendar-unknown', year: 2027 })
    if (!result.known) expect(result.fallback.lastDay).toBe('2027-01-05')
  })

  it('moves the end of a thirty-day period off a holiday when the policy says so', () => {
    const start = at('2026-09-01T10:00:00')
    expect(addCalendarDays(start, 30, chinaCalendar)).toMatchObject({ known: true, lastDay: '2026-10-08' })
    expect(addCalendarDays(start, 30, chinaCalendar, 'same-day')).toMatchObject({ known: true, lastDay: '2026-10-01' })
  })

  it('refuses periods that are no whole number of days', () => {
    expect(() => addWorkingDays(at('2026-03-02T10:00:00'), 0, chinaCalendar)).toThrow(RangeError)
    expect(() => addCalendarDays(at('2026-03-02T10:00:00'), 1.5, chinaCalendar)).toThrow(RangeError)
  })

  it('lists make-up days only on weekends and never a day twice', () => {
    for (const year of chinaCalendar) {
      const days = [...year.daysOff, ...year.makeUpWorkingDays]
      expect(new Set(days).size).toBe(days.length)
      for (const day of days) expect(day.slice(0, 4)).toBe(String(year.year))
      for (const day of year.makeUpWorkingDays) expect([0, 6]).toContain(new Date(`${day}T00:00:00Z`).getUTCDay())
    }
  })

  it('ends later, or on the same day, when the period is longer', () => {
    const instants = fc.date({ min: at('2026-01-01T00:00:00'), max: at('2026-10-01T00:00:00'), noInvalidDate: true })
    fc.assert(
      fc.property(instants, fc.integer({ min: 1, max: 20 }), (start, n) => {
        const shorter = addWorkingDays(start, n, chinaCalendar)
        const longer = addWorkingDays(start, n + 1, chinaCalendar)
        expect(shorter.known && longer.known && shorter.dueAt < longer.dueAt).toBe(true)
      }),
    )
  })
})
