import { expect, it } from 'vitest'
import { Prisma } from '../../generated/prisma/client.ts'
import { searched, searchText, type CaseSearch } from './case-search.ts'

it.each([
  ['京A·12345', '京A12345'],
  [' 黑e-6a152 ', '黑E6A152'],
  ['黑EO0I01', '黑E00101'],
  ['6a15', '6A15'],
  ['2306 0220 26', '2306022026'],
])('reads %j as plates and numbers are stored: %j', (typed, text) => {
  expect(searchText(typed)).toBe(text)
})

const asked = (search: CaseSearch) => Prisma.join(searched(search), ' and ')

it('looks among case numbers only for digits', () => {
  expect(asked({ find: '230602' }).text).toContain('number between')
  expect(asked({ find: 'E6A1' }).text).not.toContain('number')
})

it('takes days from their first to their last instant in Asia/Shanghai', () => {
  const { values } = asked({ from: '2026-03-05', to: '2026-03-05' })
  expect(values).toEqual([new Date('2026-03-04T16:00:00Z'), new Date('2026-03-05T15:59:59.999Z')])
})
