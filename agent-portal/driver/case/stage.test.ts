import { expect, it } from 'vitest'
import { actionIn, caseSteps, othersOwe, stageOf, stepOf, tasksOf } from './stage.ts'

const party = (side: string, given: Partial<Parameters<typeof tasksOf>[0]['parties'][number]> = {}) => ({
  side,
  you: side === 'A',
  joined: true,
  name: null,
  phone: null,
  licenceNumber: '230603199001011234',
  licenceState: null,
  statementGiven: true,
  statement: null,
  lossCents: null,
  consented: true,
  appliedOnline: false,
  version: 1,
  ...given,
})
const whole = { parties: [party('A'), party('B')], questions: [], shots: [] }

it('never goes back a step on the way from the roadside to the claim', () => {
  const way = ['safety', 'photographing', 'completing', 'deciding', 'signing', 'claiming', 'settled', 'closed'] as const
  const places = way.map((state) => caseSteps.indexOf(stepOf(stageOf({ state }))))
  expect(places).toEqual([...places].sort((a, b) => a - b))
})

it('leaves nothing to do when everything is there', () => {
  expect(tasksOf(whole).filter(({ done }) => !done)).toEqual([])
})

it.each([
  ['invite', { parties: [party('A'), party('B', { joined: false })] }],
  ['details', { parties: [party('A', { licenceNumber: null }), party('B')] }],
  ['statement', { parties: [party('A', { statementGiven: false }), party('B')] }],
  ['consent', { parties: [party('A', { consented: false }), party('B')] }],
] satisfies [string, object][])('lists %s while it is missing', (id, change) => {
  expect(
    tasksOf({ ...whole, ...change })
      .filter(({ done }) => !done)
      .map((task) => task.id),
  ).toEqual([id])
})

it('has nobody to invite where one vehicle was alone', () => {
  expect(tasksOf({ ...whole, parties: [party('A')] }).map(({ id }) => id)).not.toContain('invite')
})

it('asks for required photos only', () => {
  const text = { zh: '', en: '' }
  const shot = { code: 'x', subject: null, phase: 'after-clearing' as const, title: text, advice: text, done: false }
  const photos = (required: boolean) =>
    tasksOf({ ...whole, shots: [{ ...shot, required }] }).find(({ id }) => id === 'photos')?.done
  expect(photos(true)).toBe(false)
  expect(photos(false)).toBe(true)
})

it('tells which other party still owes something, once it has joined', () => {
  expect(othersOwe({ parties: [party('A', { consented: false }), party('B', { statementGiven: false })] })).toEqual([
    'B',
  ])
  expect(othersOwe({ parties: [party('A'), party('B', { joined: false, statementGiven: false })] })).toEqual([])
})

it('knows no action that the server does not name', () => {
  expect(actionIn([{ action: 'submit', allowed: true }], 'submit')?.allowed).toBe(true)
  expect(actionIn<'submit' | 'take'>([{ action: 'submit', allowed: true }], 'take')).toBeUndefined()
})
