import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { atMostEvery } from './at-most-every.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** The moments, in milliseconds, at which it acted when asked at these. */
function actsWhenAsked(...moments: number[]): number[] {
  const began = performance.now()
  const acted: number[] = []
  const { ask } = atMostEvery(300, () => acted.push(performance.now() - began))
  for (const at of moments) setTimeout(ask, at)
  vi.runAllTimers()
  return acted
}

it('acts at once, and at the end of the interval for all that was asked meanwhile', () => {
  expect(actsWhenAsked(0, 10, 20, 250)).toEqual([0, 300])
})

it('acts at once again after a pause', () => {
  expect(actsWhenAsked(0, 300, 1_000)).toEqual([0, 300, 1_000])
})

it('keeps the interval when it is asked without end', () => {
  expect(actsWhenAsked(...Array.from({ length: 100 }, (_, n) => n * 10))).toEqual([0, 300, 600, 900, 1_200])
})

it('does nothing more once it is cancelled', () => {
  const act = vi.fn()
  const { ask, cancel } = atMostEvery(300, act)
  ask()
  ask()
  cancel()
  vi.runAllTimers()
  expect(act).toHaveBeenCalledTimes(1)
})
