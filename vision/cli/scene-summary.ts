/** The scene figures of VISION.md section 4, from what was labelled and what was told. */
import type { Vehicle, View } from '../contract.ts'
import { type Rate, rateOf } from './wilson.ts'

/** Whoever labels stops counting here: 4 stands for 4 or more. */
const countedTo = 4
/** Share of both boxes together from which a found vehicle is the labelled one. */
const sameFrom = 0.5

export interface LabelledVehicle {
  readonly kind: string
  /** Left, top, right, bottom in pixels of the photo. */
  readonly box: readonly [number, number, number, number]
}

export interface SceneScore {
  readonly file: string
  /** Each null where it was not labelled, or whoever did was not sure. */
  readonly labelled: {
    readonly view: View | null
    readonly present: boolean | null
    readonly count: number | null
    readonly vehicles: readonly LabelledVehicle[] | null
  }
  /** Null where the photo yielded no facts. `count`: scene.vehiclesAtLeast. */
  readonly told: { readonly view: View | null; readonly count: number; readonly vehicles: readonly Vehicle[] } | null
}

/** A photo without facts is a miss, and no false alarm. */
export function summariseScenes(scores: readonly SceneScore[]) {
  const viewed = scores.filter(({ labelled }) => labelled.view !== null)
  const counted = scores.filter(({ labelled }) => labelled.count !== null)
  const isFound = ({ told }: SceneScore, from: number) => (told?.count ?? 0) >= from
  const counts = (least: number, most: number) =>
    counted.filter(({ labelled }) => (labelled.count ?? 0) >= least && (labelled.count ?? 0) <= most)
  const matched = scores.flatMap(matchedKinds)
  return {
    photos: scores.length,
    withoutFacts: scores.filter(({ told }) => told === null).length,
    view: rateOf(viewed, isViewRight),
    perView: ratesByView(viewed),
    vehiclesPresent: {
      hit: rateOf(
        scores.filter(({ labelled }) => labelled.present === true),
        (score) => isFound(score, 1),
      ),
      falseAlarm: rateOf(
        scores.filter(({ labelled }) => labelled.present === false),
        (score) => isFound(score, 1),
      ),
    },
    vehicleCount: {
      withinOne: rateOf(counted, (score) => difference(score) <= 1),
      exact: rateOf(counted, (score) => difference(score) === 0),
    },
    /** For both-vehicles-in-frame; the false alarms are those among photos of one vehicle. */
    twoVehicles: {
      hit: rateOf(counts(2, Infinity), (score) => isFound(score, 2)),
      falseAlarm: rateOf(counts(1, 1), (score) => isFound(score, 2)),
    },
    /** Of the vehicles found where one is labelled, those of the labelled kind. */
    kind: rateOf(matched, ({ told, labelled }) => told === labelled),
    misses: scores.flatMap(missesOf),
  }
}

function isViewRight({ labelled, told }: SceneScore): boolean {
  return told !== null && told.view === labelled.view
}

function difference({ labelled, told }: SceneScore): number {
  return Math.abs(Math.min(countedTo, labelled.count ?? 0) - Math.min(countedTo, told?.count ?? 0))
}

/** For each labelled view: how often it was told where it was labelled, and how often it was labelled where it was told. */
function ratesByView(scores: readonly SceneScore[]): Record<string, { hit: Rate | null; right: Rate | null }> {
  const views = [...new Set(scores.flatMap(({ labelled }) => labelled.view ?? []))].sort()
  return Object.fromEntries(
    views.map((view) => [
      view,
      {
        hit: rateOf(
          scores.filter(({ labelled }) => labelled.view === view),
          isViewRight,
        ),
        right: rateOf(
          scores.filter(({ told }) => told?.view === view),
          isViewRight,
        ),
      },
    ]),
  )
}

function matchedKinds({ labelled, told }: SceneScore): { labelled: string; told: string | null }[] {
  return (told?.vehicles ?? []).flatMap(({ box, kind }) => {
    const [left, top] = [box.left, box.top]
    const found = [left, top, left + box.width, top + box.height] as const
    const [best] = [...(labelled.vehicles ?? [])].sort((a, b) => shared(b.box, found) - shared(a.box, found))
    return best && shared(best.box, found) >= sameFrom ? [{ labelled: best.kind, told: kind }] : []
  })
}

function shared(a: LabelledVehicle['box'], b: LabelledVehicle['box']): number {
  const width = Math.min(a[2], b[2]) - Math.max(a[0], b[0])
  const height = Math.min(a[3], b[3]) - Math.max(a[1], b[1])
  if (width <= 0 || height <= 0) return 0
  const area = (box: LabelledVehicle['box']) => (box[2] - box[0]) * (box[3] - box[1])
  return (width * height) / (area(a) + area(b) - width * height)
}

function missesOf(score: SceneScore) {
  const { file, labelled, told } = score
  const view =
    labelled.view !== null && !isViewRight(score) ? [{ labelled: labelled.view, told: told?.view ?? null }] : []
  const isPresent = (told?.count ?? 0) > 0
  const present = labelled.present !== null && labelled.present !== isPresent ? [{ labelled: labelled.present }] : []
  const count =
    labelled.count !== null && difference(score) > 1 ? [{ labelled: labelled.count, told: told?.count ?? null }] : []
  if (view.length + present.length + count.length === 0) return []
  return [{ file, view: view[0] ?? null, present: present[0] ?? null, count: count[0] ?? null }]
}
