import type { Raster } from '../raster.ts'

const brightFrom = 150
const maxSpread = 40
const step = 4

/** Share of pixels that are bright and grey, as paper in daylight is. Every fourth pixel each way is enough. */
export function paperShare({ pixels, width, height }: Raster): number {
  let [paper, count] = [0, 0]
  for (let y = 0; y < height; y += step) {
    for (let x = 0; x < width; x += step) {
      const i = (y * width + x) * 3
      const [r, g, b] = [pixels[i] as number, pixels[i + 1] as number, pixels[i + 2] as number]
      if (Math.min(r, g, b) >= brightFrom && Math.max(r, g, b) - Math.min(r, g, b) <= maxSpread) paper++
      count++
    }
  }
  return count > 0 ? paper / count : 0
}
