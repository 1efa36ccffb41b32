/** The smallest rectangle, at any angle, round a set of points. */
import { type Point, type Quad, distance } from '../geometry.ts'

/** Andrew's monotone chain. */
export function convexHull(points: Point[]): Point[] {
  const sorted = [...points].sort((a, b) => a[0] - b[0] || a[1] - b[1])
  const half = (ordered: Point[]): Point[] => {
    const chain: Point[] = []
    for (const point of ordered) {
      for (let [a, b] = lastTwo(chain); a && b && turn(a, b, point) <= 0; [a, b] = lastTwo(chain)) chain.pop()
      chain.push(point)
    }
    return chain.slice(0, -1)
  }
  return [...half(sorted), ...half(sorted.reverse())]
}

function lastTwo(chain: Point[]): [Point | undefined, Point | undefined] {
  return [chain.at(-2), chain.at(-1)]
}

function turn(a: Point, b: Point, c: Point): number {
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
}

/** The smallest enclosing rectangle has a side along a hull edge. The longer side is taken as the text line, read left to right. */
export function smallestRectangle(hull: Point[]): Quad {
  let best = { area: Infinity, angle: 0, left: 0, right: 0, top: 0, bottom: 0 }
  hull.forEach((from, i) => {
    const to = hull[(i + 1) % hull.length] ?? from
    const angle = Math.atan2(to[1] - from[1], to[0] - from[0])
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
    let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity]
    for (const [x, y] of hull) {
      const u = x * cos + y * sin
      const v = y * cos - x * sin
      left = Math.min(left, u)
      right = Math.max(right, u)
      top = Math.min(top, v)
      bottom = Math.max(bottom, v)
    }
    const area = (right - left) * (bottom - top)
    if (area < best.area - 1e-6) best = { area, angle, left, right, top, bottom }
  })
  const { angle, left, right, top, bottom } = best
  const back = (u: number, v: number): Point => [
    u * Math.cos(angle) - v * Math.sin(angle),
    u * Math.sin(angle) + v * Math.cos(angle),
  ]
  return reading([back(left, top), back(right, top), back(right, bottom), back(left, bottom)])
}

/** Turns the corners so that the first edge is the long one and points to the right. */
function reading([a, b, c, d]: Quad): Quad {
  const turns: Quad[] = [
    [a, b, c, d],
    [b, c, d, a],
    [c, d, a, b],
    [d, a, b, c],
  ]
  const long = distance(a, b) >= distance(b, c) ? [0, 2] : [1, 3]
  const upright = turns.filter((_, i) => long.includes(i)).find(([from, to]) => to[0] > from[0])
  return upright ?? [a, b, c, d]
}
