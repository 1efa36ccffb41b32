import { describe, expect, it } from 'vitest'
import { ruleSetInForceAt } from '../../rules.ts'
import { dueAtUnder, reviewUntil } from './deadlines.ts'

const { policy } = ruleSetInForceAt(new Date('2026-06-01T02:00:00Z'), '230600')

describe('the time to sign', () => {
  it('is one day for the parties', () => {
    expect(dueAtUnder('issue', new Date('2026-06-18T02:00:00Z'), policy).toISOString()).toBe('2026-06-19T02:00:00.000Z')
  })

  it('is three working days for the officer, holidays left out (APR 24)', () => {
    // Thursday before the Dragon Boat holiday of 19 to 21 June: Monday to Wednesday count.
    expect(dueAtUnder('countersign', new Date('2026-06-18T02:00:00Z'), policy).toISOString()).toBe(
      '2026-06-24T15:59:59.999Z',
    )
  })
})

describe('the time to ask for review', () => {
  it('is three working days after service, the day of service not counted (APR 71)', () => {
    // Friday morning: Monday to Wednesday count.
    expect(reviewUntil(new Date('2026-06-05T02:00:00Z'), policy)).toEqual({
      dueAt: new Date('2026-06-10T15:59:59.999Z'),
      provisional: false,
    })
  })

  it('counts the day of Asia/Shanghai on which it was served, not that of UTC', () => {
    const lateOnThursday = new Date('2026-06-04T15:59:00Z')
    const earlyOnFriday = new Date('2026-06-04T16:01:00Z')
    expect(reviewUntil(lateOnThursday, policy).dueAt.toISOString()).toBe('2026-06-09T15:59:59.999Z')
    expect(reviewUntil(earlyOnFriday, policy).dueAt.toISOString()).toBe('2026-06-10T15:59:59.999Z')
  })

  it('is provisional where the holidays of a year are not published', () => {
    expect(reviewUntil(new Date('2099-06-05T02:00:00Z'), policy)).toMatchObject({ provisional: true })
  })
})
