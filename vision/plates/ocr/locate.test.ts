import ort from 'onnxruntime-node'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { decodePhoto } from '../../decode.ts'
import type { OcrModels } from '../../models/ocr.ts'
import type { Model } from '../../models/sessions.ts'
import { createOcrReader } from './locate.ts'

/** A detector that sees no text anywhere, and the long sides of what it was shown. */
function blindDetector(): { models: OcrModels; shown: number[] } {
  const shown: number[] = []
  const run: Model['run'] = async (feeds) => {
    const [, , height = 0, width = 0] = (feeds.x as ort.Tensor).dims
    shown.push(Math.max(height, width))
    return { 'sigmoid_0.tmp_0': new ort.Tensor('float32', new Float32Array(height * width), [1, 1, height, width]) }
  }
  const detector = { run }
  return { models: { detector, recogniser: detector, dictionary: [], versions: [], totalBytes: 0 }, shown }
}

describe('createOcrReader', () => {
  // The memory of a child hangs on it (README.md, Memory).
  it.each([
    [1, 1],
    [2, 9],
    [31, 40],
    [160, 90],
    [4000, 3000],
  ])('shows the detector no more than 768 px at once of a photo of %i x %i', async (width, height) => {
    const bytes = await sharp({ create: { width, height, channels: 3, background: 'grey' } })
      .png()
      .toBuffer()
    const photo = await decodePhoto(bytes, { maxPixels: 60_000_000 })
    const { models, shown } = blindDetector()
    const { plates } = await createOcrReader(models).findPlates(photo)
    expect(plates).toEqual([])
    expect(Math.max(...shown)).toBeLessThanOrEqual(768)
  })
})
