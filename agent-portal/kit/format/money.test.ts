import { expect, it } from 'vitest'
import { formatYuan } from './money.ts'

it.each([
  [0, '¥0.00'],
  [5, '¥0.05'],
  [123_456, '¥1,234.56'],
  [200_000_000, '¥2,000,000.00'],
  [-9_900, '-¥99.00'],
])('writes %d cents as %s', (amountCents, text) => {
  expect(formatYuan(amountCents)).toBe(text)
})

it('never rounds: a part of a cent is an error of the caller', () => {
  expect(() => formatYuan(0.5)).toThrow(RangeError)
  expect(() => formatYuan(Number.NaN)).toThrow(RangeError)
})
