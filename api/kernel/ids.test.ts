import { describe, expect, it } from 'vitest'
import { hashSecret, madeAt, newId, newSecret } from './ids.ts'

const version7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

describe('newId', () => {
  it('is a UUID version 7', () => {
    for (let n = 0; n < 500; n++) expect(newId()).toMatch(version7)
  })

  it('bears its time in the first 48 bits, so that ids sort as they were made', () => {
    const at = Date.UTC(2026, 10, 23, 1, 2, 3)
    expect(madeAt(newId(at))).toBe(at)
    expect(newId(at) < newId(at + 1)).toBe(true)
  })

  it('differs within one millisecond', () => {
    expect(new Set(Array.from({ length: 2000 }, () => newId(0))).size).toBe(2000)
  })
})

describe('newSecret', () => {
  it('has 256 bits in characters that a cookie and a link can bear', () => {
    expect(newSecret()).toMatch(/^[\w-]{43}$/)
    expect(newSecret()).not.toBe(newSecret())
  })

  it('is stored as its SHA-256 only', () => {
    expect(hashSecret('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  })
})
