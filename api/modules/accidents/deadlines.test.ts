import { describe, expect, it } from 'vitest'
import { dueAtAfter } from './deadlines.ts'

const now = new Date('2026-11-23T08:00:00Z')
const earlier = new Date('2026-11-23T09:30:00Z')
const held = (state: string, surveyorId: string | null = null, dueAt: Date | null = null) => ({
  state,
  surveyorId,
  dueAt,
})

describe('the deadline of a case', () => {
  it('runs for the parties from the report on, whatever they do meanwhile', () => {
    expect(dueAtAfter(held('safety', null, earlier), held('photographing'), now)).toBe(earlier)
  })

  it('begins anew when the case comes back to the parties', () => {
    const due = new Date('2026-11-24T08:00:00Z')
    expect(dueAtAfter(held('deciding', 's1', earlier), held('completing'), now)).toEqual(due)
    expect(dueAtAfter(held('with-officer'), held('completing'), now)).toEqual(due)
  })

  it('gives a surveyor two hours from the taking on', () => {
    expect(dueAtAfter(held('completing', null, earlier), held('deciding'), now)).toBeNull()
    expect(dueAtAfter(held('deciding'), held('deciding', 's1'), now)).toEqual(new Date('2026-11-23T10:00:00Z'))
    expect(dueAtAfter(held('deciding', 's1', earlier), held('deciding', 's1'), now)).toBe(earlier)
    expect(dueAtAfter(held('signing', 's1'), held('deciding', 's1'), now)).toEqual(new Date('2026-11-23T10:00:00Z'))
  })

  it.each(['with-officer', 'signing', 'countersigning', 'claiming', 'settled', 'closed', 'withdrawn'])(
    'does not run in "%s"',
    (state) => expect(dueAtAfter(held('completing', 's1', earlier), held(state, 's1'), now)).toBeNull(),
  )
})
