/** Which text boxes may be plates, by shape alone. What they say is decided by reading them. */
import { type Quad, distance, quadCentre, quadHeight, quadTilt, quadWidth } from '../../geometry.ts'
import type { RegionBox } from './region-boxes.ts'

export interface Candidate {
  /** One text line, or the two lines of a two-row plate from top to bottom. */
  readonly lines: readonly [Quad] | readonly [Quad, Quad]
  /** All of it. */
  readonly quad: Quad
  readonly score: number
}

/** Smallest line in pixels of the raster that a reader can make anything of. */
const minHeightPx = 6
const minWidthPx = 20
/** Width to height of a text box round a plate's line: 440 x 140 with its margins shaved, cut characters, two rows in one box. */
const minAspect = 1.25
const maxAspect = 9
const maxTilt = 65

/** Likeliest first; a candidate of two lines stands beside its lines, since only reading tells which is right. */
export function plateCandidates(boxes: readonly RegionBox[], limit: number): Candidate[] {
  const lines = boxes.filter(({ quad }) => {
    const [width, height] = [quadWidth(quad), quadHeight(quad)]
    const aspect = width / height
    return height >= minHeightPx && width >= minWidthPx && aspect <= maxAspect && Math.abs(quadTilt(quad)) <= maxTilt
  })
  const single = lines
    .filter(({ quad }) => quadWidth(quad) / quadHeight(quad) >= minAspect)
    .map(({ quad, score }): Candidate => ({ lines: [quad], quad, score }))
  return [...single, ...stackedPairs(lines)].sort((a, b) => plausibility(b) - plausibility(a)).slice(0, limit)
}

/** A plate is compact and large for text in a street. */
function plausibility({ quad, score, lines }: Candidate): number {
  const aspect = quadWidth(quad) / quadHeight(quad)
  const shape = lines.length === 2 || (aspect >= 2 && aspect <= 5.5) ? 1 : 0.6
  return score * shape * Math.sqrt(quadHeight(quad))
}

/**
 * A short line centred over a longer one, as on 440 x 220 plates: upper row of two glyphs 80 wide over five of 65 (DOMAIN.md 4.3).
 */
function stackedPairs(lines: readonly RegionBox[]): Candidate[] {
  return lines.flatMap((lower) =>
    lines.flatMap((upper): Candidate[] => {
      if (upper === lower || !standsOn(upper.quad, lower.quad)) return []
      const [utl, utr] = upper.quad
      const [, , lbr, lbl] = lower.quad
      const widen = (quadWidth(lower.quad) - quadWidth(upper.quad)) / (2 * quadWidth(upper.quad))
      const left: [number, number] = [utl[0] - (utr[0] - utl[0]) * widen, utl[1] - (utr[1] - utl[1]) * widen]
      const right: [number, number] = [utr[0] + (utr[0] - utl[0]) * widen, utr[1] + (utr[1] - utl[1]) * widen]
      const score = Math.min(upper.score, lower.score)
      return [{ lines: [upper.quad, lower.quad], quad: [left, right, lbr, lbl], score }]
    }),
  )
}

function standsOn(upper: Quad, lower: Quad): boolean {
  const ratio = quadWidth(upper) / quadWidth(lower)
  if (ratio < 0.3 || ratio > 0.85 || quadWidth(lower) / quadHeight(lower) < 1.5) return false
  if (Math.abs(quadTilt(upper) - quadTilt(lower)) > 12) return false
  const [ux, uy] = quadCentre(upper)
  const [lx, ly] = quadCentre(lower)
  const between = distance([ux, uy], [lx, ly]) / ((quadHeight(upper) + quadHeight(lower)) / 2)
  return uy < ly && between > 0.6 && between < 1.6 && Math.abs(ux - lx) < 0.25 * quadWidth(lower)
}
