import { describe, expect, it } from 'vitest'
import type { Quad } from '../geometry.ts'
import type { Raster } from '../raster.ts'
import { inputHeight, inputWidth, straighten } from './straighten.ts'

/** Red grows to the right, green downwards, a step of one per pixel. */
function ramp(width: number, height: number): Raster {
  const pixels = new Uint8Array(width * height * 3)
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) pixels.set([x, y, 7], (y * width + x) * 3)
  return { pixels, width, height }
}

const at = ({ pixels, width }: Raster, x: number, y: number) => [...pixels.subarray((y * width + x) * 3).slice(0, 3)]
const raster = ramp(200, 120)
const plate: Quad = [
  [20, 30],
  [160, 30],
  [160, 80],
  [20, 80],
]

describe('straighten', () => {
  it('fills the input with the plate from edge to edge', () => {
    const crop = straighten({ raster, scale: 1 }, plate, 1)
    expect([crop.width, crop.height]).toEqual([inputWidth, inputHeight])
    expect(at(crop, 0, 0)).toEqual([20, 30, 7])
    expect(at(crop, inputWidth - 1, inputHeight - 1)).toEqual([159, 79, 7])
  })

  it('takes corners in pixels of the photo, whatever the size of the raster', () => {
    const larger = plate.map(([x, y]) => [x * 2, y * 2]) as unknown as Quad
    expect(straighten({ raster, scale: 0.5 }, larger, 1)).toEqual(straighten({ raster, scale: 1 }, plate, 1))
  })

  it('begins at the corner where the text begins, though the plate lies on its side', () => {
    const [tl, tr, br, bl] = plate
    const crop = straighten({ raster, scale: 1 }, [tr, br, bl, tl], 1)
    expect(at(crop, 0, 0)).toEqual([158, 30, 7])
  })

  it('takes a large plate from the halved photo, a pixel for each of its own', () => {
    const photo = ramp(250, 200)
    const large: Quad = [
      [-100, 20],
      [250, 20],
      [250, 180],
      [-100, 180],
    ]
    const crop = straighten({ raster: photo, scale: 1 }, large, 1)
    expect(at(crop, inputWidth - 1, inputHeight - 1)).toEqual([249, 178, 7])
    expect(at(crop, 0, 0)).toEqual([1, 22, 7])
  })

  it('lays two rows side by side, the upper one first, both with some of what lies between', () => {
    const crop = straighten({ raster, scale: 1 }, plate, 2)
    const [left, , ...rest] = [at(crop, 0, 0), at(crop, 0, inputHeight - 1), at(crop, 60, 0)]
    expect(left).toEqual([37, 30, 7])
    expect(at(crop, 59, inputHeight - 1)[1]).toBeGreaterThan(50)
    expect(rest[0]?.[0]).toBe(20)
    expect(rest[0]?.[1]).toBeLessThan(50)
    expect(at(crop, inputWidth - 1, inputHeight - 1)).toEqual([159, 79, 7])
  })

  it('repeats the edge where the plate leaves the photo', () => {
    const out = plate.map(([x, y]) => [x - 100, y]) as unknown as Quad
    expect(at(straighten({ raster, scale: 1 }, out, 1), 0, 0)).toEqual([0, 30, 7])
  })
})
