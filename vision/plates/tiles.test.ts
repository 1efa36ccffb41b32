import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Quad } from '../geometry.ts'
import { mergeTiles, tilesOf } from './tiles.ts'

const side = fc.integer({ min: 1, max: 4000 })

function text(left: number, top: number, width: number, height: number) {
  const quad: Quad = [
    [left, top],
    [left + width, top],
    [left + width, top + height],
    [left, top + height],
  ]
  return { quad, score: 0.9, fill: 1 }
}

describe('tilesOf', () => {
  it('looks at a raster that is small enough as a whole', () => {
    expect(tilesOf({ width: 736, height: 552 }, 736, 192)).toEqual([{ left: 0, top: 0, width: 736, height: 552 }])
  })

  it('covers 1280 x 960 with four tiles that share what a plate needs', () => {
    expect(tilesOf({ width: 1280, height: 960 }, 736, 192)).toEqual([
      { left: 0, top: 0, width: 736, height: 576 },
      { left: 544, top: 0, width: 736, height: 576 },
      { left: 0, top: 384, width: 736, height: 576 },
      { left: 544, top: 384, width: 736, height: 576 },
    ])
  })

  it('shows anything no longer than the shared width whole in some tile, and no tile beyond the raster or the bound', () => {
    fc.assert(
      fc.property(side, fc.nat(), (width, at) => {
        const tiles = tilesOf({ width, height: 100 }, 736, 192)
        const from = at % Math.max(1, width - 192)
        const to = Math.min(width, from + 192)
        expect(tiles.some(({ left, width: length }) => left <= from && left + length >= to)).toBe(true)
        for (const { left, width: length } of tiles) {
          expect(left).toBeGreaterThanOrEqual(0)
          expect(left + length).toBeLessThanOrEqual(width)
          expect(length).toBeLessThanOrEqual(736)
        }
      }),
    )
  })
})

describe('mergeTiles', () => {
  it('keeps a box once that two tiles show', () => {
    const box = text(600, 100, 90, 30)
    expect(mergeTiles([[box], [{ ...box }]])).toEqual([box])
  })

  it('keeps the whole box instead of the piece that a tile cut off', () => {
    const whole = text(700, 100, 100, 30)
    const piece = text(700, 100, 36, 30)
    expect(mergeTiles([[piece], [whole]])).toEqual([whole])
    expect(mergeTiles([[whole], [piece]])).toEqual([whole])
  })

  it('leaves boxes of one tile alone, and neighbours that only touch', () => {
    const [a, b, c] = [text(0, 0, 100, 30), text(10, 5, 40, 20), text(95, 0, 100, 30)]
    expect(mergeTiles([[a, b], [c]])).toEqual([a, b, c])
  })
})
