import { describe, expect, it } from 'vitest'
import type { Quad } from '../../geometry.ts'
import { mergeTiles } from './merge-tiles.ts'

function text(left: number, top: number, width: number, height: number) {
  const quad: Quad = [
    [left, top],
    [left + width, top],
    [left + width, top + height],
    [left, top + height],
  ]
  return { quad, score: 0.9, fill: 1 }
}

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
