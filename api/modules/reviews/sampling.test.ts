import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isSampled } from './sampling.ts'

describe('the sample', () => {
  it('draws nothing of 0 percent and everything of 100', () => {
    fc.assert(
      fc.property(fc.uuid(), (id) => {
        expect(isSampled(id, 0)).toBe(false)
        expect(isSampled(id, 100)).toBe(true)
      }),
    )
  })

  it('draws with a larger share all that a smaller one drew', () => {
    const percent = fc.integer({ min: 0, max: 100 })
    fc.assert(
      fc.property(fc.uuid(), percent, percent, (id, a, b) => {
        if (isSampled(id, Math.min(a, b))) expect(isSampled(id, Math.max(a, b))).toBe(true)
      }),
    )
  })

  it('comes near its share over many', () => {
    const ids = Array.from({ length: 10_000 }, (_, index) => `determination-${index}`)
    const drawn = ids.filter((id) => isSampled(id, 10)).length
    expect(drawn).toBeGreaterThan(900)
    expect(drawn).toBeLessThan(1100)
  })
})
