import { expect, it } from 'vitest'
import { rowDigest } from './row-digest.ts'

const row = { id: '1', percent: 70, reason: null }

it('does not see a column that a later release adds and that holds nothing', () => {
  expect(rowDigest({ ...row, procedure: null })).toBe(rowDigest(row))
})

it('sees a column that was changed, filled or emptied', () => {
  const digests = [row, { ...row, percent: 30 }, { ...row, reason: 'why' }, { ...row, percent: null }].map(rowDigest)
  expect(new Set(digests).size).toBe(digests.length)
})
