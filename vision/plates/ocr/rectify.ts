/** Cuts a plate out of the photo by its four corners, as if seen from straight ahead. */
import { type Quad, quadHeight, quadWidth, scaleQuad, unitSquareTo } from '../../geometry.ts'
import type { Raster, View } from '../../raster.ts'

/** A straightened crop and where it came from. */
export interface Crop extends Raster {
  readonly quad: Quad
}

/**
 * Projective resampling of `quad` to `height` rows at the quad's own proportions, at most `maxWidth` columns. Bilinear, with up to
 * 3 x 3 samples for each pixel where the source is finer than the target. Beyond the raster the edge pixel repeats.
 */
export function rectify({ raster, scale }: View, quad: Quad, height: number, maxWidth: number): Crop {
  const source = scaleQuad(quad, scale)
  const sourceHeight = Math.max(1, quadHeight(source))
  const width = Math.max(8, Math.min(maxWidth, Math.round((height * quadWidth(source)) / sourceHeight)))
  const toSource = unitSquareTo(source)
  const samples = Math.max(1, Math.min(3, Math.round(sourceHeight / height)))
  const pixels = new Uint8Array(width * height * 3)
  const sum: [number, number, number] = [0, 0, 0]
  for (let y = 0, out = 0; y < height; y++) {
    for (let x = 0; x < width; x++, out += 3) {
      sum.fill(0)
      for (let sy = 0; sy < samples; sy++) {
        for (let sx = 0; sx < samples; sx++) {
          const [px, py] = toSource((x + (sx + 0.5) / samples) / width, (y + (sy + 0.5) / samples) / height)
          addBilinear(raster, px - 0.5, py - 0.5, sum)
        }
      }
      for (let c = 0; c < 3; c++) pixels[out + c] = (sum[c] ?? 0) / (samples * samples) + 0.5
    }
  }
  return { pixels, width, height, quad }
}

function addBilinear({ pixels, width, height }: Raster, x: number, y: number, sum: [number, number, number]): void {
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
    const top = (pixels[i] ?? 0) * (1 - fx) + (pixels[i + right] ?? 0) * fx
    const bottom = (pixels[i + down] ?? 0) * (1 - fx) + (pixels[i + down + right] ?? 0) * fx
    sum[c as 0 | 1 | 2] += top * (1 - fy) + bottom * fy
  }
}
