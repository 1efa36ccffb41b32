/** A part of a raster at another size. */
import type { Raster } from '../../raster.ts'
import type { Tile } from '../tiles.ts'

/** Interleaved bytes of `width` x `height`; bilinear, which takes 2 x 2 pixels of the source for each of the target. */
export function resample(raster: Raster, tile: Tile, width: number, height: number): Uint8Array {
  const { pixels } = raster
  const data = new Uint8Array(width * height * 3)
  const columns = positions(tile.left, tile.width, width)
  const rows = positions(tile.top, tile.height, height)
  for (let y = 0, out = 0; y < height; y++) {
    const row = (rows.low[y] as number) * raster.width
    const down = (rows.step[y] as number) * raster.width * 3
    const fy = rows.fraction[y] as number
    for (let x = 0; x < width; x++) {
      const at = (row + (columns.low[x] as number)) * 3
      const right = (columns.step[x] as number) * 3
      const fx = columns.fraction[x] as number
      for (let i = at; i < at + 3; i++, out++) {
        const top = (pixels[i] as number) * (256 - fx) + (pixels[i + right] as number) * fx
        const bottom = (pixels[i + down] as number) * (256 - fx) + (pixels[i + down + right] as number) * fx
        data[out] = (top * (256 - fy) + bottom * fy + 32768) >> 16
      }
    }
  }
  return data
}

interface Positions {
  readonly low: Int32Array
  readonly step: Uint8Array
  /** In 256ths. */
  readonly fraction: Int32Array
}

/** `from`, `length`: the span of the raster that `target` pixels show. */
function positions(from: number, length: number, target: number): Positions {
  const found = { low: new Int32Array(target), step: new Uint8Array(target), fraction: new Int32Array(target) }
  for (let i = 0; i < target; i++) {
    const at = Math.min(Math.max(((i + 0.5) * length) / target - 0.5, 0), length - 1)
    const low = Math.floor(at)
    found.low[i] = from + low
    found.step[i] = low + 1 < length ? 1 : 0
    found.fraction[i] = Math.round((at - low) * 256)
  }
  return found
}
