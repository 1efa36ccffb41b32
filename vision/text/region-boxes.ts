/**
 * From a map of likelihoods to rotated boxes round its regions. Source: Liao et al., Real-time Scene Text Detection with Differentiable Binarization (2020),
 * the post-processing of PP-OCR: threshold, connected regions, smallest rectangle, grown back by area * ratio / perimeter.
 */
import { type Point, type Quad, distance } from '../geometry.ts'
import { convexHull, smallestRectangle } from './smallest-rectangle.ts'

export interface RegionBox {
  readonly quad: Quad
  /** Mean of the map inside the region. */
  readonly score: number
  /** Share of the rectangle, before it was grown, that the region fills. */
  readonly fill: number
}

const threshold = 0.3
const minMeanScore = 0.4
const minSidePx = 3
const minPixels = 12

/** Boxes in pixels of the map, in no particular order. `growth`: the unclip ratio; 0 keeps the rectangles as they are. */
export function regionBoxes(map: Float32Array, width: number, height: number, growth: number): RegionBox[] {
  return regionsOf(map, width, height).flatMap(({ outline, score, pixels }) => {
    if (score < minMeanScore) return []
    const quad = smallestRectangle(convexHull(outline))
    const [w, h] = [distance(quad[0], quad[1]), distance(quad[1], quad[2])]
    if (Math.min(w, h) < minSidePx) return []
    return [{ quad: grow(quad, (w * h * growth) / (2 * (w + h))), score, fill: pixels / (w * h) }]
  })
}

interface Region {
  /** Leftmost and rightmost pixel of each of its rows: all the hull needs. */
  readonly outline: Point[]
  readonly score: number
  readonly pixels: number
}

/** Four-connected regions above the threshold, by flood fill. */
function regionsOf(map: Float32Array, width: number, height: number): Region[] {
  const seen = new Uint8Array(map.length)
  const stack: number[] = []
  const regions: Region[] = []
  for (let start = 0; start < map.length; start++) {
    if (seen[start] || (map[start] ?? 0) < threshold) continue
    const rows = new Map<number, [number, number]>()
    let sum = 0
    let count = 0
    stack.push(start)
    seen[start] = 1
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      const x = at % width
      const y = (at - x) / width
      sum += map[at] ?? 0
      count++
      const row = rows.get(y)
      if (!row) rows.set(y, [x, x])
      else if (x < row[0]) row[0] = x
      else if (x > row[1]) row[1] = x
      const visit = (next: number) => {
        if (seen[next] || (map[next] ?? 0) < threshold) return
        seen[next] = 1
        stack.push(next)
      }
      if (x > 0) visit(at - 1)
      if (x + 1 < width) visit(at + 1)
      if (y > 0) visit(at - width)
      if (y + 1 < height) visit(at + width)
    }
    if (count < minPixels) continue
    const outline = [...rows].flatMap(([y, [from, to]]): Point[] => [
      [from, y],
      [to + 1, y],
      [from, y + 1],
      [to + 1, y + 1],
    ])
    regions.push({ outline, score: sum / count, pixels: count })
  }
  return regions
}

function grow([a, b, c, d]: Quad, by: number): Quad {
  const unit = (from: Point, to: Point): Point => {
    const length = distance(from, to) || 1
    return [(to[0] - from[0]) / length, (to[1] - from[1]) / length]
  }
  const [ux, uy] = unit(a, b)
  const [vx, vy] = unit(a, d)
  const move = (p: Point, u: number, v: number): Point => [p[0] + by * (u * ux + v * vx), p[1] + by * (u * uy + v * vy)]
  return [move(a, -1, -1), move(b, 1, -1), move(c, 1, 1), move(d, -1, 1)]
}
