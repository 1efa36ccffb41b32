import { describe, expect, it } from 'vitest'
import { seededRandom } from '../samples/random.ts'
import { arrivals } from './arrivals.ts'

describe('arrivals', () => {
  it('ends after so many cases, or after so many minutes', () => {
    expect(arrivals({ perMinute: 60, until: { cases: 8 } }, seededRandom(1))).toHaveLength(8)
    const times = arrivals({ perMinute: 60, until: { minutes: 10 } }, seededRandom(1))
    expect(Math.max(...times)).toBeLessThanOrEqual(600_000)
    expect(times.length).toBeGreaterThan(500)
  })

  it('keeps the rate, with gaps as uneven as chance makes them', () => {
    const times = arrivals({ perMinute: 60, until: { cases: 20_000 } }, seededRandom(1))
    const gaps = times.slice(1).map((at, index) => at - (times[index] ?? 0))
    const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length
    const spread = Math.sqrt(gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / gaps.length)
    expect(mean).toBeCloseTo(1_000, -2)
    // Exponential: the spread of the gaps is their mean.
    expect(spread / mean).toBeCloseTo(1, 1)
  })
})
