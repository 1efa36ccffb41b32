import { describe, expect, it } from 'vitest'
import { shotRows } from './shot-list.ts'
import { missingShots, shotList, situationOf } from './shots.ts'
import type { DueShot, ShotEvidence, ShotScene } from './shots.ts'

const scene: ShotScene = {
  situation: 'two-car',
  cityCode: '230600',
  expressway: false,
  vehicleIds: ['v1', 'v2'],
  partyIds: ['p1', 'p2'],
  contactIds: ['c1'],
}
const photo = (shot: string, subjectId: string | null = null): ShotEvidence => ({ shot, subjectId, accepted: true })

/** What still keeps the cars on the road (APR 19). */
const beforeClearing = (list: readonly DueShot[], taken: readonly ShotEvidence[]) =>
  missingShots(list, taken)
    .filter(({ shot }) => shot.phase === 'before-clearing')
    .map(({ shot }) => shot.code)

describe('the shot list', () => {
  it('asks for three photos before two cars leave the road, in the order they are taken', () => {
    const due = shotList(scene, shotRows).filter(({ shot }) => shot.phase === 'before-clearing')
    expect(due.map(({ shot, subjectId }) => [shot.code, subjectId])).toEqual([
      ['front-overview', null],
      ['rear-overview', null],
      ['contact-close-up', 'c1'],
    ])
  })

  it('lets the road be cleared as soon as the minimum is there, and not on a rejected photo', () => {
    const list = shotList(scene, shotRows)
    const taken = [photo('front-overview'), photo('rear-overview'), photo('contact-close-up', 'c1')]
    const rejected = { ...photo('contact-close-up', 'c1'), accepted: false }
    expect(beforeClearing(list, taken.slice(0, 2))).toEqual(['contact-close-up'])
    expect(beforeClearing(list, [...taken.slice(0, 2), rejected])).toEqual(['contact-close-up'])
    expect(beforeClearing(list, taken)).toEqual([])
    expect(missingShots(list, taken).map(({ shot, subjectId }) => `${shot.code} ${subjectId}`)).toEqual([
      'vehicle-plate v1',
      'vehicle-plate v2',
    ])
  })

  it('wants each contact of a chain and the object of a single vehicle', () => {
    const chain = shotList({ ...scene, situation: 'chain', contactIds: ['c1', 'c2'] }, shotRows)
    expect(chain.filter(({ shot }) => shot.code === 'contact-close-up').map(({ subjectId }) => subjectId)).toEqual([
      'c1',
      'c2',
    ])
    const single = shotList({ ...scene, situation: 'single', contactIds: [] }, shotRows)
    expect(single.map(({ shot }) => shot.code)).toContain('object-close-up')
    expect([1, 2, 3].map(situationOf)).toEqual(['single', 'two-car', 'chain'])
  })

  it('sends nobody into an expressway lane with a camera', () => {
    const list = shotList({ ...scene, expressway: true }, shotRows)
    expect(list.every(({ shot }) => shot.phase === 'after-clearing')).toBe(true)
    expect(beforeClearing(list, [])).toEqual([])
  })

  it("prefers a city's own row to the general one", () => {
    const own = shotRows
      .filter(({ code }) => code === 'road-marks')
      .map((row) => ({ ...row, cityCode: '230600', phase: 'before-clearing' as const, required: true }))
    const marks = shotList(scene, [...shotRows, ...own]).filter(({ shot }) => shot.code === 'road-marks')
    expect(marks.map(({ shot }) => shot.phase)).toEqual(['before-clearing'])
  })
})
