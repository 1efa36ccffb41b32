/**
 * Long loops over a photo in WebAssembly, whose vector instructions take a tenth of the time of the same loops in JavaScript. Source:
 * assembly/index.ts; `npm run build:kernels` makes kernels.wasm of it.
 */
import { readFileSync } from 'node:fs'
import type { Raster } from '../raster.ts'

/** Pointers are bytes of `memory`. */
interface Kernels {
  halve(source: number, width: number, target: number, targetWidth: number, targetHeight: number): void
  tileSums(source: number, width: number, height: number, burnt: number, target: number): void
  histogram(source: number, width: number, height: number, counts: number): void
  project(lines: number, rows: number, others: number, count: number, target: number): void
}

/** The part of the standard that is used here; TypeScript knows it for browsers only. */
declare const WebAssembly: {
  Memory: new (size: { initial: number }) => { readonly buffer: ArrayBuffer; grow(pages: number): number }
  Module: new (bytes: Uint8Array) => object
  Instance: new (module: object, imports: object) => { readonly exports: unknown }
}

const pageBytes = 65_536
/** Kernels may touch so much beyond a picture. */
const slackBytes = 64
/** The picture stands behind the slack, its results behind it and another slack. Calls do not wait in the middle, so one memory does for all. */
const source = slackBytes

const memory = new WebAssembly.Memory({ initial: 1 })
const kernels = new WebAssembly.Instance(
  new WebAssembly.Module(readFileSync(new URL('kernels.wasm', import.meta.url))),
  { env: { memory } },
).exports as Kernels

/** Half the width and height, each pixel the mean of four; the last column or row of an odd number is left out. At least 2 x 2 pixels. */
export function halve(raster: Raster): Raster {
  const [width, height] = [raster.width >> 1, raster.height >> 1]
  const target = load(raster.pixels, width * height * 3)
  kernels.halve(source, raster.width, target, width, height)
  return { pixels: new Uint8Array(memory.buffer, target, width * height * 3).slice(), width, height }
}

/** Side of a tile in pixels, and how many of them are counted for its Laplacians and for its burnt pixels: those of every fourth row. */
export const tileSide = 32
export const tileCounts = { laplacians: 8 * 30, burnt: 8 * 32 } as const

export interface TileSums {
  /** Of the four-neighbour Laplacian of green: it holds most of the brightness. */
  readonly sum: number
  readonly squares: number
  /** Pixels as bright as asked, or brighter. */
  readonly burnt: number
}

/** Of every whole tile of a raster, rows first. `burntFrom`: a brightness. */
export function tileSums(raster: Raster, burntFrom: number): TileSums[] {
  const count = Math.floor(raster.width / tileSide) * Math.floor(raster.height / tileSide)
  const target = load(raster.pixels, count * 12)
  kernels.tileSums(source, raster.width, raster.height, burntFrom, target)
  const sums = new Int32Array(memory.buffer, target, count * 3)
  return Array.from({ length: count }, (_, tile) => ({
    sum: sums[tile * 3] as number,
    squares: sums[tile * 3 + 1] as number,
    burnt: sums[tile * 3 + 2] as number,
  }))
}

/** How often each brightness, 0 to 255, occurs among every third pixel each way. */
export function histogram(raster: Raster): Uint32Array {
  const target = load(raster.pixels, 1024)
  new Uint8Array(memory.buffer, target, 1024).fill(0)
  kernels.histogram(source, raster.width, raster.height, target)
  return new Uint32Array(memory.buffer, target, 256).slice()
}

/** Doubles in a line that `project` takes. */
export const lineLength = 64

/** The product of each of some lines with each of others: result[other * lines + line]. */
export function project(lines: Float64Array, others: Float64Array): Float64Array {
  const [rows, count] = [lines.length / lineLength, others.length / lineLength]
  const target = load(lines, others.byteLength + rows * count * 8)
  new Float64Array(memory.buffer, target, others.length).set(others)
  kernels.project(source, rows, target, count, target + others.byteLength)
  return new Float64Array(memory.buffer, target + others.byteLength, rows * count).slice()
}

/** Copies an array to `source` and answers where `resultBytes` bytes of results have room, on a multiple of 8. */
function load(array: Uint8Array | Float64Array, resultBytes: number): number {
  const target = Math.ceil((source + array.byteLength + slackBytes) / 8) * 8
  const missing = target + resultBytes + slackBytes - memory.buffer.byteLength
  if (missing > 0) memory.grow(Math.ceil(missing / pageBytes))
  new Uint8Array(memory.buffer).set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), source)
  return target
}
