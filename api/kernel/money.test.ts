import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addUp, allocate, cents, formatYuan, roundHalfUp, shareOf, yuan } from './money.ts'

const amounts = fc.integer({ min: 0, max: 10_000_000_000 }).map(cents)

describe('money', () => {
  it('refuses fractions of a fen', () => {
    expect(() => cents(0.5)).toThrow(RangeError)
    expect(() => cents(Number.MAX_SAFE_INTEGER + 1)).toThrow(RangeError)
  })

  it('rounds halves upwards', () => {
    expect(roundHalfUp(0.5)).toBe(1)
    expect(roundHalfUp(2.4999)).toBe(2)
    expect(shareOf(cents(1), 50)).toBe(1)
    expect(shareOf(yuan(2158.05), 70)).toBe(yuan(1510.64))
  })

  it('gives the last payee the residual', () => {
    expect(allocate(yuan(100), [1, 1, 1])).toEqual([yuan(33.33), yuan(33.33), yuan(33.34)])
    expect(allocate(yuan(100), [1, 1, 0])).toEqual([yuan(50), yuan(50), cents(0)])
  })

  it('shares one victim fund by loss as JI 19 does', () => {
    expect(allocate(yuan(2000), [300_000, 600_000])).toEqual([yuan(666.67), yuan(1333.33)])
  })

  it('never loses or invents a fen, and nobody gets less than nothing', () => {
    const weights = fc
      .array(fc.integer({ min: 0, max: 1_000_000_000 }), { minLength: 1, maxLength: 8 })
      .filter((list) => list.some((weight) => weight > 0))
    fc.assert(
      fc.property(amounts, weights, (amount, list) => {
        const parts = allocate(amount, list)
        expect(addUp(parts)).toBe(amount)
        for (const [index, part] of parts.entries()) {
          expect(part).toBeGreaterThanOrEqual(0)
          if (list[index] === 0) expect(part).toBe(0)
        }
      }),
    )
  })

  it('cuts a share that is within half a fen of the exact value', () => {
    fc.assert(
      fc.property(amounts, fc.integer({ min: 0, max: 100 }), (amount, percent) => {
        expect(Math.abs(shareOf(amount, percent) - (amount * percent) / 100)).toBeLessThanOrEqual(0.5)
      }),
    )
  })

  it('refuses to split money among nobody', () => {
    expect(() => allocate(yuan(1), [])).toThrow(RangeError)
    expect(() => allocate(yuan(1), [0, 0])).toThrow(RangeError)
    expect(allocate(cents(0), [])).toEqual([])
  })

  it('is written as people read it', () => {
    expect(formatYuan(cents(123_456_789))).toBe('¥1,234,567.89')
    expect(formatYuan(cents(-5))).toBe('-¥0.05')
    expect(formatYuan(cents(100_000))).toBe('¥1,000.00')
  })
})
