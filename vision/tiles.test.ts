import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tilesOf } from './tiles.ts'

const side = fc.integer({ min: 1, max: 4000 })

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
