import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson, digest, sha256 } from './canonical.ts'

describe('canonicalJson', () => {
  it('does not depend on the order in which keys were written', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const backwards = Object.fromEntries(Object.entries(value).reverse())
        expect(canonicalJson(backwards)).toBe(canonicalJson(value))
      }),
    )
  })

  it('is JSON that says the same', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })

  it('gives different texts to different values', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        const same = JSON.stringify(JSON.parse(canonicalJson(a))) === JSON.stringify(JSON.parse(canonicalJson(b)))
        expect(canonicalJson(a) === canonicalJson(b)).toBe(same)
      }),
    )
  })

  it('writes what a row holds: instants, bytes, big integers, nothing', () => {
    const row = { d: new Date('2026-11-23T01:02:03.004Z'), c: Buffer.from([0, 255]), b: 12n, a: null, u: undefined }
    expect(canonicalJson(row)).toBe('{"a":null,"b":"12","c":"00ff","d":"2026-11-23T01:02:03.004Z"}')
  })

  it('keeps the place of what is missing in a list', () => {
    expect(canonicalJson([undefined, 1])).toBe('[null,1]')
  })
})

it('digest is the SHA-256 of the canonical text', () => {
  expect(digest({ b: 1, a: 2 })).toBe(sha256('{"a":2,"b":1}'))
})
