import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shotRows } from '../accidents/rules/shot-list.ts'
import { isAccepted, judgePhoto, judgeUnread } from './checks.ts'
import { photoOf, plateSeen } from './checks/photo.testing.ts'
import type { LookAlike } from './checks/photo.ts'
import { reusedImage, screenRecapture } from './checks/reuse.ts'
import { demandOf } from './checks/shot-demands.ts'
import { requiredView, vehiclesPresent } from './checks/view.ts'
import { check, type Check } from './schema.ts'

const judge = (photo: ReturnType<typeof photoOf>) => judgePhoto({ ok: true, facts: photo.facts }, photo)

describe('the verdict on a photo', () => {
  it('passes a good overview in everything', () => {
    expect(judge(photoOf()).filter(({ status }) => status !== 'pass')).toEqual([])
  })

  it('of an unreadable photo is one failing check that says why', () => {
    const { facts: _, ...context } = photoOf()
    const checks = judgePhoto({ ok: false, error: { code: 'timed-out', message: '' } }, context)
    expect(checks).toEqual(judgeUnread('timed-out'))
    expect(isAccepted({ checks, keptAt: null })).toBe(false)
  })

  it('property: every check of every shot fits its schema, has advice in both languages, and is made once', () => {
    const codes = [...shotRows.map(({ code }) => code), 'other', 'a-city’s-own']
    fc.assert(
      fc.property(
        fc.constantFrom(...codes),
        fc.constantFrom(null, 'A', 'B', 'A-B'),
        fc.array(fc.constantFrom('京A88731', '黑EF1234', '沪C55555', '?A8????', '')),
        fc.constantFrom('overview', 'vehicle', 'plate-close-up', 'document', null),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (shot, subject, plates, view, level) => {
          const photo = photoOf(
            {
              shot,
              plates: plates.map((text) => plateSeen(text)),
              scene: { view },
              quality: { sharpness: { frame: level, plates: null }, glare: level, contrast: level },
            },
            { subject },
          )
          const checks = judge(photo)
          for (const one of checks) {
            check.parse(one)
            expect(one.advice.zh.length).toBeGreaterThan(2)
            expect(one.advice.en.length).toBeGreaterThan(2)
          }
          expect(new Set(checks.map(({ id }) => id)).size).toBe(checks.length)
        },
      ),
    )
  })

  it('is accepted without a failing check, or when the driver keeps the photo', () => {
    const of = (...statuses: Check['status'][]) =>
      statuses.map((status): Check => ({ id: 'exposure', status, measured: 0, bound: 0, advice: { zh: '', en: '' } }))
    expect(isAccepted({ checks: of('pass', 'warn'), keptAt: null })).toBe(true)
    expect(isAccepted({ checks: of('pass', 'fail'), keptAt: null })).toBe(false)
    expect(isAccepted({ checks: of('fail'), keptAt: new Date() })).toBe(true)
    expect(isAccepted({ checks: null, keptAt: null })).toBe(false)
  })
})

describe('required-view and vehicles-present', () => {
  it('fail for what is certainly something else, warn for what is doubtful or cannot be told', () => {
    const view = (seen: 'overview' | 'plate-close-up' | 'document' | null, shot: string) =>
      requiredView(photoOf({ shot, scene: { view: seen } }))?.status
    expect(view('overview', 'front-overview')).toBe('pass')
    expect(view('plate-close-up', 'front-overview')).toBe('fail')
    expect(view('document', 'vehicle-plate')).toBe('fail')
    expect(view('overview', 'vehicle-plate')).toBe('warn')
    expect(view(null, 'front-overview')).toBe('warn')
    expect(view(null, 'other')).toBeUndefined()
  })

  it('take the plates for the vehicles where no detector ran, and then do not claim that there is none', () => {
    expect(vehiclesPresent(photoOf())?.status).toBe('pass')
    expect(vehiclesPresent(photoOf({ plates: [] }))).toMatchObject({ status: 'warn', measured: null })
    expect(vehiclesPresent(photoOf({ plates: [], vehicles: [] }))).toMatchObject({ status: 'fail', measured: 0 })
    expect(vehiclesPresent(photoOf({ vehicles: [] }))?.status).toBe('pass')
    expect(vehiclesPresent(photoOf({ shot: 'driving-licence' }))).toBeNull()
  })

  it('only warn where the detector was never measured: a driver or a plate in front of the vehicle', () => {
    for (const shot of ['driver-with-vehicle', 'vehicle-plate']) {
      expect(vehiclesPresent(photoOf({ shot, plates: [], vehicles: [] }))).toMatchObject({
        status: 'warn',
        measured: 0,
      })
    }
  })

  it('only warn of a photo of something else, which the view alone cannot be sure of', () => {
    for (const shot of ['front-overview', 'contact-close-up', 'vehicle-plate', 'driver-with-vehicle']) {
      expect(requiredView(photoOf({ shot, scene: { view: 'other' } }))?.status).toBe('warn')
    }
    expect(requiredView(photoOf({ shot: 'contact-close-up', scene: { view: 'damage-close-up' } }))?.status).toBe('pass')
  })

  it('know every shot of the list', () => {
    for (const { code } of shotRows) expect(demandOf(code).kind).not.toBe('other')
  })
})

describe('reused-image', () => {
  const like = (over: Partial<LookAlike>): LookAlike => ({
    evidenceId: '018f0000-0000-7000-8000-000000000001',
    sameCase: false,
    sameShot: false,
    sameBytes: false,
    distance: 0,
    ...over,
  })
  const reused = (lookAlikes: LookAlike[]) => reusedImage(photoOf({}, { lookAlikes }))

  it('passes a photo nobody has seen', () => expect(reused([])?.status).toBe('pass'))
  it('fails for one of another case, by bytes or by likeness, and names it', () => {
    expect(reused([like({ sameBytes: true })])).toMatchObject({
      status: 'fail',
      related: ['018f0000-0000-7000-8000-000000000001'],
    })
    expect(reused([like({ distance: 20 })])?.status).toBe('fail')
  })
  it('warns of the same photo for another shot of this case', () => {
    expect(reused([like({ sameCase: true, distance: 4 })])?.status).toBe('warn')
  })
  it('lets a retake look like what it replaces', () => {
    expect(reused([like({ sameCase: true, sameShot: true, distance: 4 })])?.status).toBe('pass')
  })
  it('puts another case before this one', () => {
    expect(reused([like({ sameCase: true, distance: 1 }), like({ distance: 9 })])?.status).toBe('fail')
  })
})

describe('screen-recapture', () => {
  const recapture = (score: number | null) => screenRecapture(photoOf({ scene: { recapture: score } }))
  it('warns at the most, and says when it was not determined', () => {
    expect(recapture(0.99)?.status).toBe('warn')
    expect(recapture(0.2)?.status).toBe('pass')
    expect(recapture(null)).toMatchObject({ status: 'pass', measured: null })
  })
})
