/** What the vehicle models answer, row by row, and the vehicles that their rows speak of. */
import type { InferenceSession } from 'onnxruntime-node'
import type { VehicleKind } from '../contract.ts'

/** Shares of the frame, 0 to 1. */
export interface Span {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** The columns of `scores`, in this order (vision/training/vehicles/convert.py). `vehicle`: some vehicle, of whatever kind. */
const columns = ['car', 'bus', 'truck', 'motorcycle', 'bicycle', 'vehicle'] as const
type Column = (typeof columns)[number]

/** One row of one model. */
export interface Sighting extends Span {
  readonly model: 'first' | 'second'
  readonly column: Column
  readonly score: number
}

/** All rows that speak of one vehicle. */
export interface Seen extends Span {
  /** The best score of each model, added up, at most 1. */
  readonly score: number
  /** Null where it is a vehicle, but of which kind was not told. */
  readonly kind: VehicleKind | null
}

const scoreFrom = 0.05
const mostSightings = 200
/** Two spans are one vehicle when they share this much of both together, or of the smaller one. */
const sameFrom = 0.45
const insideFrom = 0.75
/** Open Images calls every car a vehicle, too: one that is a car with at least this share of the certainty that it is a vehicle is called a car. */
const namedFrom = 0.5

/** What a score of each model is worth: the second is quick to see vehicles. */
const weights: Readonly<Record<Sighting['model'], number>> = { first: 1, second: 0.7 }

/** The rows that are worth looking at, of one photo. Fails where the model answered something else. */
export function sightingsOf(answer: InferenceSession.ReturnType, model: Sighting['model']): Sighting[] {
  const [boxes, scores] = [answer['boxes']?.data, answer['scores']?.data]
  if (!(boxes instanceof Float32Array) || !(scores instanceof Float32Array)) {
    throw new Error('a vehicle model did not answer boxes and scores')
  }
  const found: Sighting[] = []
  for (let i = 0; i < scores.length; i++) {
    const score = Math.min(1, scores[i] as number) * weights[model]
    if (score < scoreFrom) continue
    const row = Math.floor(i / columns.length) * 4
    const at = (side: number) => Math.min(1, Math.max(0, boxes[row + side] as number))
    const column = columns[i % columns.length] as Column
    found.push({ model, column, score, left: at(0), top: at(1), right: at(2), bottom: at(3) })
  }
  return found
}

/** Each vehicle once, surest first, of those that reach `from`. Where it lies the surest row says. */
export function vehiclesSeen(sightings: readonly Sighting[], from: number): Seen[] {
  const groups: Sighting[][] = []
  const surest = [...sightings].sort((a, b) => b.score - a.score).slice(0, mostSightings)
  for (const sighting of surest) {
    const group = groups.find(([lead]) => lead && isSame(lead, sighting))
    if (group) group.push(sighting)
    else groups.push([sighting])
  }
  return groups
    .flatMap((group): Seen[] => {
      const [lead] = group
      const score = Math.min(1, bestOf(group, 'first') + bestOf(group, 'second'))
      if (!lead || score < from) return []
      const { left, top, right, bottom } = lead
      return [{ left, top, right, bottom, score, kind: kindOf(group) }]
    })
    .sort((a, b) => b.score - a.score)
}

export function areaOf({ left, top, right, bottom }: Span): number {
  return Math.max(0, right - left) * Math.max(0, bottom - top)
}

function isSame(a: Span, b: Span): boolean {
  const shared = areaOf({
    left: Math.max(a.left, b.left),
    top: Math.max(a.top, b.top),
    right: Math.min(a.right, b.right),
    bottom: Math.min(a.bottom, b.bottom),
  })
  const [one, other] = [areaOf(a), areaOf(b)]
  return shared > sameFrom * (one + other - shared) || shared > insideFrom * Math.min(one, other)
}

function bestOf(group: readonly Sighting[], model: Sighting['model'], column?: Column): number {
  return Math.max(
    0,
    ...group.filter((one) => one.model === model && (!column || one.column === column)).map(({ score }) => score),
  )
}

function kindOf(group: readonly Sighting[]): VehicleKind | null {
  const total = (column: Column) => bestOf(group, 'first', column) + bestOf(group, 'second', column)
  const named = columns.filter((column) => column !== 'vehicle')
  const [likeliest] = [...named].sort((a, b) => total(b) - total(a))
  return likeliest && total(likeliest) >= namedFrom * total('vehicle') ? likeliest : null
}
