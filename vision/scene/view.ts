/**
 * What a photo shows, from where its vehicles and plates lie in the frame:
 *
 *   document         no plate, many lines of text, most of the frame paper
 *   plate-close-up   a plate takes up at least 30 % of the width, or 18 % on a vehicle that the frame cuts off on three sides
 *   other            neither vehicle nor plate
 *   overview         the largest vehicle takes up less than 30 % of the frame
 *   damage-close-up  the frame cuts the largest vehicle off on three sides, and the detector hardly knows the rest for one
 *   vehicle          everything else
 *
 * Damage itself is not looked for: `damage-close-up` is the view that damage is photographed in. Where nobody looked for vehicles only plates and text
 * tell, `damage-close-up` and `other` are never claimed, and what is left is null. Recapture is not determined (README.md).
 */
import type { Plate, Scene, Vehicle } from '../contract.ts'

const closeUpFrom = 0.3
const cutOffCloseUpFrom = 0.18
const vehicleFrom = 0.09
/** Share of the frame from which a vehicle is the subject. */
export const subjectFrom = 0.3
const cutOffSides = 3
/** A vehicle whose larger part is in the frame scores higher. */
const wholeFrom = 0.77
/** A box that ends this near to the frame, as a share of it, is cut off there. */
const edge = 0.02
const documentLines = 18
/** Share of paper from which the lines of text are worth counting. */
export const documentPaperShare = 0.35

export interface SceneInput {
  readonly image: { readonly width: number; readonly height: number }
  readonly plates: readonly Pick<Plate, 'widthPx' | 'status'>[]
  /** Null where nobody looked for them. */
  readonly vehicles: readonly Vehicle[] | null
  /** Null where nobody counted them. */
  readonly textLines: number | null
  /** Share of bright pixels without hue. */
  readonly paper: number
}

/** The largest vehicle: its share of the frame, the number of sides at which the frame cuts it off, and its score. */
interface Subject {
  readonly share: number
  readonly cutOff: number
  readonly score: number
}

export function describeScene({ image, plates, vehicles, textLines, paper }: SceneInput): Scene {
  const widest = Math.max(0, ...plates.map(({ widthPx }) => widthPx)) / image.width
  const subject = vehicles && subjectOf(vehicles, image)
  const evidence = [
    `plates=${plates.length}`,
    `plate-width-ratio=${widest.toFixed(3)}`,
    `paper-share=${paper.toFixed(2)}`,
    ...(textLines === null ? [] : [`text-lines=${textLines}`]),
    ...(vehicles === null ? [] : [`vehicles=${vehicles.length}`]),
    ...(subject
      ? [
          `largest-vehicle-share=${subject.share.toFixed(2)}`,
          `largest-vehicle-cut-off-sides=${subject.cutOff}`,
          `largest-vehicle-score=${subject.score.toFixed(2)}`,
        ]
      : []),
  ]
  return {
    view: viewOf({ plates: plates.length, widest, vehicles, subject, textLines: textLines ?? 0, paper }),
    evidence,
    vehiclesAtLeast: Math.max(plates.length, vehicles?.length ?? 0),
    recapture: null,
  }
}

/** The largest share of the frame that one vehicle takes up. */
export function largestShare(vehicles: readonly Vehicle[], image: SceneInput['image']): number {
  return subjectOf(vehicles, image)?.share ?? 0
}

interface Observed {
  readonly plates: number
  /** Width of the widest plate as a share of the frame's. */
  readonly widest: number
  readonly vehicles: readonly Vehicle[] | null
  readonly subject: Subject | null
  readonly textLines: number
  readonly paper: number
}

function viewOf({ plates, widest, vehicles, subject, textLines, paper }: Observed): Scene['view'] {
  if (plates === 0 && textLines >= documentLines && paper >= documentPaperShare) return 'document'
  const isCutOff = subject !== null && subject.cutOff >= cutOffSides
  if (widest >= (isCutOff ? cutOffCloseUpFrom : closeUpFrom)) return 'plate-close-up'
  if (!subject) return viewByPlates(plates, widest) ?? (vehicles ? 'other' : null)
  if (subject.share < subjectFrom) return 'overview'
  return isCutOff && subject.score < wholeFrom ? 'damage-close-up' : 'vehicle'
}

function viewByPlates(plates: number, widest: number): Scene['view'] {
  if (plates === 0) return null
  return plates >= 2 || widest < vehicleFrom ? 'overview' : 'vehicle'
}

function subjectOf(vehicles: readonly Vehicle[], { width, height }: SceneInput['image']): Subject | null {
  const shareOf = ({ box }: Vehicle) => (box.width * box.height) / (width * height)
  const [largest] = [...vehicles].sort((a, b) => shareOf(b) - shareOf(a))
  if (!largest) return null
  const { left, top, width: across, height: down } = largest.box
  const gaps = [left / width, top / height, 1 - (left + across) / width, 1 - (top + down) / height]
  return { share: shareOf(largest), cutOff: gaps.filter((gap) => gap < edge).length, score: largest.score }
}
