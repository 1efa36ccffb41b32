import { expect, it } from 'vitest'
import { searched, searchText } from './case-search.ts'

it.each([
  ['京A·12345', '京A12345'],
  [' 黑e-6a152 ', '黑E6A152'],
  ['黑EO0I01', '黑E00101'],
  ['6a15', '6A15'],
  ['2306 0220 26', '2306022026'],
])('reads %j as plates and numbers are stored: %j', (typed, text) => {
  expect(searchText(typed)).toBe(text)
})

it('looks among case numbers only for digits', () => {
  expect(searched({ find: '230602' })[0]?.OR).toHaveLength(2)
  expect(searched({ find: 'E6A1' })[0]?.OR).toHaveLength(1)
})

it('takes days from their first to their last instant in Asia/Shanghai', () => {
  expect(searched({ from: '2026-03-05', to: '2026-03-05' }).slice(2)).toEqual([
    { occurredAt: { gte: new Date('2026-03-04T16:00:00Z') } },
    { occurredAt: { lte: new Date('2026-03-05T15:59:59.999Z') } },
  ])
})
