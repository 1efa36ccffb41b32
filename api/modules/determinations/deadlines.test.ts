import { describe, expect, it } from 'vitest'
import { ruleSetInForceAt } from '../../rules.ts'
import { dueAtUnder } from './deadlines.ts'

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
