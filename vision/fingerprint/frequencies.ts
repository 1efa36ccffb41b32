import { project } from '../kernels/kernels.ts'
import { gridSide } from './grid.ts'

/** Part of a line from 0 to 1. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** Waves of up to 11 half-periods: finer ones shift out of step when a few per cent of a photo are cut off. */
const highest = 11
const perSpan = highest + 1
/** The waves of a window, brightness itself left out. `weight` undoes the fall of amplitude with frequency. */
const waves = Array.from({ length: perSpan * perSpan }, (_, i) => ({ x: i % perSpan, y: Math.floor(i / perSpan) }))
  .filter(({ x, y }) => x + y > 0 && Math.hypot(x, y) <= highest)
  .map(({ x, y }) => ({ x, y, weight: Math.hypot(Math.SQRT2 * x, y) }))
/** Of each wave: where `project` leaves its amplitude, and its weight. */
const places = Int32Array.from(waves, ({ x, y }) => x * perSpan + y)
const weights = Float64Array.from(waves, ({ weight }) => weight)

/**
 * The low frequencies (DCT) of windows of a brightness grid: for each pair of a vertical and a horizontal span its 105 amplitudes, vertical spans first.
 * In photos of the road an amplitude falls as one over the frequency, and is 1.4 times as large from top to bottom (sky, cars, asphalt) as from side to
 * side; weighted by the reverse, all amplitudes are about equally large and say equally much (measured on 358 photos).
 */
export function lowFrequencies(grid: Float64Array, spans: readonly Span[]): Float64Array[] {
  const cosines = spans.map(cosinesOf)
  // Each pass turns what it projects over, so that the second takes the columns.
  const along = cosines.map((basis) => project(grid, basis))
  return cosines.flatMap((down) =>
    along.map((rows) => {
      const amplitudes = project(rows, down)
      // A plain loop: Float64Array.from takes as long as the projection.
      const weighted = new Float64Array(waves.length)
      for (let i = 0; i < waves.length; i++)
        weighted[i] = (amplitudes[places[i] as number] as number) * (weights[i] as number)
      return weighted
    }),
  )
}

const known = new WeakMap<Span, Float64Array>()

/** As `makeCosines`, which the same spans are asked for with every photo. */
function cosinesOf(span: Span): Float64Array {
  const cosines = known.get(span) ?? makeCosines(span)
  known.set(span, cosines)
  return cosines
}

/** Integrals of cos(pi k t) over the cells of the grid, t running from 0 to 1 through the span; cells outside it count nothing. */
function makeCosines({ from, to }: Span): Float64Array {
  const cosines = new Float64Array(perSpan * gridSide)
  const primitive = (k: number, position: number) => {
    const t = Math.min(1, Math.max(0, (position / gridSide - from) / (to - from)))
    return k === 0 ? t : (Math.SQRT2 * Math.sin(Math.PI * k * t)) / (Math.PI * k)
  }
  for (let k = 0; k < perSpan; k++) {
    for (let i = 0; i < gridSide; i++) cosines[k * gridSide + i] = primitive(k, i + 1) - primitive(k, i)
  }
  return cosines
}
