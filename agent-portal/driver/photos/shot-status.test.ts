import { expect, it } from 'vitest'
import type { PhotoOnItsWay } from './photo-outbox.ts'
import { nextShot, type Photo, shotStatus, worstCheck } from './shot-status.ts'

const photo = (receivedAt: string, change: Partial<Photo> = {}): Photo => ({
  id: receivedAt,
  accidentId: 'a',
  shot: 'vehicle-plate',
  subject: 'A',
  mediaType: 'image/jpeg',
  bytes: 1,
  sha256: '',
  state: 'assessed',
  version: 1,
  receivedAt,
  assessedAt: null,
  keptAt: null,
  erasedAt: null,
  previewErasedAt: null,
  accepted: true,
  yours: true,
  image: null,
  plates: [],
  checks: [],
  preview: null,
  actions: [],
  ...change,
})
const shot = { code: 'vehicle-plate', subject: 'A' }
const failed = { accepted: false }
const onItsWay = (subject: string): PhotoOnItsWay => ({
  photo: {
    id: '1',
    driverId: 'd',
    accidentId: 'a',
    shot: 'vehicle-plate',
    subject,
    file: new File([], 'x.jpg'),
    capture: { how: 'camera' },
  },
  phase: 'sending',
  sent: 0.5,
})

it('asks for a shot that nobody has taken', () => {
  expect(shotStatus(shot, [photo('1', { subject: 'B' })], []).is).toBe('missing')
})

it('shows what is on its way before what was there', () => {
  expect(shotStatus(shot, [photo('1')], [onItsWay('A')]).is).toBe('sending')
  expect(shotStatus(shot, [photo('1')], [onItsWay('B')]).is).toBe('done')
})

it('waits for the verdict on the newest photo', () => {
  expect(shotStatus(shot, [photo('1', failed), photo('2', { state: 'received', accepted: false })], []).is).toBe(
    'checking',
  )
})

it('asks for another try only while no photo of the shot is good', () => {
  expect(shotStatus(shot, [photo('1', failed)], []).is).toBe('retake')
  expect(shotStatus(shot, [photo('1'), photo('2', failed)], []).is).toBe('done')
})

it('goes on with the first required shot that is missing or failed', () => {
  const text = { zh: '', en: '' }
  const due = (code: string, required: boolean) => ({
    code,
    required,
    subject: null,
    phase: 'before-clearing' as const,
    title: text,
    advice: text,
    done: false,
  })
  const shots = [due('front', true), due('marks', false), due('rear', true)]
  const status = (code: string) =>
    code === 'front' ? { is: 'done' as const, photo: photo('1') } : { is: 'missing' as const }
  expect(nextShot(shots, ({ code }) => status(code))?.code).toBe('rear')
})

it('names what made a photo fail before what was only noticed', () => {
  const check = (id: Photo['checks'][number]['id'], status: 'warn' | 'fail' | 'pass') => ({
    id,
    status,
    measured: null,
    bound: null,
    advice: { zh: '', en: '' },
  })
  const seen = photo('1', {
    checks: [check('exposure', 'warn'), check('sharp-enough', 'fail'), check('taken-at', 'pass')],
  })
  expect(worstCheck(seen)?.id).toBe('sharp-enough')
})
