import { describe, expect, it } from 'vitest'
import type { Vehicle } from '../contract.ts'
import { type SceneScore, summariseScenes } from './scene-summary.ts'

const unlabelled = { view: null, present: null, count: null, vehicles: null }
const score = (
  labelled: Partial<SceneScore['labelled']>,
  told: Partial<NonNullable<SceneScore['told']>> | null,
): SceneScore => ({
  file: 'a.jpg',
  labelled: { ...unlabelled, ...labelled },
  told: told && { view: null, count: 0, vehicles: [], ...told },
})
const car = (left: number): Vehicle => ({ kind: 'car', score: 0.9, box: { left, top: 0, width: 100, height: 50 } })

describe('summariseScenes', () => {
  it('counts what was labelled, and leaves out what was not', () => {
    const summary = summariseScenes([
      score({ view: 'overview' }, { view: 'overview' }),
      score({ view: 'vehicle' }, { view: 'overview' }),
      score({}, { view: 'other' }),
    ])
    expect(summary.photos).toBe(3)
    expect(summary.view).toMatchObject({ hits: 1, of: 2 })
    expect(summary.perView['overview']).toMatchObject({ hit: { hits: 1, of: 1 }, right: { hits: 1, of: 2 } })
    expect(summary.vehiclesPresent).toEqual({ hit: null, falseAlarm: null })
    expect(summary.misses).toEqual([
      { file: 'a.jpg', view: { labelled: 'vehicle', told: 'overview' }, present: null, count: null },
    ])
  })

  it('tells hits from false alarms; a photo without facts is a miss and no alarm', () => {
    const { vehiclesPresent, withoutFacts } = summariseScenes([
      score({ present: true }, { count: 2 }),
      score({ present: true }, null),
      score({ present: false }, { count: 1 }),
      score({ present: false }, null),
    ])
    expect(withoutFacts).toBe(2)
    expect(vehiclesPresent).toMatchObject({ hit: { hits: 1, of: 2 }, falseAlarm: { hits: 1, of: 2 } })
  })

  it('takes 4 for 4 or more', () => {
    const { vehicleCount } = summariseScenes([
      score({ count: 4 }, { count: 11 }),
      score({ count: 4 }, { count: 3 }),
      score({ count: 1 }, { count: 3 }),
    ])
    expect(vehicleCount).toMatchObject({ withinOne: { hits: 2, of: 3 }, exact: { hits: 1, of: 3 } })
  })

  it('looks for two vehicles only where there are one or more', () => {
    const { twoVehicles } = summariseScenes([
      score({ count: 3 }, { count: 2 }),
      score({ count: 1 }, { count: 2 }),
      score({ count: 0 }, { count: 2 }),
    ])
    expect(twoVehicles).toMatchObject({ hit: { hits: 1, of: 1 }, falseAlarm: { hits: 1, of: 1 } })
  })

  it('compares the kind of what was found where a vehicle is labelled', () => {
    const vehicles = [
      { kind: 'truck', box: [0, 0, 100, 50] },
      { kind: 'car', box: [300, 0, 400, 50] },
    ] as const
    const { kind } = summariseScenes([score({ vehicles }, { vehicles: [car(10), car(290), car(600)] })])
    expect(kind).toMatchObject({ hits: 1, of: 2 })
  })
})
