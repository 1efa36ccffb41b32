import { describe, expect, it } from 'vitest'
import { countRegions } from './text-lines.ts'

/** A map of 40 x 20 with filled rectangles: left, top, width, height. */
function map(...lines: [number, number, number, number][]): Float32Array {
  const values = new Float32Array(40 * 20)
  for (const [left, top, width, height] of lines) {
    for (let y = top; y < top + height; y++) values.fill(0.8, y * 40 + left, y * 40 + left + width)
  }
  return values
}

describe('countRegions', () => {
  it('counts what hangs together as one line, and specks not at all', () => {
    expect(countRegions(map([2, 2, 30, 2], [2, 6, 10, 3], [12, 8, 10, 2], [38, 18, 2, 2]), 40)).toBe(2)
  })

  it('does not join the end of one row of the map to the start of the next', () => {
    expect(countRegions(map([20, 4, 20, 1], [0, 5, 20, 1]), 40)).toBe(2)
  })
})
