/** What the pipeline asks of whoever reads plates, whichever models it reads them with. */
import type { ModelVersion } from '../contract.ts'
import type { Photo } from '../decode.ts'
import type { Quad } from '../geometry.ts'
import type { Raster } from '../raster.ts'
import type { Reading } from './decode-grammar.ts'
import type { PlateColour } from './grammar.ts'

export interface FoundPlate {
  /** In pixels of the photo. */
  readonly quad: Quad
  /** How surely a plate hangs there. */
  readonly score: number
  readonly rows: 1 | 2
  readonly colour: PlateColour | null
  readonly reading: Reading
  /** The whole plate, straightened. */
  readonly crop: Raster
}

export interface PlateSearch {
  readonly plates: readonly FoundPlate[]
  /** Lines of text of any kind: a document is full of them. Null where nobody looked for text. */
  readonly textLines: number | null
  readonly detectMs: number
  readonly readMs: number
}

/** The sessions behind it block the thread while they run. */
export interface PlateReader {
  /** All plates of a photo, each once. */
  findPlates(photo: Photo): Promise<PlateSearch>
  /** Of a photo that is a plate and nothing else. */
  readWholePhoto(photo: Photo): Promise<PlateSearch>
  readonly versions: readonly ModelVersion[]
  readonly totalBytes: number
}

/** From here on a character counts as surely read (calibration: README.md). */
const sureFrom = 0.9

export function isSure({ reading }: Pick<FoundPlate, 'reading'>): boolean {
  return reading.characters.every(({ confidence }) => confidence >= sureFrom)
}

/** Orders readings of one plate: by its worst character first, then by the others, then by how little the grammar had to bend it. */
export function worth({ reading: { characters, cost } }: Pick<FoundPlate, 'reading'>): number {
  const confidences = characters.map(({ confidence }) => confidence)
  const mean = confidences.reduce((sum, confidence) => sum + confidence, 0) / confidences.length
  return Math.min(...confidences) + mean - 0.02 * cost
}
