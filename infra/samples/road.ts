import type { Surface } from './light.ts'
import { valueNoise } from './random.ts'
import { smoothStep } from './vector.ts'

/** Tyre marks of braking, from one place on the road to another. */
export interface SkidMark {
  readonly from: readonly [x: number, y: number]
  readonly to: readonly [x: number, y: number]
}

/** Metres across the road: two lanes each way, traffic keeps right, so the lanes at negative y run with x. */
const laneWidthM = 3.5
const roadHalfM = 7.3
const stopLineX = 9.5

/**
 * Paints the street at a place on the ground: asphalt, lines, a stop line with a zebra crossing, arrows, kerb, pavement, grass.
 * `blur` is the width in metres that one pixel spans, over which edges are softened.
 */
export function paintRoad(x: number, y: number, blur: number, skids: readonly SkidMark[], surface: Surface): void {
  const aside = Math.abs(y)
  surface.gloss = 0
  if (aside > roadHalfM) {
    paintVerge(x, aside, blur, surface)
    return
  }

  const grain =
    0.5 + 0.5 * valueNoise(x * 0.7, y * 0.7) + 0.35 * (valueNoise(x * 38, y * 38) - 0.5) * fadeOut(blur, 0.03)
  const shade = 0.062 + 0.03 * grain - 0.008 * tyreTrack(aside)
  set(surface, shade, shade * 1.02, shade * 1.06)

  const worn = 0.78 + 0.2 * valueNoise(x * 9, y * 9) * fadeOut(blur, 0.15)
  blend(surface, 0.78, 0.77, 0.74, worn * whiteLines(x, y, aside, blur))
  blend(surface, 0.78, 0.5, 0.07, worn * centreLines(x, aside, blur))
  for (const skid of skids) blend(surface, 0.012, 0.012, 0.013, 0.8 * skidding(x, y, skid))
}

function whiteLines(x: number, y: number, aside: number, blur: number): number {
  const edge = band(aside, 6.95, 7.1, blur)
  const approach = Math.abs(x - stopLineX) < 14 && x < stopLineX && y < 0
  const dashes = band(((x % 10) + 10) % 10, 2, 6, blur)
  const lane =
    band(aside, laneWidthM - 0.075, laneWidthM + 0.075, blur) *
    (approach ? 1 : dashes) *
    (x > stopLineX && x < 16 ? 0 : 1)
  const stop = y < 0 ? band(x, stopLineX, stopLineX + 0.35, blur) * band(aside, 0.25, 6.95, blur) : 0
  const bar = band((((aside + 0.35) % 1.05) + 1.05) % 1.05, 0.3, 0.75, blur)
  const zebra = band(x, stopLineX + 1.6, stopLineX + 5.1, blur) * bar * band(aside, 0.2, 6.9, blur)
  const arrows =
    y < 0 ? Math.max(arrow(x - 1.2, aside - laneWidthM / 2, blur), arrow(x - 1.2, aside - laneWidthM * 1.5, blur)) : 0
  return Math.max(edge, lane, stop, zebra, arrows)
}

/** A straight-ahead arrow, 5 m long, its head at the far end. */
function arrow(x: number, y: number, blur: number): number {
  const shaft = band(x, 0, 3.4, blur) * band(y, -0.08, 0.08, blur)
  const spread = (5 - x) * 0.22
  return Math.max(shaft, band(x, 3.3, 5, blur) * band(y, -spread, spread, blur))
}

function centreLines(x: number, aside: number, blur: number): number {
  if (x > stopLineX + 0.35 && x < 16) return 0
  return band(aside, 0.09, 0.24, blur)
}

function skidding(x: number, y: number, { from, to }: SkidMark): number {
  const share = (x - from[0]) / (to[0] - from[0])
  if (share < 0 || share > 1) return 0
  const middle = from[1] + (to[1] - from[1]) * share
  const patchy = 0.55 + 0.45 * valueNoise(x * 6, y * 22)
  return (1 - smoothStep(0.07, 0.12, Math.abs(y - middle))) * smoothStep(0, 0.25, share) * patchy
}

function paintVerge(x: number, aside: number, blur: number, surface: Surface): void {
  if (aside < roadHalfM + 0.22) return set(surface, 0.42, 0.42, 0.41)
  if (aside < 11.2) {
    const joint = Math.max(
      band(((x % 0.6) + 0.6) % 0.6, 0, 0.02, blur),
      band(((aside % 0.6) + 0.6) % 0.6, 0, 0.02, blur),
    )
    const tile = 0.34 + 0.05 * valueNoise(Math.floor(x / 0.6) * 3.7, Math.floor(aside / 0.6) * 5.3) * fadeOut(blur, 0.4)
    return set(surface, tile - 0.08 * joint, tile * 0.97 - 0.08 * joint, tile * 0.92 - 0.08 * joint)
  }
  const tuft =
    0.75 + 0.3 * valueNoise(x * 0.6, aside * 0.6) + 0.2 * (valueNoise(x * 8, aside * 8) - 0.5) * fadeOut(blur, 0.1)
  set(surface, 0.13 * tuft, 0.24 * tuft, 0.07 * tuft)
}

/** Wheels polish two tracks into each lane. */
const tyreTrack = (aside: number) => Math.cos(((aside % laneWidthM) / laneWidthM) * 4 * Math.PI)

const band = (value: number, low: number, high: number, blur: number) => {
  const soft = Math.max(blur, 0.012)
  return smoothStep(low - soft / 2, low + soft / 2, value) * (1 - smoothStep(high - soft / 2, high + soft / 2, value))
}

const fadeOut = (blur: number, size: number) => 1 - smoothStep(size * 0.5, size * 1.5, blur)

function set(surface: Surface, r: number, g: number, b: number): void {
  surface.r = r
  surface.g = g
  surface.b = b
}

function blend(surface: Surface, r: number, g: number, b: number, share: number): void {
  set(
    surface,
    surface.r + (r - surface.r) * share,
    surface.g + (g - surface.g) * share,
    surface.b + (b - surface.b) * share,
  )
}
