import { expect, it } from 'vitest'
import { centsTyped } from './yuan.ts'

it.each([
  ['', undefined],
  ['1500', 150_000],
  ['1,500.5 元', 150_050],
  ['0.07', 7],
  ['1.234', null],
  ['about 500', null],
  ['-5', null],
  ['1000001', null],
])('%j are %s cents', (text, cents) => {
  expect(centsTyped(text)).toBe(cents)
})
