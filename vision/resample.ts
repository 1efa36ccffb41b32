/** A part of a raster at another size. */
import { halve } from './kernels/kernels.ts'
import type { Raster } from './raster.ts'
import { type Tile, wholeTile } from './tiles.ts'

/** Interleaved bytes of whole rows, of which the upper left `width` x `height` pixels are to be filled. */
interface Target {
  readonly data: Uint8Array
  /** Pixels of a whole row. */
  readonly stride: number
  readonly width: number
  readonly height: number
}

/**
 * Interleaved bytes of `width` x `height`, not to be written to, the tile `factor` times its size in their upper left corner and black beyond. Bilinear, which takes 2 x 2
 * pixels of the source for each of the target: at a factor of a half that is their mean.
 */
export function resample(raster: Raster, tile: Tile, factor: number, width: number, height: number): Uint8Array {
  const isWhole = tile.width === width && tile.height === height && width === raster.width && height === raster.height
  if (factor === 1 && isWhole) return raster.pixels
  const data = new Uint8Array(width * height * 3)
  const fitting = (length: number, most: number) => Math.max(1, Math.min(most, Math.floor(length * factor)))
  const target = { data, stride: width, width: fitting(tile.width, width), height: fitting(tile.height, height) }
  if (factor === 1) copy(raster, tile, target)
  else interpolate(raster, tile, { x: factor, y: factor }, target)
  return data
}

const halves = new WeakMap<Raster, Raster>()

/** A raster at half its size, each pixel the mean of four. Kept as long as the raster: the detector and the fingerprint go by it. */
export function halved(raster: Raster): Raster {
  const known = halves.get(raster)
  if (known) return known
  const half = raster.width > 1 && raster.height > 1 ? halve(raster) : shortened(raster)
  halves.set(raster, half)
  return half
}

/** Half of a line of pixels, which has no second row or column to take the mean with. */
function shortened(line: Raster): Raster {
  const [width, height] = [Math.ceil(line.width / 2), Math.ceil(line.height / 2)]
  return { pixels: resample(line, wholeTile(line), 0.5, width, height), width, height }
}

/** Halved as often as it takes to bring the long side below `longSide`. */
export function halvedBelow(raster: Raster, longSide: number): Raster {
  return Math.max(raster.width, raster.height) < longSide ? raster : halvedBelow(halved(raster), longSide)
}

/** What the models that look at whole photos have in common: both sides of what they see are multiples of this. */
const stride = 32

/**
 * All of a raster about `factor` times its size, stretched a little so that both sides are multiples of 32; bilinear of 2 x 2 pixels, however much
 * smaller that is.
 */
export function stretched(raster: Raster, factor: number): Raster {
  const [width, height] = [multipleOfStride(raster.width * factor), multipleOfStride(raster.height * factor)]
  const pixels = new Uint8Array(width * height * 3)
  const perPixel = { x: width / raster.width, y: height / raster.height }
  interpolate(raster, wholeTile(raster), perPixel, { data: pixels, stride: width, width, height })
  return { pixels, width, height }
}

function multipleOfStride(length: number): number {
  return Math.max(1, Math.round(length / stride)) * stride
}

function copy(raster: Raster, { left, top }: Tile, { data, stride, width, height }: Target): void {
  for (let y = 0; y < height; y++) {
    const from = ((top + y) * raster.width + left) * 3
    data.set(raster.pixels.subarray(from, from + width * 3), y * stride * 3)
  }
}

function interpolate(raster: Raster, tile: Tile, factor: { x: number; y: number }, target: Target): void {
  const columns = positions(tile.left, tile.width, factor.x, target.width)
  const rows = positions(tile.top, tile.height, factor.y, target.height)
  // Neighbouring rows of the target share rows of the source: each is stretched once.
  let upper = { row: -1, values: new Int32Array(target.width * 3) }
  let lower = { row: -1, values: new Int32Array(target.width * 3) }
  for (let y = 0; y < target.height; y++) {
    const row = rows.low[y] as number
    if (lower.row === row) [upper, lower] = [lower, upper]
    stretch(raster, row, columns, upper)
    stretch(raster, row + (rows.step[y] as number), columns, lower)
    blend(upper.values, lower.values, rows.fraction[y] as number, target.data, y * target.stride * 3)
  }
}

/** One row of the source at the target's width, in 256ths; nothing to do where it is there already. */
function stretch(
  { pixels, width }: Raster,
  row: number,
  columns: Positions,
  into: { row: number; values: Int32Array },
): void {
  if (into.row === row) return
  into.row = row
  const { values } = into
  const { low, step, fraction } = columns
  const start = row * width
  for (let x = 0, out = 0; x < low.length; x++, out += 3) {
    const here = (start + (low[x] as number)) * 3
    const next = here + (step[x] as number) * 3
    const far = fraction[x] as number
    const near = 256 - far
    values[out] = (pixels[here] as number) * near + (pixels[next] as number) * far
    values[out + 1] = (pixels[here + 1] as number) * near + (pixels[next + 1] as number) * far
    values[out + 2] = (pixels[here + 2] as number) * near + (pixels[next + 2] as number) * far
  }
}

function blend(upper: Int32Array, lower: Int32Array, far: number, data: Uint8Array, from: number): void {
  const near = 256 - far
  for (let i = 0; i < upper.length; i++) {
    data[from + i] = ((upper[i] as number) * near + (lower[i] as number) * far + 32768) >> 16
  }
}

interface Positions {
  readonly low: Int32Array
  readonly step: Uint8Array
  /** In 256ths. */
  readonly fraction: Int32Array
}

/** `from`, `length`: the span of the raster of which `target` pixels, 1 / `factor` apart, are shown. */
function positions(from: number, length: number, factor: number, target: number): Positions {
  const found = { low: new Int32Array(target), step: new Uint8Array(target), fraction: new Int32Array(target) }
  for (let i = 0; i < target; i++) {
    const at = Math.min(Math.max((i + 0.5) / factor - 0.5, 0), length - 1)
    const low = Math.floor(at)
    found.low[i] = from + low
    found.step[i] = low + 1 < length ? 1 : 0
    found.fraction[i] = Math.round((at - low) * 256)
  }
  return found
}
