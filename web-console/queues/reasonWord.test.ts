import { expect, it } from 'vitest'
import { reasonWord } from './reasonWord.ts'

it.each([
  ['', 'interrupted'],
  ['job stalled more than allowable limit', 'interrupted'],
  ['unavailable', 'unavailable'],
  ['conflict', 'conflict'],
  ['not-now', 'conflict'],
  ['not-found', 'gone'],
  ['PrismaClientKnownRequestError', 'database'],
  ['DatabaseError', 'database'],
  ['TimeoutError', 'timeout'],
  ['AbortError', 'timeout'],
  ['TypeError', 'other'],
  ['Error', 'other'],
])('tells %j as %s', (kind, word) => {
  expect(reasonWord(kind)).toBe(word)
})
