/** Reading a raster between its pixels. */
import type { Raster } from '../raster.ts'

/** Adds the colour at x, y (the middle of the first pixel is 0, 0) to `sum`; beyond the raster the edge pixel repeats. */
export function addBilinear(
  { pixels, width, height }: Raster,
  x: number,
  y: number,
  sum: [number, number, number],
): void {
  const cx = Math.min(Math.max(x, 0), width - 1.001)
  const cy = Math.min(Math.max(y, 0), height - 1.001)
  const x0 = Math.max(0, Math.floor(cx))
  const y0 = Math.max(0, Math.floor(cy))
  const fx = cx - x0
  const fy = cy - y0
  const right = x0 + 1 < width ? 3 : 0
  const down = y0 + 1 < height ? width * 3 : 0
  const at = (y0 * width + x0) * 3
  for (let c = 0; c < 3; c++) {
    const i = at + c
    const top = (pixels[i] as number) * (1 - fx) + (pixels[i + right] as number) * fx
    const bottom = (pixels[i + down] as number) * (1 - fx) + (pixels[i + down + right] as number) * fx
    sum[c as 0 | 1 | 2] += top * (1 - fy) + bottom * fy
  }
}
