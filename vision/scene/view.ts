/**
 * What a photo shows, as far as plates and text tell. There is no vehicle detector among these models, so the rule is narrow and says so:
 *
 *   plate-close-up   a plate takes up at least 30 % of the width
 *   overview         plates of two vehicles or more, none of them large; or one that is small and so far away
 *   vehicle          one plate at the size it has when a whole car end fills the frame
 *   document         no plate, many lines of text, most of the frame paper
 *   null             everything else: damage without a plate, an empty road, a photo of something else cannot be told apart
 *
 * `damage-close-up` and `other` are never claimed. Recapture is not determined.
 */
import type { Plate, Scene } from '../contract.ts'

const closeUpFrom = 0.3
const vehicleFrom = 0.09
const documentLines = 18
/** Share of paper from which the lines of text are worth counting. */
export const documentPaperShare = 0.35

export interface SceneInput {
  readonly imageWidth: number
  readonly plates: readonly Pick<Plate, 'widthPx' | 'status'>[]
  /** Null where nobody counted them. */
  readonly textLines: number | null
  /** Share of bright pixels without hue. */
  readonly paper: number
}

export function describeScene({ imageWidth, plates, textLines, paper }: SceneInput): Scene {
  const widest = Math.max(0, ...plates.map(({ widthPx }) => widthPx)) / imageWidth
  const evidence = [
    `plates=${plates.length}`,
    `plate-width-ratio=${widest.toFixed(3)}`,
    `paper-share=${paper.toFixed(2)}`,
    ...(textLines === null ? [] : [`text-lines=${textLines}`]),
  ]
  const view = viewOf(plates.length, widest, textLines ?? 0, paper)
  return { view, evidence, vehiclesAtLeast: plates.length, recapture: null }
}

function viewOf(plates: number, widest: number, textLines: number, paper: number): Scene['view'] {
  if (plates === 0) return textLines >= documentLines && paper >= documentPaperShare ? 'document' : null
  if (widest >= closeUpFrom) return 'plate-close-up'
  if (plates >= 2 || widest < vehicleFrom) return 'overview'
  return 'vehicle'
}
