import { expect, it } from 'vitest'
import { nothingAsked, pageWithin, readCodeRequest, secondsUntilResend } from './code-request.ts'

it('still knows which phone the code went to when the page comes back', () => {
  const asked = { phone: '13800000001', validUntil: 300_000, resendAt: 60_000 }
  expect(readCodeRequest(JSON.parse(JSON.stringify(asked)))).toEqual(asked)
  expect(readCodeRequest({ phone: 1 })).toEqual(nothingAsked)
})

it('counts the seconds until another code may be asked for, never below none', () => {
  const asked = { phone: '13800000001', validUntil: 300_000, resendAt: 60_000 }
  expect(secondsUntilResend(asked, 500)).toBe(60)
  expect(secondsUntilResend(asked, 61_000)).toBe(0)
})

it.each([
  ['/join/abc', '/join/abc'],
  [null, '/cases'],
  ['//elsewhere.example', '/cases'],
  ['/\\elsewhere.example', '/cases'],
  ['https://elsewhere.example', '/cases'],
])('after signing in %s leads to %s', (next, page) => {
  expect(pageWithin(next)).toBe(page)
})
