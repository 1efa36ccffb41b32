import { describe, expect, it } from 'vitest'
import { multipliesBytesExactly } from './sessions.ts'

describe('models in bytes are computed in bytes', () => {
  it.each([
    ['an x64 processor that sums in 32 bits', 'x64', 'flags : fpu avx2 avx512f avx512_vnni', true],
    ['one with the 256-bit kind of it', 'x64', 'flags : fpu avx2 avx_vnni', true],
    ['an older one', 'x64', 'flags : fpu avx2 avx512f', false],
    ['one that nothing is known of', 'x64', '', false],
    ['ARM', 'arm64', 'Features : asimd', true],
  ])('by %s', (_, architecture, facts, exact) => {
    expect(multipliesBytesExactly(architecture, facts)).toBe(exact)
  })
})
