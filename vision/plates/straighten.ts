/**
 * Cuts a plate out of the photo by its four corners, as if seen from straight ahead, into the recogniser's input.
 * vision/training/recogniser/straighten.py does the same in training; the two must agree.
 */
import { type Quad, partOfQuad, quadHeight, quadWidth, scaleQuad } from '../geometry.ts'
import type { Raster, View } from '../raster.ts'
import { halved } from '../resample.ts'
import { warpInto } from '../warp.ts'

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
  const { from, source } = coarseEnough(view.raster, scaleQuad(quad, view.scale))
  if (rows === 1) warpInto(raster, 0, inputWidth, from, source)
  else {
    warpInto(raster, 0, upperWidth, from, partOfQuad(source, ...upperPart))
    warpInto(raster, upperWidth, inputWidth - upperWidth, from, partOfQuad(source, ...lowerPart))
  }
  return raster
}

/** A large plate is taken from the halved raster: what is left has all its pixels, at a quarter of the samples. */
function coarseEnough(raster: Raster, source: Quad): { from: Raster; source: Quad } {
  if (quadHeight(source) < 2 * inputHeight || quadWidth(source) < 2 * inputWidth) return { from: raster, source }
  return coarseEnough(halved(raster), scaleQuad(source, 0.5))
}
