import { expect, it } from 'vitest'
import {
  dueStep,
  emptyReport,
  faultOf,
  instantTyped,
  readReport,
  type ReportDraft,
  toReport,
  typedInstant,
} from './report-draft.ts'

const now = new Date('2026-03-05T02:30:00Z')
const whole: ReportDraft = {
  key: 'k1',
  position: { lon: 125.1, lat: 46.6, datum: 'WGS-84', accuracyM: 12 },
  placeText: '世纪大道与东风路口',
  when: 'quarter',
  occurredAt: '2026-03-05T02:14:00.000Z',
  weather: 'clear',
  roadKind: 'urban',
  own: { kind: '02', province: '黑', rest: 'E6A152' },
  others: [{ kind: '52', province: '黑', rest: 'ED20867' }],
}

it('comes back whole after the page was closed, with the key under which it was being sent', () => {
  expect(readReport(JSON.parse(JSON.stringify(whole)))).toEqual(whole)
})

it.each([null, 7, [], { own: 7, others: 'x', weather: 'lava', when: 'soon', position: {} }])(
  'starts afresh from %j',
  (stored) => {
    expect({ ...readReport(stored, () => 'k2') }).toEqual(emptyReport('k2'))
  },
)

it('goes on at the first step that is not answered', () => {
  expect(dueStep(emptyReport('k'), now)).toBe('place')
  expect(dueStep({ ...whole, weather: null }, now)).toBe('weather')
  expect(dueStep(whole, now)).toBe('check')
})

it.each([
  ['place', { placeText: ' 路 ' }, 'place-missing'],
  ['time', { when: null }, 'time-missing'],
  ['time', { occurredAt: '2026-03-05T02:40:00.000Z' }, 'time-future'],
  ['time', { occurredAt: '2026-03-04T02:00:00.000Z' }, 'time-too-old'],
  ['road', { roadKind: null }, 'road-missing'],
  ['own', { own: { kind: null, province: '黑', rest: 'E6A152' } }, 'plate-kind-missing'],
  ['own', { own: { kind: '02', province: '黑', rest: ' ' } }, 'plate-number-missing'],
  ['own', { own: { kind: '02', province: '黑', rest: 'E6A15' } }, 'plate-wrong'],
  ['others', { others: [whole.own] }, 'plate-twice'],
  ['check', { weather: null }, 'weather-missing'],
] as const)('stops at %s when %j', (step, change, fault) => {
  expect(faultOf(step, { ...whole, ...change }, now)).toBe(fault)
})

it('lets an accident with no other car through', () => {
  expect(faultOf('others', { ...whole, others: [] }, now)).toBeUndefined()
})

it('takes a typed time as the time on the wall in China, whatever zone the phone is set to', () => {
  expect(instantTyped('2026-03-05T10:14')).toBe('2026-03-05T02:14:00.000Z')
  expect(typedInstant('2026-03-05T02:14:00.000Z')).toBe('2026-03-05T10:14')
  expect(instantTyped('')).toBeNull()
})

it('sends what was filled in', () => {
  expect(toReport(whole)).toEqual({
    occurredAt: whole.occurredAt,
    placeText: '世纪大道与东风路口',
    position: whole.position,
    weather: 'clear',
    roadKind: 'urban',
    ownVehicle: { plateNumber: '黑E6A152', plateKind: '02' },
    otherVehicles: [{ plateNumber: '黑ED20867', plateKind: '52' }],
  })
})
