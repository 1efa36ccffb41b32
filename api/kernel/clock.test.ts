import { expect, it } from 'vitest'
import { settableClock, systemClock } from './clock.ts'

it('a settable clock stands until it is moved', () => {
  const clock = settableClock(new Date('2026-11-23T00:00:00Z'))
  expect(clock.now()).toEqual(clock.now())
  clock.advance(90_000)
  expect(clock.now().toISOString()).toBe('2026-11-23T00:01:30.000Z')
  clock.set(new Date(0))
  expect(clock.now().getTime()).toBe(0)
})

it('does not let its time be changed through what it gave out', () => {
  const clock = settableClock(new Date(1000))
  clock.now().setTime(5)
  expect(clock.now().getTime()).toBe(1000)
})

it('the system clock is the time of this machine', () => {
  expect(Math.abs(systemClock.now().getTime() - Date.now())).toBeLessThan(1000)
})
