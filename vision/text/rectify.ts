/** Cuts a plate out of the photo by its four corners, as if seen from straight ahead. */
import { type Quad, quadHeight, quadWidth, scaleQuad } from '../geometry.ts'
import type { Raster, View } from '../raster.ts'
import { warpInto } from '../warp.ts'

/**
 * Projective resampling of `quad` to `height` rows at the quad's own proportions, at most `maxWidth` columns.
 */
export function rectify({ raster, scale }: View, quad: Quad, height: number, maxWidth: number): Raster {
  const source = scaleQuad(quad, scale)
  const sourceHeight = Math.max(1, quadHeight(source))
  const width = Math.max(8, Math.min(maxWidth, Math.round((height * quadWidth(source)) / sourceHeight)))
  const crop = { pixels: new Uint8Array(width * height * 3), width, height }
  warpInto(crop, 0, width, raster, source)
  return crop
}
