import ort from 'onnxruntime-node'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { decodePhoto } from '../decode.ts'
import type { PlateModels } from '../models/plate-models.ts'
import type { Model } from '../models/sessions.ts'
import { createPlateReader } from './locate.ts'

/** A detector that sees no plate anywhere, and the long sides of what it was shown. */
function blindDetector(): { models: PlateModels; shown: number[] } {
  const shown: number[] = []
  const run: Model['run'] = (feeds) => {
    const [, height = 0, width = 0] = (feeds.photo as ort.Tensor).dims
    shown.push(Math.max(height, width))
    return Promise.resolve({ cells: new ort.Tensor('float32', new Float32Array(0), [1, 0, 16]) })
  }
  return { models: { detector: { run }, recogniser: { run }, versions: [], totalBytes: 0 }, shown }
}

describe('createPlateReader', () => {
  // The memory of a child hangs on it (README.md, Memory).
  it.each([
    [1, 1],
    [2, 9],
    [31, 40],
    [160, 90],
    [4000, 3000],
  ])('shows the detector no more than 640 px at once of a photo of %i x %i', async (width, height) => {
    const bytes = await sharp({ create: { width, height, channels: 3, background: 'grey' } })
      .png()
      .toBuffer()
    const photo = await decodePhoto(bytes, { maxPixels: 60_000_000 })
    const { models, shown } = blindDetector()
    const { plates } = await createPlateReader(models).findPlates(photo)
    expect(plates).toEqual([])
    expect(Math.max(...shown)).toBeLessThanOrEqual(640)
  })
})

/** A detector that finds one plate in the left half of what it sees, and a recogniser that reads these characters along it. */
function seeing(text: string, corners: number[], rows: number, likelihood = 1): PlateModels {
  const cell = Float32Array.from([0.9, ...corners, rows, 0.95, 0.01, 0.01, 0.01, 0.01, 0.01])
  const detector: Model = { run: () => Promise.resolve({ cells: new ort.Tensor('float32', cell, [1, 1, 16]) }) }
  const classes = '京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新ABCDEFGHJKLMNPQRSTUVWXYZ0123456789'
  const recogniser: Model = {
    run: (feeds) => {
      const [plates = 0] = (feeds.plates as ort.Tensor).dims
      const data = new Float32Array(plates * 21 * 77)
      for (let plate = 0; plate < plates; plate++) {
        for (let step = 0; step < 21; step++) {
          const char = step % 3 === 1 ? text[(step - 1) / 3] : undefined
          data[(plate * 21 + step) * 77 + (char === undefined ? 0 : classes.indexOf(char) + 1)] = likelihood
        }
      }
      return Promise.resolve({ likelihoods: new ort.Tensor('float32', data, [plates, 21, 77]) })
    },
  }
  return { detector, recogniser, versions: [], totalBytes: 0 }
}

describe('a photo with a plate', () => {
  const photoOf = async () =>
    decodePhoto(
      await sharp({ create: { width: 320, height: 160, channels: 3, background: 'grey' } })
        .png()
        .toBuffer(),
      { maxPixels: 60_000_000 },
    )

  it('is read where the detector found it, in its colour and rows', async () => {
    const reader = createPlateReader(seeing('皖A12D45', [20, 30, 110, 30, 110, 58, 20, 58], 0.1))
    const { plates } = await reader.findPlates(await photoOf())
    expect(plates).toHaveLength(1)
    const [plate] = plates
    expect(plate).toMatchObject({ rows: 1, colour: 'blue', reading: { text: '皖A12D45' } })
    expect(plate?.reading.characters.every(({ confidence }) => confidence === 1)).toBe(true)
    expect(plate?.crop).toMatchObject({ width: 168, height: 48 })
  })

  it('is left out where what stands there is no plate', async () => {
    const reader = createPlateReader(seeing('ABCDEFG', [20, 30, 110, 30, 110, 58, 20, 58], 0.1))
    expect((await reader.findPlates(await photoOf())).plates).toEqual([])
  })

  it('is left out where every character is a guess', async () => {
    const reader = createPlateReader(seeing('皖A12D45', [20, 30, 110, 30, 110, 58, 20, 58], 0.1, 0.6))
    expect((await reader.findPlates(await photoOf())).plates).toEqual([])
  })

  it('is read as a whole where it is nothing else, without the detector', async () => {
    const models = seeing('沪BC1234', [], 0)
    const reader = createPlateReader({ ...models, detector: { run: () => Promise.reject(new Error('was asked')) } })
    const { plates } = await reader.readWholePhoto(await photoOf())
    expect(plates.map(({ reading, quad }) => [reading.text, quad[2]])).toEqual([['沪BC1234', [320, 160]]])
  })
})
