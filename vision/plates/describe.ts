/** A found plate as the contract tells it. */
import type { Plate } from '../contract.ts'
import { quadTilt, quadWidth } from '../geometry.ts'
import { plateSharpness } from '../quality.ts'
import { type PlateKind, type PlateKindCode, plateKinds } from './grammar.ts'
import { type FoundPlate, isSure } from './found-plate.ts'

export function describePlate(found: FoundPlate): Plate {
  const { quad, score, rows, colour, reading, crop } = found
  const kindCandidates = narrowKinds(reading.kinds, colour, rows)
  return {
    text: reading.text,
    kind: kindCandidates.length === 1 ? (kindCandidates[0] ?? null) : null,
    kindCandidates: [...kindCandidates],
    colour,
    rows,
    corners: quad,
    detectionScore: score,
    characters: reading.characters.map((character) => ({ ...character })),
    confidence: Math.min(...reading.characters.map(({ confidence }) => confidence)),
    status: statusOf(found),
    widthPx: quadWidth(quad),
    tiltDegrees: quadTilt(quad),
    sharpness: plateSharpness(crop),
  }
}

/** Colour and rows narrow the kinds; where they contradict the text, the text stands and the kind stays open. */
function narrowKinds(kinds: readonly PlateKindCode[], colour: Plate['colour'], rows: 1 | 2): readonly PlateKindCode[] {
  if (!colour) return kinds
  const narrowed = kinds.filter((code) => {
    const kind: PlateKind = plateKinds[code]
    return kind.colour === colour && kind.rows.includes(rows)
  })
  return narrowed.length > 0 ? narrowed : kinds
}

/** One place may be hidden by a hook or dirt; with two unknown nobody should go by the rest. */
function statusOf(found: FoundPlate): Plate['status'] {
  if (isSure(found)) return 'read'
  const unknowns = found.reading.characters.filter(({ char }) => char === '?').length
  return unknowns >= 2 ? 'unreadable' : 'uncertain'
}
