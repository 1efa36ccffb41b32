import { expect, it } from 'vitest'
import { formatCheckCode, newCheckCode } from './check-code.ts'
import { byCheckCode } from './schema.ts'

it('makes codes of sixteen characters that nobody mistakes, and reads them however they are typed', () => {
  const codes = Array.from({ length: 500 }, newCheckCode)
  expect(new Set(codes).size).toBe(500)
  for (const code of codes) {
    expect(code).toMatch(/^[2-9A-HJ-NP-Z]{16}$/)
    expect(byCheckCode.parse({ checkCode: formatCheckCode(code).toLowerCase() })).toEqual({ checkCode: code })
  }
})
