import { describe, expect, it } from 'vitest'
import { grouped } from './grouped.ts'

describe('what went wrong in a run', () => {
  it('is told by kind, the most frequent first, each with its first line', () => {
    const id = '019f8a00-1111-7000-8000-00000000000'
    expect(
      grouped([
        'the photo is gone',
        `case 3: waited 180 s in vain`,
        `officer.wang: POST /reviews/${id}1/confirmation: 409`,
        `case 14: waited 180 s in vain`,
        `officer.wang: POST /reviews/${id}2/confirmation: 409`,
        `case 15: waited 180 s in vain`,
      ]),
    ).toEqual([
      '3 times: case 3: waited 180 s in vain',
      `2 times: officer.wang: POST /reviews/${id}1/confirmation: 409`,
      'the photo is gone',
    ])
  })
})
