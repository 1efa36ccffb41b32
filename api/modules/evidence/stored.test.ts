import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { storable } from './stored.ts'

describe('what goes into jsonb', () => {
  it('loses what PostgreSQL refuses, and nothing else', () => {
    expect(storable({ device: 'A\0B \ud800 \u{1f697}', plates: ['京A88731'], score: 0.5, none: null })).toEqual({
      device: 'A\ufffdB \ufffd \u{1f697}',
      plates: ['京A88731'],
      score: 0.5,
      none: null,
    })
  })

  it('property: any JSON stays as it is, but for such characters', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(storable(value))
        expect(text).not.toContain('\\u0000')
        expect(text).not.toMatch(/\\ud[89a-f]/)
        expect(storable(storable(value))).toEqual(storable(value))
      }),
    )
  })
})
