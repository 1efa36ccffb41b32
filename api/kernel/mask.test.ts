import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mask } from './mask.ts'

describe('mask (DOMAIN.md 8.5)', () => {
  it.each([
    ['phone', '13812345678', '138****5678'],
    ['name', '张三丰', '张**'],
    ['name', '王', '*'],
    ['name', '𠮷田', '𠮷*'],
    ['idNumber', '230602199001011234', '230602********1234'],
    ['policy', 'PDZA202323060000012345', '****2345'],
    ['vin', 'LFV2A21K5A3000001', '***********000001'],
  ] as const)('shows the %s %s as %s', (kind, value, shown) => {
    expect(mask[kind](value)).toBe(shown)
  })

  it.each(Object.keys(mask) as (keyof typeof mask)[])('never shows a %s whole, however short', (kind) => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 24 }), (value) => {
        fc.pre(!value.includes('*'))
        expect(mask[kind](value)).not.toContain(value)
      }),
    )
  })
})
