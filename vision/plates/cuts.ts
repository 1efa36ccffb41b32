/** How a detected plate is cut out for the recogniser. */
import { type Quad, partOfQuad, quadHeight, quadWidth } from '../geometry.ts'
import type { Detection } from './detect-plates.ts'

export interface Cut {
  readonly quad: Quad
  readonly rows: 1 | 2
}

/** Between these proportions of width to height a plate may have one row or two. */
const oneOrTwoRows = { from: 1.7, to: 2.8 }

/** As it was found; where its proportions leave it open, as one row and as two. */
export function firstCuts({ quad, rows }: Detection): Cut[] {
  const aspect = quadWidth(quad) / quadHeight(quad)
  if (aspect < oneOrTwoRows.from || aspect > oneOrTwoRows.to) return [{ quad, rows }]
  return [
    { quad, rows },
    { quad, rows: rows === 1 ? 2 : 1 },
  ]
}

/** Besides, what puts right a corner that lies too far in: wider, to the left, to the right. Left, top, right, bottom as shares of the plate's width and height. */
type Part = readonly [left: number, top: number, right: number, bottom: number]
const wider: readonly Part[] = [
  [-0.04, -0.08, 1.04, 1.08],
  [-0.1, -0.05, 1.02, 1.05],
  [-0.02, -0.05, 1.1, 1.05],
]
/** Green plates are longer by a character, which may have been left out at either end. */
const widerOnGreen: readonly Part[] = [...wider, [-0.02, -0.05, 1.18, 1.05], [-0.18, -0.05, 1.02, 1.05]]

export function secondCuts(detection: Detection): Cut[] {
  const parts = detection.colour === 'green' || detection.colour === 'yellow-green' ? widerOnGreen : wider
  return firstCuts(detection).flatMap(({ quad, rows }) => [
    { quad, rows },
    ...parts.map((part) => ({ quad: partOfQuad(quad, ...part), rows })),
  ])
}
