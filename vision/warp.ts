/** Pictures seen through a quadrilateral, as if from straight ahead. */
import { type Quad, quadHeight, unitSquareTo } from './geometry.ts'
import type { Raster } from './raster.ts'

/**
 * Fills `width` columns of `target` from `left` on with what lies inside `source` (pixels of `raster`, edge to edge). Bilinear, with up to 3 x 3 samples
 * for each pixel where the source is finer than the target; beyond the raster the edge pixel repeats. The hottest loop of our own: plain numbers, no
 * allocation.
 */
export function warpInto(target: Raster, left: number, width: number, raster: Raster, source: Quad): void {
  const { a, b, c, d, e, f, g, h } = unitSquareTo(source)
  const samples = Math.max(1, Math.min(3, Math.round(quadHeight(source) / target.height)))
  const weight = 1 / (samples * samples)
  const { pixels } = raster
  const [mostX, mostY, stride] = [raster.width - 1.001, raster.height - 1.001, raster.width * 3]
  const toRight = raster.width > 1 ? 3 : 0
  const toBelow = raster.height > 1 ? stride : 0
  for (let y = 0; y < target.height; y++) {
    for (let x = 0; x < width; x++) {
      let red = 0.5
      let green = 0.5
      let blue = 0.5
      for (let s = 0; s < samples * samples; s++) {
        const u = (x + ((s % samples) + 0.5) / samples) / width
        const v = (y + (Math.floor(s / samples) + 0.5) / samples) / target.height
        const w = 1 / (g * u + h * v + 1)
        const px = Math.max(0, Math.min((a * u + b * v + c) * w - 0.5, mostX))
        const py = Math.max(0, Math.min((d * u + e * v + f) * w - 0.5, mostY))
        const [x0, y0] = [Math.floor(px), Math.floor(py)]
        const [fx, fy] = [px - x0, py - y0]
        const here = y0 * stride + x0 * 3
        const below = here + toBelow
        const p00 = (1 - fx) * (1 - fy) * weight
        const p10 = fx * (1 - fy) * weight
        const p01 = (1 - fx) * fy * weight
        const p11 = fx * fy * weight
        red +=
          at(pixels, here) * p00 +
          at(pixels, here + toRight) * p10 +
          at(pixels, below) * p01 +
          at(pixels, below + toRight) * p11
        green +=
          at(pixels, here + 1) * p00 +
          at(pixels, here + toRight + 1) * p10 +
          at(pixels, below + 1) * p01 +
          at(pixels, below + toRight + 1) * p11
        blue +=
          at(pixels, here + 2) * p00 +
          at(pixels, here + toRight + 2) * p10 +
          at(pixels, below + 2) * p01 +
          at(pixels, below + toRight + 2) * p11
      }
      const out = (y * target.width + left + x) * 3
      target.pixels[out] = red
      target.pixels[out + 1] = green
      target.pixels[out + 2] = blue
    }
  }
}

function at(pixels: Uint8Array, index: number): number {
  return pixels[index] as number
}
