/** Cuts a candidate out, reads it, and tries the few other cuts that put right what the text detector usually gets wrong. */
import { partOfQuad, quadHeight, quadWidth } from '../../geometry.ts'
import type { View } from '../../raster.ts'
import type { Candidate } from './candidates.ts'
import { type ColourReading, plateColour } from '../colour.ts'
import { beyondDoubtFrom, confirmedBy } from './confirm.ts'
import type { Reading } from '../decode-grammar.ts'
import { interpretLine } from '../interpret.ts'
import { type Likelihoods, joinLines, showsProvince, sureLatinCount } from '../likelihoods.ts'
import { type FoundPlate, isSure, worth } from '../found-plate.ts'
import { type Reader, lineHeight, lineWidth } from './read.ts'
import { rectify } from './rectify.ts'

/** Fewer sure letters and digits than this in the first cut, and no other cut is worth its reading. */
const promisingFrom = 4

/** The best reading of all cuts; null where none of them is a plate. Stops at the first that is sure, though a second opinion may then raise doubts. */
export async function readCandidate(view: View, candidate: Candidate, read: Reader): Promise<FoundPlate | null> {
  let best: FoundPlate | null = null
  for (const cut of cutsOf(candidate)) {
    const { plate, promising } = await readCut(view, cut, read)
    if (plate && isSure(plate)) return withSecondOpinion(view, plate, read)
    if (plate && (!best || worth(plate) > worth(best))) best = plate
    if (!promising) return best
  }
  return best
}

/**
 * The shift is a tenth of the line's height upwards: of five other cuts of 715 sure readings on street photos and crops it alone contradicted 3 of 11
 * wrong ones and none of 704 right ones. Two rows were too few to measure.
 */
async function withSecondOpinion(view: View, plate: FoundPlate, read: Reader): Promise<FoundPlate> {
  const { quad, rows, reading, colour } = plate
  const isBeyondDoubt = reading.characters.every(({ confidence }) => confidence >= beyondDoubtFrom)
  if (isBeyondDoubt || rows === 2) return plate
  const [line] = await read([rectify(view, partOfQuad(quad, 0, -0.1, 1, 0.98), lineHeight, lineWidth)])
  return { ...plate, reading: confirmedBy(reading, line ? interpretLine(line, colour) : null) }
}

async function readCut(
  view: View,
  cut: Candidate,
  read: Reader,
): Promise<{ plate: FoundPlate | null; promising: boolean }> {
  const crop = rectify(view, cut.quad, lineHeight, lineWidth)
  const { colour } = plateColour(crop)
  const crops = cut.lines.length === 1 ? [crop] : cut.lines.map((line) => rectify(view, line, lineHeight, lineWidth))
  const [first, second] = await read(crops)
  if (!first) return { plate: null, promising: false }
  const line = second ? joinLines(first, second) : first
  const reading = interpretLine(line, colour)
  return {
    plate: reading && { quad: cut.quad, score: Math.min(1, cut.score), rows: cut.lines.length, colour, reading, crop },
    promising: isPromising(line, reading, colour),
  }
}

/** Dates stamped into the picture and signs have letters and digits too, but neither a plate's ground nor a province. */
function isPromising(line: Likelihoods, reading: Reading | null, colour: ColourReading['colour']): boolean {
  if (sureLatinCount(line) < promisingFrom) return false
  return reading !== null || showsProvince(line) || (colour !== null && colour !== 'white' && colour !== 'black')
}

/** Lazily: most plates need only the first. Fractions are of the text box, measured on street photos. */
function* cutsOf(candidate: Candidate): Generator<Candidate> {
  const { quad, score } = candidate
  if (candidate.lines.length === 2) {
    yield candidate
    return
  }
  const aspect = quadWidth(quad) / quadHeight(quad)
  const oneRow = (left: number, top: number, right: number, bottom: number): Candidate => {
    const part = partOfQuad(quad, left, top, right, bottom)
    return { quad: part, lines: [part], score }
  }
  const twoRows = (left: number, top: number, right: number, bottom: number): Candidate => {
    const whole = partOfQuad(quad, left, top, right, bottom)
    return { quad: whole, lines: [partOfQuad(whole, 0.1, 0, 0.9, 0.42), partOfQuad(whole, 0, 0.36, 1, 1)], score }
  }
  if (aspect < 2.4) yield twoRows(0, 0, 1, 1)
  yield oneRow(0, 0, 1, 1)
  // The dot behind the issuing letter makes the detector lose the province.
  yield oneRow(-0.22, -0.05, 1.05, 1.05)
  yield oneRow(-0.05, 0.06, 1.05, 0.94)
  // The lower row of two, found alone.
  if (aspect > 2.2 && aspect < 5) yield twoRows(-0.02, -0.72, 1.02, 1.02)
}
