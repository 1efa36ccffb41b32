import { expect, it } from 'vitest'
import { Prisma } from '../../generated/prisma/client.ts'
import { newId } from '../../kernel/ids.ts'
import { foundIds, isFound, narrowed, searchText } from './case-search.ts'
import { clockSkewMs, latestReportMs } from './report-window.ts'

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
  for (const question of [isFound, foundIds]) {
    expect(question('230602').text).toContain('number between')
    expect(question('E6A1').text).not.toContain('number')
  }
})

it('takes days from their first to their last instant in Asia/Shanghai', () => {
  const { values } = Prisma.join(narrowed({ from: '2026-03-05', to: '2026-03-05' }), ' and ')
  expect(values.filter((value) => value instanceof Date)).toEqual([
    new Date('2026-03-04T16:00:00Z'),
    new Date('2026-03-05T15:59:59.999Z'),
  ])
})

it('leaves out no case of these days that was reported as early or as late as may be', () => {
  const { values } = Prisma.join(narrowed({ from: '2026-03-05', to: '2026-03-05' }), ' and ')
  const [least = '', greatest = ''] = values.filter((value) => typeof value === 'string')
  const first = new Date('2026-03-04T16:00:00Z').getTime()
  const last = new Date('2026-03-05T15:59:59.999Z').getTime()
  for (const id of [newId(first - clockSkewMs), newId(last + latestReportMs)]) {
    expect(id >= least && id <= greatest).toBe(true)
  }
})
