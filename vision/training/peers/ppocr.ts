/** PP-OCRv4 as it comes: every line of text that its detector finds is read, and what the grammar of plates accepts is a plate. */
import { statSync } from 'node:fs'
import type { Photo } from '../../decode.ts'
import { type Quad, wholeQuad } from '../../geometry.ts'
import type { Model } from '../../models/sessions.ts'
import { loadTextRecogniser, ocrAsset, openTextDetector } from '../../models/text-models.ts'
import { plateColour } from '../../plates/colour.ts'
import { type FoundPlate, eachOnce } from '../../plates/found-plate.ts'
import { interpretLine } from '../../plates/interpret.ts'
import type { PlateReader } from '../../plates/locate.ts'
import type { Raster, View } from '../../raster.ts'
import { detectText } from '../../text/detect-text.ts'
import { createLineReader, lineHeight, lineWidth } from '../../text/read-line.ts'
import { rectify } from '../../text/rectify.ts'

const detectorFile = 'ch_PP-OCRv4_det_infer.onnx'
const recogniserFile = 'ch_PP-OCRv4_rec_infer.onnx'

/** `longSide`: the size in pixels at which text is looked for. */
export async function openPpocrReader(longSide: number): Promise<PlateReader> {
  const [detector, recogniser] = await Promise.all([openTextDetector(), loadTextRecogniser(ocrAsset(recogniserFile))])
  const read = createLineReader(recogniser)
  const readQuad = async (view: View, quad: Quad): Promise<FoundPlate[]> => {
    const crop: Raster = rectify(view, quad, lineHeight, lineWidth)
    const { colour } = plateColour(crop)
    const [line] = await read([crop])
    const reading = line ? interpretLine(line, colour) : null
    return reading ? [{ quad, score: 1, rows: 1, colour, reading, crop }] : []
  }
  return {
    findPlates: async (photo) => findPlates(photo, detector, longSide, readQuad),
    readWholePhoto: async ({ view, image }) => {
      const started = performance.now()
      const plates = await readQuad(view, wholeQuad(image))
      return { plates, detectMs: 0, readMs: performance.now() - started }
    },
    versions: [{ name: 'PP-OCRv4', version: `${longSide} px` }],
    totalBytes: statSync(ocrAsset(detectorFile)).size + recogniser.totalBytes,
  }
}

async function findPlates(
  { view }: Photo,
  detector: Model,
  longSide: number,
  readQuad: (view: View, quad: Quad) => Promise<FoundPlate[]>,
) {
  const started = performance.now()
  const factor = Math.min(1, longSide / Math.max(view.raster.width, view.raster.height))
  const boxes = await detectText(detector, view, factor)
  const detected = performance.now()
  const plates: FoundPlate[] = []
  for (const { quad } of boxes) plates.push(...(await readQuad(view, quad)))
  return { plates: eachOnce(plates), detectMs: detected - started, readMs: performance.now() - detected }
}
