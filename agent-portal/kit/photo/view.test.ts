import { describe, expect, it } from 'vitest'
import { fit, frame, moveBy, type View, zoomAt } from './view.ts'

const photo = { width: 4000, height: 3000 }
const stage = { width: 800, height: 800 }
const whole = fit(photo, stage)

/** The photo pixel that is drawn at a point of the stage. */
const under = (view: View, x: number, y: number) => [(x - view.x) / view.scale, (y - view.y) / view.scale]

describe('the view of a photo', () => {
  it('starts with all of it, centred', () => {
    expect(whole).toEqual({ scale: 0.2, x: 0, y: 100 })
  })

  it('keeps the pixel under the pointer where it is while zooming', () => {
    const near = zoomAt(whole, [400, 400], 4, photo, stage)
    const nearer = zoomAt(near, [300, 500], 1.5, photo, stage)
    expect(nearer.scale).toBeCloseTo(1.2)
    expect(under(nearer, 300, 500)).toEqual(under(near, 300, 500).map((value) => expect.closeTo(value, 6)))
  })

  it('never becomes smaller than the whole photo nor larger than eight screen pixels per photo pixel', () => {
    expect(zoomAt(whole, [10, 10], 0.1, photo, stage)).toEqual(whole)
    expect(zoomAt(whole, [10, 10], 1e6, photo, stage).scale).toBe(8)
  })

  it('does not let the photo be pushed out of sight', () => {
    const near = zoomAt(whole, [400, 400], 10, photo, stage)
    expect(moveBy(near, 1e6, 1e6, photo, stage)).toMatchObject({ x: 0, y: 0 })
    expect(moveBy(near, -1e6, -1e6, photo, stage)).toMatchObject({ x: 800 - 8000, y: 800 - 6000 })
    expect(moveBy(whole, 50, 50, photo, stage)).toEqual(whole)
  })

  it('brings a plate to the middle at a third of the width', () => {
    const view = frame(
      [
        [1900, 1480],
        [2100, 1480],
        [2100, 1540],
        [1900, 1540],
      ],
      photo,
      stage,
    )
    expect(view.scale * 200).toBeCloseTo(800 / 3)
    expect(under(view, 400, 400)).toEqual([expect.closeTo(2000, 6), expect.closeTo(1510, 6)])
  })
})
