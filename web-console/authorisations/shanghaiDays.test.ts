import { expect, it } from 'vitest'
import { dayEnd, dayStart } from './shanghaiDays.ts'

it('lets an authorisation run from the first to the last second of its days in Asia/Shanghai', () => {
  expect(dayStart('2026-03-05')).toBe('2026-03-04T16:00:00.000Z')
  expect(dayEnd('2026-03-05')).toBe('2026-03-05T15:59:59.000Z')
})
