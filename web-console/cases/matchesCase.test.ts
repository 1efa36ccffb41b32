import { describe, expect, it } from 'vitest'
import { matchesCase } from './matchesCase.ts'

const row = {
  number: 'KC-230602-20261123-0001',
  placeText: '会战大街与东风路路口',
  plates: [{ side: 'A', plateNumber: '黑E12345', plateKind: '02' }],
}

describe('looking for a case in the list', () => {
  it.each(['黑e·123', '12345', '230602 20261123', '东风路', ''])('finds it by %j', (typed) => {
    expect(matchesCase(row, typed)).toBe(true)
  })

  it('does not find it by the plate of another car', () => {
    expect(matchesCase(row, '黑E54321')).toBe(false)
  })
})
