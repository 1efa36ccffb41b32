/** Finds text: the PP-OCRv4 detector on the working raster. */
import ort from 'onnxruntime-node'
import { mapQuad } from '../geometry.ts'
import type { Model } from '../models/sessions.ts'
import type { Raster, View } from '../raster.ts'
import { stretched } from '../resample.ts'
import { type RegionBox, regionBoxes } from './region-boxes.ts'

/** The detector was trained on blue-green-red input with ImageNet's mean and deviation in that order. */
const mean = [0.485, 0.456, 0.406] as const
const deviation = [0.229, 0.224, 0.225] as const

/** PP-OCR's own setting is 1.5 to 1.6: the map marks the core of a line. */
const unclipRatio = 1.6

/**
 * Boxes in pixels of the photo. `factor`: size at which to look, in pixels of the detector per pixel of the raster; larger finds smaller text. Time and
 * memory grow with its square.
 */
export async function detectText(detector: Model, { raster, scale }: View, factor: number): Promise<RegionBox[]> {
  const seen = stretched(raster, factor)
  const x = new ort.Tensor('float32', normalised(seen), [1, 3, seen.height, seen.width])
  const map = (await detector.run({ x }))['sigmoid_0.tmp_0']
  if (!map || !(map.data instanceof Float32Array)) throw new Error('the text detector did not answer a probability map')
  const perX = raster.width / seen.width / scale
  const perY = raster.height / seen.height / scale
  return regionBoxes(map.data, seen.width, seen.height, unclipRatio).map((box) => ({
    ...box,
    quad: mapQuad(box.quad, ([x, y]) => [x * perX, y * perY]),
  }))
}

/** Planar, blue first. */
function normalised({ pixels, width, height }: Raster): Float32Array {
  const plane = width * height
  const data = new Float32Array(plane * 3)
  for (let i = 0; i < plane; i++) {
    for (let c = 0; c < 3; c++) {
      const value = (pixels[i * 3 + 2 - c] as number) / 255
      data[c * plane + i] = (value - (mean[c] as number)) / (deviation[c] as number)
    }
  }
  return data
}
