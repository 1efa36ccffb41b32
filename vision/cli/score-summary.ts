/** The figures of `score`, from what was read of each photo. */
import type { Corners } from '../contract.ts'
import { comparablePlate } from '../plates/grammar.ts'
import { quadTilt, quadWidth } from '../geometry.ts'
import { type Rate, rateOf, wilson } from './wilson.ts'

export interface LabelledPlate {
  readonly plate: string
  readonly color: string
  readonly corners?: Corners
  readonly hit: boolean
}

export interface PhotoScore {
  readonly file: string
  readonly crop: boolean
  /** Whoever labelled it was not sure of it: listed, never counted. */
  readonly disputed: boolean
  readonly plates: readonly LabelledPlate[]
  readonly reads: readonly { text: string; status: string; confidence: number }[]
  readonly ms: number | null
}

/** `any`: the first labelled plate of a photo is among the reads. `sureButWrong`: reads with status `read` that no label bears out. */
export function summarise(all: readonly PhotoScore[]) {
  const photos = all.filter(({ disputed }) => !disputed)
  const plates = photos.flatMap((photo) => photo.plates)
  const scenes = photos.filter(({ crop }) => !crop)
  const crops = photos.filter(({ crop }) => crop)
  const times = photos.flatMap(({ ms }) => ms ?? []).sort((a, b) => a - b)
  return {
    photos: photos.length,
    any: rateOf(
      scenes.filter((photo) => photo.plates.length > 0),
      (photo) => photo.plates[0]?.hit ?? false,
    ),
    plates: rateOf(
      scenes.flatMap((photo) => photo.plates),
      ({ hit }) => hit,
    ),
    exact: rateOf(
      crops.flatMap((photo) => photo.plates),
      ({ hit }) => hit,
    ),
    perProvince: ratesBy(plates, ({ plate }) => plate.slice(0, 1)),
    perColour: ratesBy(plates, ({ color }) => color),
    perWidth: ratesBy(plates, ({ corners }) => corners && widthBand(quadWidth(corners))),
    perTilt: ratesBy(plates, ({ corners }) => corners && tiltBand(Math.abs(quadTilt(corners)))),
    sureButWrong: photos.flatMap(wrongReads).filter(({ status }) => status === 'read').length,
    uncertainAndWrong: photos.flatMap(wrongReads).filter(({ status }) => status !== 'read').length,
    msPerPhoto: {
      p50: times[Math.floor(times.length / 2)] ?? null,
      p95: times[Math.floor(times.length * 0.95)] ?? null,
    },
    misses: missesOf(photos),
    disputed: all.length - photos.length,
    disputedMisses: missesOf(all.filter(({ disputed }) => disputed)),
  }
}

function missesOf(photos: readonly PhotoScore[]) {
  return photos
    .filter((photo) => photo.plates.some(({ hit }) => !hit))
    .map((photo) => ({
      file: photo.file,
      missed: photo.plates.filter(({ hit }) => !hit).map(({ plate }) => plate),
      reads: photo.reads.map(({ text, status, confidence }) => `${text} ${status} ${confidence.toFixed(2)}`),
    }))
}

function wrongReads({ plates, reads }: PhotoScore): PhotoScore['reads'] {
  const labelled = new Set(plates.map(({ plate }) => comparablePlate(plate)))
  return reads.filter(({ text }) => !labelled.has(comparablePlate(text)))
}

/** Items whose group is undefined are left out. */
function ratesBy(
  plates: readonly LabelledPlate[],
  groupOf: (plate: LabelledPlate) => string | undefined,
): Record<string, Rate> {
  const groups = new Map<string, LabelledPlate[]>()
  for (const plate of plates) {
    const group = groupOf(plate)
    if (group) groups.set(group, [...(groups.get(group) ?? []), plate])
  }
  return Object.fromEntries(
    [...groups]
      .sort()
      .map(([group, members]) => [group, wilson(members.filter(({ hit }) => hit).length, members.length)]),
  )
}

function widthBand(px: number): string {
  if (px < 60) return '<60'
  if (px < 100) return '60-100'
  return px < 160 ? '100-160' : '>160'
}

function tiltBand(degrees: number): string {
  if (degrees < 5) return '<5'
  if (degrees < 15) return '5-15'
  return degrees < 25 ? '15-25' : '>25'
}
