/**
 * Cuts a plate out of the photo by its four corners, as if seen from straight ahead, into the recogniser's input.
 * vision/training/recogniser/straighten.py does the same in training; the two must agree.
 */
import { type Quad, partOfQuad, quadHeight, scaleQuad, unitSquareTo } from '../../geometry.ts'
import type { Raster, View } from '../../raster.ts'
import { addBilinear } from '../bilinear.ts'

export const inputWidth = 168
export const inputHeight = 48

/**
 * Two rows are laid side by side: the upper row's middle, then the lower row's whole width. The bands overlap, since the rows of 440 x 220, 300 x 165
 * and 220 x 140 plates part at different heights (DOMAIN.md 4.3).
 */
const upperWidth = 60
const upperPart = [0.12, 0, 0.88, 0.46] as const
const lowerPart = [0, 0.37, 1, 1] as const

/** `quad` in pixels of the photo, edge to edge of the plate. Answers `inputWidth` x `inputHeight` pixels. */
export function straighten(view: View, quad: Quad, rows: 1 | 2): Raster {
  const raster = { pixels: new Uint8Array(inputWidth * inputHeight * 3), width: inputWidth, height: inputHeight }
  if (rows === 1) fill(raster, view, quad, 0, inputWidth)
  else {
    fill(raster, view, partOfQuad(quad, ...upperPart), 0, upperWidth)
    fill(raster, view, partOfQuad(quad, ...lowerPart), upperWidth, inputWidth - upperWidth)
  }
  return raster
}

/** Fills `width` columns from `left` on. Bilinear, with up to 3 x 3 samples for each pixel where the source is finer than the target. */
function fill(target: Raster, { raster, scale }: View, quad: Quad, left: number, width: number): void {
  const source = scaleQuad(quad, scale)
  const toSource = unitSquareTo(source)
  const samples = Math.max(1, Math.min(3, Math.round(quadHeight(source) / target.height)))
  const weight = 1 / (samples * samples)
  const sum: [number, number, number] = [0, 0, 0]
  for (let y = 0; y < target.height; y++) {
    for (let x = 0; x < width; x++) {
      sum.fill(0)
      for (let sy = 0; sy < samples; sy++) {
        for (let sx = 0; sx < samples; sx++) {
          const [px, py] = toSource((x + (sx + 0.5) / samples) / width, (y + (sy + 0.5) / samples) / target.height)
          addBilinear(raster, px - 0.5, py - 0.5, sum)
        }
      }
      const out = (y * target.width + left + x) * 3
      for (let c = 0; c < 3; c++) target.pixels[out + c] = (sum[c] as number) * weight + 0.5
    }
  }
}
