import ort from 'onnxruntime-node'
import { describe, expect, it } from 'vitest'
import type { Quad } from '../geometry.ts'
import type { Model } from '../models/sessions.ts'
import type { Detection } from './detect-plates.ts'
import { refineCorners } from './refine.ts'

const raster = { pixels: new Uint8Array(640 * 480 * 3), width: 640, height: 480 }
const view = { raster, scale: 0.5 }
const level: Quad = [
  [200, 100],
  [360, 100],
  [360, 150],
  [200, 150],
]
/** Its rows run uphill, its uprights stay upright. */
const slanted: Quad = [
  [200, 260],
  [360, 100],
  [360, 151],
  [200, 311],
]

const detection = (quad: Quad, score: number): Detection => ({ quad, score, rows: 1, colour: 'blue' })

/** Answers one plate at a time, its corners in pixels of what it is shown, in this order; then none. */
function answering(...plates: { score: number; quad: Quad }[]): { model: Model; looks: () => number } {
  let looks = 0
  const run: Model['run'] = () => {
    const plate = plates[looks++]
    const cell = plate ? [plate.score, ...plate.quad.flat(), 0.1, 0.9, 0.02, 0.02, 0.02, 0.02, 0.02] : []
    return Promise.resolve({ cells: new ort.Tensor('float32', Float32Array.from(cell), [1, plate ? 1 : 0, 16]) })
  }
  return { model: { run }, looks: () => looks }
}

/** The plate of `level` where the closer look has it: 80 px wide in the middle of 160 x 96. */
const inMiddle: Quad = [
  [40, 35.5],
  [120, 35.5],
  [120, 60.5],
  [40, 60.5],
]

describe('refineCorners', () => {
  it('tells corners as the closer look has them', async () => {
    const { model } = answering({ score: 0.6, quad: inMiddle })
    const [refined] = await refineCorners(model, view, [detection(level, 0.9)])
    expect(refined?.score).toBe(0.9)
    refined?.quad.flat().forEach((at, i) => expect(Math.abs(at - (level.flat()[i] as number))).toBeLessThan(2))
  })

  it.each([
    ['found again', 0.4, 0.46, 1],
    ['found again, both times hardly', 0.4, 0.44, 0],
    ['clear, though not found again', 0.75, null, 1],
    ['not clear and not found again', 0.65, null, 0],
  ])('keeps what is worth reading: %s', async (_, first, again, kept) => {
    const { model } = answering(...(again === null ? [] : [{ score: again, quad: inMiddle }]))
    expect(await refineCorners(model, view, [detection(level, first)])).toHaveLength(kept)
  })

  it('looks twice more at a plate seen from far to the side, set upright', async () => {
    const moved = inMiddle.map(([x, y]) => [x + 8, y]) as unknown as Quad
    const { model, looks } = answering(
      {
        score: 0.9,
        quad: [
          [0, 0],
          [0, 0],
          [0, 0],
          [0, 0],
        ],
      },
      { score: 0.9, quad: moved },
    )
    const [refined] = await refineCorners(model, view, [detection(slanted, 0.9)])
    expect(looks()).toBe(3)
    // Eight of eighty pixels along the plate: a tenth of its way uphill.
    const expected = slanted.map(([x, y]) => [x + 16, y - 16])
    refined?.quad.flat().forEach((at, i) => expect(at).toBeCloseTo(expected.flat()[i] as number, 0))
  })

  it('leaves a slanted plate as it was where nothing is seen in it upright', async () => {
    const { model, looks } = answering()
    expect(await refineCorners(model, view, [detection(slanted, 0.9)])).toEqual([detection(slanted, 0.9)])
    expect(looks()).toBe(3)
  })

  it('takes one look at a plate that hangs level', async () => {
    const { model, looks } = answering({ score: 0.9, quad: inMiddle })
    await refineCorners(model, view, [detection(level, 0.9)])
    expect(looks()).toBe(1)
  })
})
