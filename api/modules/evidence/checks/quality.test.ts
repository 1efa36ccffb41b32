import { describe, expect, it } from 'vitest'
import { photoOf } from './photo.testing.ts'
import { exposure, minResolution, sharpEnough } from './quality.ts'
import { readableImage, unreadableImage } from './readable.ts'

const light = (mean: number) => ({ exposure: { mean, dark: 0, bright: 0 } })

describe('min-resolution', () => {
  it.each([
    [3000, 'pass'],
    [720, 'pass'],
    [719, 'warn'],
    [300, 'warn'],
    [239, 'fail'],
  ])('with a shorter side of %i px: %s', (height, status) => {
    expect(minResolution(photoOf({ image: { width: 4000, height } }))?.status).toBe(status)
  })
})

describe('sharp-enough', () => {
  it.each([
    [0.9, 'pass'],
    [0.4, 'warn'],
    [0.1, 'fail'],
  ])('frame %d: %s', (frame, status) => {
    expect(sharpEnough(photoOf({ quality: { sharpness: { frame, plates: 0.9 } } }))?.status).toBe(status)
  })

  it('looks at the plate where the plate is the subject', () => {
    const quality = { sharpness: { frame: 0.1, plates: 0.9 } }
    expect(sharpEnough(photoOf({ shot: 'vehicle-plate', quality }))?.status).toBe('pass')
  })
})

describe('exposure', () => {
  it.each([
    [0.02, 'fail'],
    [0.1, 'warn'],
    [0.45, 'pass'],
    [0.85, 'warn'],
    [0.97, 'fail'],
  ])('mean brightness %d: %s', (mean, status) => {
    expect(exposure(photoOf({ quality: light(mean) }))?.status).toBe(status)
  })

  it('lets paper be bright, but not dark', () => {
    expect(exposure(photoOf({ shot: 'driving-licence', quality: light(0.97) }))?.status).toBe('pass')
    expect(exposure(photoOf({ shot: 'driving-licence', quality: light(0.02) }))?.status).toBe('fail')
  })

  it('warns of glare', () => expect(exposure(photoOf({ quality: { glare: 0.4 } }))?.status).toBe('warn'))
})

describe('readable-image', () => {
  it('warns of a file that is cut off', () => {
    expect(readableImage(photoOf({ image: { damaged: true } }))?.status).toBe('warn')
    expect(readableImage(photoOf())?.status).toBe('pass')
  })

  it.each([
    'empty',
    'not-an-image',
    'unsupported-format',
    'too-many-pixels',
    'undecodable',
    'timed-out',
    'crashed',
    'not-analysed',
  ] as const)('fails for %s with advice in both languages', (why) => {
    const { status, measured, advice } = unreadableImage(why)
    expect({ status, measured }).toEqual({ status: 'fail', measured: why })
    expect(advice.zh).toContain('保留')
    expect(advice.en).toContain('keep it')
  })
})
