import { expect, it } from 'vitest'
import { isLicenceNumber } from './licence-number.ts'

it.each(['11010519491231002X', '440524188001010014'])('takes %s, the examples of the standard', (number) => {
  expect(isLicenceNumber(number)).toBe(true)
})

it.each(['110105194912310021', '11010519491231002x', '1101051949123100', '', '44052418800101001４'])(
  'finds the slip in %j',
  (number) => {
    expect(isLicenceNumber(number)).toBe(false)
  },
)
