import { describe, expect, it } from 'vitest'
import { type Quad, quadHeight, quadWidth } from '../../geometry.ts'
import { plateCandidates } from './candidates.ts'
import type { RegionBox } from './region-boxes.ts'

const limit = 12

function upright(left: number, top: number, width: number, height: number): Quad {
  return [
    [left, top],
    [left + width, top],
    [left + width, top + height],
    [left, top + height],
  ]
}

const text = (quad: Quad, score = 0.9): RegionBox => ({ quad, score, fill: 1 })

describe('plateCandidates', () => {
  it('takes a line of a plate’s proportions as it is', () => {
    const quad = upright(100, 100, 132, 42)
    expect(plateCandidates([text(quad)], limit)).toEqual([{ lines: [quad], quad, score: 0.9 }])
  })

  it.each([
    ['a banner', upright(0, 0, 600, 40)],
    ['a column of text', upright(0, 0, 40, 90)],
    ['a line too low to be read', upright(0, 0, 40, 5)],
  ])('leaves out %s', (_, quad) => {
    expect(plateCandidates([text(quad)], limit)).toEqual([])
  })

  it('leaves out a line that stands on end', () => {
    const [tl, tr, br, bl] = upright(100, 100, 40, 132)
    expect(plateCandidates([text([tr, br, bl, tl])], limit)).toEqual([])
  })

  it('pairs a short line over a longer one as the two rows of one plate, beside each line by itself', () => {
    const upper = upright(142, 100, 110, 30)
    const lower = upright(100, 136, 196, 50)
    const candidates = plateCandidates([text(lower), text(upper, 0.7)], limit)
    expect(candidates).toHaveLength(3)
    const [pair] = candidates.filter(({ lines }) => lines.length === 2)
    expect(pair?.lines).toEqual([upper, lower])
    expect(pair?.score).toBe(0.7)
    expect(quadWidth(pair?.quad ?? upper)).toBeCloseTo(196)
    expect(quadHeight(pair?.quad ?? upper)).toBeCloseTo(86, 0)
  })

  it.each([
    ['beside it', upright(300, 100, 110, 30)],
    ['far above it', upright(142, 10, 110, 30)],
    ['as long as it', upright(100, 100, 196, 30)],
  ])('does not pair a line with one %s', (_, upper) => {
    const candidates = plateCandidates([text(upright(100, 136, 196, 50)), text(upper)], limit)
    expect(candidates.every(({ lines }) => lines.length === 1)).toBe(true)
  })

  it('keeps the likeliest within the limit: sure before doubtful, large before small', () => {
    const small = text(upright(0, 0, 60, 20))
    const large = text(upright(0, 100, 180, 60))
    const doubtful = text(upright(0, 200, 180, 60), 0.4)
    const candidates = plateCandidates([doubtful, small, large], 2)
    expect(candidates.map(({ quad }) => quad)).toEqual([large.quad, small.quad])
  })
})
