import ort from 'onnxruntime-node'
import { describe, expect, it } from 'vitest'
import type { Model } from '../models/sessions.ts'
import { detectPlates } from './detect-plates.ts'

const view = { raster: { pixels: new Uint8Array(640 * 320 * 3), width: 640, height: 320 }, scale: 0.5 }

/** One cell of the model's answer about a plate of 40 x 12 px at x, y: score, corners, two rows, six colours. */
const cell = (score: number, x: number, y: number, rows = 0.1, colour = 0) => [
  score,
  ...[x, y, x + 40, y, x + 40, y + 12, x, y + 12],
  rows,
  ...Array.from({ length: 6 }, (_, i) => (i === colour ? 0.9 : 0.02)),
]

function answering(...cells: number[][]): { model: Model; shown: readonly number[][] } {
  const shown: number[][] = []
  const run: Model['run'] = (feeds) => {
    shown.push([...((feeds.photo as ort.Tensor).dims as number[])])
    return Promise.resolve({ cells: new ort.Tensor('float32', Float32Array.from(cells.flat()), [1, cells.length, 16]) })
  }
  return { model: { run }, shown }
}

describe('detectPlates', () => {
  it('answers corners in pixels of the photo, with rows and colour', async () => {
    const { model, shown } = answering(cell(0.9, 100, 50, 0.8, 1))
    const [plate] = await detectPlates(model, view, 0.5, 0.3)
    expect(shown).toEqual([[1, 160, 320, 3]])
    expect(plate).toMatchObject({ rows: 2, colour: 'yellow' })
    expect(plate?.score).toBeCloseTo(0.9)
    expect(plate?.quad[0]).toEqual([400, 200])
    expect(plate?.quad[2]).toEqual([560, 248])
  })

  it('names a plate once although several cells answer for it, the surest first', async () => {
    const { model } = answering(cell(0.5, 100, 50), cell(0.8, 102, 51), cell(0.7, 10, 10), cell(0.2, 200, 90))
    const plates = await detectPlates(model, view, 0.5, 0.3)
    expect(plates.map(({ score }) => score.toFixed(1))).toEqual(['0.8', '0.7'])
  })

  it('looks at a tile in the place where it lies', async () => {
    const { model, shown } = answering(cell(0.9, 0, 0))
    const [plate] = await detectPlates(model, view, 1, 0.3, { left: 320, top: 64, width: 320, height: 256 })
    expect(shown).toEqual([[1, 256, 320, 3]])
    expect(plate?.quad[0]).toEqual([640, 128])
  })

  it('shows the model no less than its strides need, however small the photo', async () => {
    const { model, shown } = answering()
    const dot = { raster: { pixels: new Uint8Array(3), width: 1, height: 1 }, scale: 1 }
    expect(await detectPlates(model, dot, 1, 0.3)).toEqual([])
    expect(shown).toEqual([[1, 32, 32, 3]])
  })
})
