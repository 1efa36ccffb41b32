import { expect, it } from 'vitest'
import { captureOf } from './capture.ts'

const file = new File(['x'], 'x.jpg', { type: 'image/jpeg', lastModified: Date.parse('2026-03-05T02:14:08Z') })
const here = { lon: 125.1, lat: 46.6, datum: 'WGS-84', accuracyM: 12 } as const

it('tells when and where a photo of the camera was taken, for the file itself does not', () => {
  expect(captureOf({ file, how: 'camera' }, here, 'phone')).toEqual({
    how: 'camera',
    takenAt: '2026-03-05T02:14:08.000Z',
    position: here,
    device: 'phone',
  })
})

it('claims no place for a photo that was chosen: it may have been taken anywhere', () => {
  expect(captureOf({ file, how: 'file' }, here, 'phone')).not.toHaveProperty('position')
})
