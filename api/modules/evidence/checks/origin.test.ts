import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { distanceM } from './distance.ts'
import { edited, takenAt, takenWhere } from './origin.ts'
import { accidentAt, accidentPlace, photoOf } from './photo.testing.ts'

const minuteMs = 60_000
const taken = (offsetMs: number) =>
  photoOf({ exif: { takenAt: new Date(accidentAt.getTime() + offsetMs).toISOString() } })

describe('taken-at', () => {
  it('passes right after the accident', () => expect(takenAt(taken(3 * minuteMs))?.status).toBe('pass'))
  it('allows for a guess at when it happened', () => expect(takenAt(taken(-14 * minuteMs))?.status).toBe('pass'))
  it('warns half an hour before', () => expect(takenAt(taken(-30 * minuteMs))?.status).toBe('warn'))
  it('fails two days before', () => expect(takenAt(taken(-48 * 60 * minuteMs))?.status).toBe('fail'))
  it('warns of a camera whose clock lies in the future', () =>
    expect(takenAt(taken(60 * minuteMs))?.status).toBe('warn'))

  it('takes the camera’s time before the phone’s word', () => {
    const photo = photoOf({ exif: { takenAt: '2015-04-22T07:35:59Z' } })
    expect(takenAt(photo)).toMatchObject({ status: 'fail', measured: '2015-04-22T07:35:59.000Z' })
  })

  it('takes the phone’s word where the camera wrote nothing', () => expect(takenAt(photoOf())?.status).toBe('pass'))

  it('warns without any time', () => {
    expect(takenAt(photoOf({}, { capture: { how: 'file' } }))).toMatchObject({ status: 'warn', measured: null })
  })

  it('warns of a photo taken days later', () => {
    const photo = photoOf(
      { exif: { takenAt: '2026-11-26T02:00:00Z' } },
      { receivedAt: new Date('2026-11-26T02:01:00Z') },
    )
    expect(takenAt(photo)?.status).toBe('warn')
  })

  it('does not concern documents', () => expect(takenAt(photoOf({ shot: 'driving-licence' }))).toBeNull())
})

describe('taken-where', () => {
  const at = (lon: number, lat: number) => photoOf({ exif: { gps: { lon, lat, datum: 'WGS-84' } } })

  it('passes at the place', () => expect(takenWhere(at(125.1, 46.59))?.status).toBe('pass'))
  it('passes 250 m away', () => expect(takenWhere(at(125.1, 46.59225))?.status).toBe('pass'))
  it('warns 1.1 km away', () => expect(takenWhere(at(125.1, 46.6))?.status).toBe('warn'))

  it('fails in another town, and says how far', () => {
    const verdict = takenWhere(at(126.53, 45.8))
    expect(verdict?.status).toBe('fail')
    expect(verdict?.advice.zh).toMatch(/约1\d\d公里/)
  })

  it('allows for what both positions are worth', () => {
    const vague = { ...accidentPlace, lat: 46.6, accuracyM: 1500 }
    expect(takenWhere(photoOf({}, { capture: { how: 'camera', position: vague } }))?.status).toBe('pass')
  })

  it('warns where the camera and the phone are silent, or the accident has no position', () => {
    expect(takenWhere(photoOf({}, { capture: { how: 'file' } }))?.status).toBe('warn')
    const { brief } = photoOf()
    expect(takenWhere(photoOf({}, { brief: { ...brief, position: null } }))?.status).toBe('warn')
  })
})

describe('distance in WGS-84', () => {
  const place = fc.record({
    lon: fc.double({ min: -180, max: 180, noNaN: true }),
    lat: fc.double({ min: -90, max: 90, noNaN: true }),
    datum: fc.constant('WGS-84' as const),
  })

  it('knows a degree of latitude and the way from Harbin to Daqing', () => {
    expect(distanceM({ lon: 0, lat: 0, datum: 'WGS-84' }, { lon: 0, lat: 1, datum: 'WGS-84' })).toBeCloseTo(111_195, -1)
    const harbin = { lon: 126.53, lat: 45.8, datum: 'WGS-84' } as const
    const daqing = { lon: 125.1, lat: 46.59, datum: 'WGS-84' } as const
    expect(distanceM(harbin, daqing)).toBeGreaterThan(135_000)
    expect(distanceM(harbin, daqing)).toBeLessThan(145_000)
  })

  it('property: is a distance: nothing to itself, the same both ways, never beyond half the Earth', () => {
    fc.assert(
      fc.property(place, place, (a, b) => {
        expect(distanceM(a, a)).toBeCloseTo(0, 5)
        expect(distanceM(a, b)).toBeCloseTo(distanceM(b, a), 5)
        expect(distanceM(a, b)).toBeLessThanOrEqual(20_015_200)
      }),
    )
  })
})

describe('edited', () => {
  it.each(['Adobe Photoshop 25.0', 'ACD Systems Digital Imaging', '美图秀秀', 'Snapseed 2.0'])(
    'warns of %s',
    (software) => {
      expect(edited(photoOf({ exif: { software } }))).toMatchObject({ status: 'warn', measured: software })
    },
  )
  it.each(['H30-U10 V100R001CHNC00B123', '17.5.1', 'MediaTek Camera Application'])(
    'leaves a phone’s own %s alone',
    (software) => {
      expect(edited(photoOf({ exif: { software } }))?.status).toBe('pass')
    },
  )
  it('passes without a tag', () => expect(edited(photoOf())?.status).toBe('pass'))
})
