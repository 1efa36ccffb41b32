/** A plate that was found and read, and which of two readings is worth more. */
import { type Quad, overlap } from '../geometry.ts'
import type { Raster } from '../raster.ts'
import type { Reading } from './decode-grammar.ts'
import { type PlateColour, plateKinds } from './grammar.ts'

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

/** From here on a character counts as surely read (calibration: README.md). */
export const sureFrom = 0.9

/** What is known of a plate when its readings are compared. */
type Read = Pick<FoundPlate, 'reading' | 'colour'>

/** Every character is sure, and plates of this ground bear such a text. */
export function isSure(plate: Read): boolean {
  return suitsGround(plate) && plate.reading.characters.every(({ confidence }) => confidence >= sureFrom)
}

/** On green, seven characters lack one. */
function suitsGround({ reading, colour }: Read): boolean {
  return colour === null || reading.kinds.some((code) => plateKinds[code].colour === colour)
}

/** What a reading loses that does not suit its ground: as much as a character that is half sure. */
const unsuited = 0.5

/** Orders readings of one plate: by its worst character first, then by the others, then by how little the grammar had to bend it. */
export function worth(plate: Read): number {
  const { characters, cost } = plate.reading
  const confidences = characters.map(({ confidence }) => confidence)
  const mean = confidences.reduce((sum, confidence) => sum + confidence, 0) / confidences.length
  return Math.min(...confidences) + mean - 0.02 * cost - (suitsGround(plate) ? 0 : unsuited)
}

/** Readings further over one another than this are of one plate. */
const samePlateFrom = 0.15

/** Of overlapping readings the best stays. */
export function eachOnce(plates: readonly FoundPlate[]): FoundPlate[] {
  const kept: FoundPlate[] = []
  for (const plate of [...plates].sort((a, b) => worth(b) - worth(a))) {
    if (!kept.some((other) => overlap(plate.quad, other.quad) > samePlateFrom)) kept.push(plate)
  }
  return kept
}
