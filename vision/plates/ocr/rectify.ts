/** Cuts a plate out of the photo by its four corners, as if seen from straight ahead. */
import { type Quad, quadHeight, quadWidth, scaleQuad, unitSquareTo } from '../../geometry.ts'
import type { Raster, View } from '../../raster.ts'
import { addBilinear } from '../bilinear.ts'

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
