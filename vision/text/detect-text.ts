/** Finds text: the PP-OCRv4 detector on the working raster. */
import ort from 'onnxruntime-node'
import { mapQuad } from '../geometry.ts'
import type { Model } from '../models/sessions.ts'
import type { Raster, View } from '../raster.ts'
import { type RegionBox, regionBoxes } from './region-boxes.ts'
import type { Tile } from '../plates/tiles.ts'

/** The detector was trained on blue-green-red input with ImageNet's mean and deviation in that order. */
const mean = [0.485, 0.456, 0.406] as const
const deviation = [0.229, 0.224, 0.225] as const

/** PP-OCR's own setting is 1.5 to 1.6: the map marks the core of a line. */
const unclipRatio = 1.6

/** The detector's strides add up to 32. */
const stride = 32

/**
 * Boxes in pixels of the photo. `factor`: size at which to look, in pixels of the detector per pixel of the raster; larger finds smaller text. Time and
 * memory grow with its square and with the area of `tile`, the part of the raster to look at.
 */
export async function detectText(
  detector: Model,
  { raster, scale }: View,
  factor: number,
  tile: Tile = { left: 0, top: 0, width: raster.width, height: raster.height },
): Promise<RegionBox[]> {
  const { data, width, height } = detectorInput(raster, factor, tile)
  const results = await detector.run({ x: new ort.Tensor('float32', data, [1, 3, height, width]) })
  const map = results['sigmoid_0.tmp_0']
  if (!map || !(map.data instanceof Float32Array)) throw new Error('the text detector did not answer a probability map')
  const perX = tile.width / width
  const perY = tile.height / height
  return regionBoxes(map.data, width, height, unclipRatio).map((box) => ({
    ...box,
    quad: mapQuad(box.quad, ([x, y]) => [(tile.left + x * perX) / scale, (tile.top + y * perY) / scale]),
  }))
}

/** Resized to multiples of the stride (bilinear, 2 x 2 samples when shrinking), normalised, planar, blue first. */
function detectorInput(
  raster: Raster,
  factor: number,
  tile: Tile,
): { data: Float32Array; width: number; height: number } {
  const width = Math.max(stride, Math.round((tile.width * factor) / stride) * stride)
  const height = Math.max(stride, Math.round((tile.height * factor) / stride) * stride)
  const plane = width * height
  const data = new Float32Array(plane * 3)
  const columns = samplePositions(tile.left, tile.width, width)
  const rows = samplePositions(tile.top, tile.height, height)
  const { pixels } = raster
  for (let y = 0, out = 0; y < height; y++) {
    const row = (rows.low[y] ?? 0) * raster.width
    const down = (rows.step[y] ?? 0) * raster.width * 3
    const fy = rows.fraction[y] ?? 0
    for (let x = 0; x < width; x++, out++) {
      const at = (row + (columns.low[x] ?? 0)) * 3
      const right = (columns.step[x] ?? 0) * 3
      const fx = columns.fraction[x] ?? 0
      for (let c = 0; c < 3; c++) {
        const i = at + 2 - c
        const top = (pixels[i] as number) * (1 - fx) + (pixels[i + right] as number) * fx
        const bottom = (pixels[i + down] as number) * (1 - fx) + (pixels[i + down + right] as number) * fx
        const value = (top * (1 - fy) + bottom * fy) / 255
        data[c * plane + out] = (value - (mean[c] as number)) / (deviation[c] as number)
      }
    }
  }
  return { data, width, height }
}

interface SamplePositions {
  readonly low: Int32Array
  readonly step: Uint8Array
  readonly fraction: Float32Array
}

/** `from`, `length`: the span of the raster that `target` pixels show. */
function samplePositions(from: number, length: number, target: number): SamplePositions {
  const positions = { low: new Int32Array(target), step: new Uint8Array(target), fraction: new Float32Array(target) }
  for (let i = 0; i < target; i++) {
    const at = Math.min(Math.max(((i + 0.5) * length) / target - 0.5, 0), length - 1)
    const low = Math.floor(at)
    positions.low[i] = from + low
    positions.step[i] = low + 1 < length ? 1 : 0
    positions.fraction[i] = at - low
  }
  return positions
}
