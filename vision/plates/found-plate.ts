/** A plate that was found and read, and which of two readings is worth more. */
import { type Quad, overlap } from '../geometry.ts'
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

/** From here on a character counts as surely read (calibration: README.md). */
export const sureFrom = 0.9

export function isSure({ reading }: Pick<FoundPlate, 'reading'>): boolean {
  return reading.characters.every(({ confidence }) => confidence >= sureFrom)
}

/** Orders readings of one plate: by its worst character first, then by the others, then by how little the grammar had to bend it. */
export function worth({ reading: { characters, cost } }: Pick<FoundPlate, 'reading'>): number {
  const confidences = characters.map(({ confidence }) => confidence)
  const mean = confidences.reduce((sum, confidence) => sum + confidence, 0) / confidences.length
  return Math.min(...confidences) + mean - 0.02 * cost
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
