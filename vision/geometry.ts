/** Points, quadrilaterals and the mapping between them. */
import type { Corners } from './contract.ts'

export type Point = [x: number, y: number]
export type Quad = Corners

export function distance(a: Point, b: Point): number {
  return Math.hypot(b[0] - a[0], b[1] - a[1])
}

/** Mean length of the upper and lower edge. */
export function quadWidth([tl, tr, br, bl]: Quad): number {
  return (distance(tl, tr) + distance(bl, br)) / 2
}

/** Mean length of the left and right edge. */
export function quadHeight([tl, tr, br, bl]: Quad): number {
  return (distance(tl, bl) + distance(tr, br)) / 2
}

export function quadCentre(quad: Quad): Point {
  return [quad.reduce((sum, p) => sum + p[0], 0) / 4, quad.reduce((sum, p) => sum + p[1], 0) / 4]
}

/** Angle of the text line in degrees, clockwise positive (y points down). */
export function quadTilt([tl, tr, br, bl]: Quad): number {
  return (Math.atan2(tr[1] + br[1] - tl[1] - bl[1], tr[0] + br[0] - tl[0] - bl[0]) * 180) / Math.PI
}

/** How many degrees the angle between text line and uprights is more or less than a right one; positive where the uprights lean to the right. */
export function quadLean(quad: Quad): number {
  const [tl, tr, br, bl] = quad
  const uprights = (Math.atan2(bl[1] + br[1] - tl[1] - tr[1], bl[0] + br[0] - tl[0] - tr[0]) * 180) / Math.PI
  return ((uprights - quadTilt(quad) + 540) % 360) - 180 - 90
}

/** All of an upright picture. */
export function wholeQuad({ width, height }: { width: number; height: number }): Quad {
  return [
    [0, 0],
    [width, 0],
    [width, height],
    [0, height],
  ]
}

/** The same place, its text read upside down. */
export function upsideDown([tl, tr, br, bl]: Quad): Quad {
  return [br, bl, tl, tr]
}

export function scaleQuad(quad: Quad, factor: number): Quad {
  return mapQuad(quad, ([x, y]) => [x * factor, y * factor])
}

export function mapQuad([a, b, c, d]: Quad, move: (point: Point) => Point): Quad {
  return [move(a), move(b), move(c), move(d)]
}

/**
 * The part of a quadrilateral between the given fractions of its own width and height; values below 0 or above 1 reach beyond its edges.
 */
export function partOfQuad(quad: Quad, left: number, top: number, right: number, bottom: number): Quad {
  const at = (u: number, v: number): Point => {
    const [tl, tr, br, bl] = quad
    const along = (k: 0 | 1) => (1 - v) * ((1 - u) * tl[k] + u * tr[k]) + v * ((1 - u) * bl[k] + u * br[k])
    return [along(0), along(1)]
  }
  return [at(left, top), at(right, top), at(right, bottom), at(left, bottom)]
}

/** Axis-parallel bounds. */
export function boundsOf(quad: Quad): { left: number; top: number; right: number; bottom: number } {
  const xs = quad.map((p) => p[0])
  const ys = quad.map((p) => p[1])
  return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) }
}

/** Intersection over union of the bounds: enough to tell whether two boxes hang on the same plate. */
export function overlap(a: Quad, b: Quad): number {
  const p = boundsOf(a)
  const q = boundsOf(b)
  const width = Math.min(p.right, q.right) - Math.max(p.left, q.left)
  const height = Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top)
  if (width <= 0 || height <= 0) return 0
  const shared = width * height
  return shared / ((p.right - p.left) * (p.bottom - p.top) + (q.right - q.left) * (q.bottom - q.top) - shared)
}

/** The projective map x = (a u + b v + c) / (g u + h v + 1), y likewise with d, e, f. */
export type Projection = Readonly<Record<'a' | 'b' | 'c' | 'd' | 'e' | 'f' | 'g' | 'h', number>>

/**
 * From the unit square to a quadrilateral. Source: Heckbert, Fundamentals of Texture Mapping and Image Warping (1989), 2.2.3.
 */
export function unitSquareTo([p0, p1, p2, p3]: Quad): Projection {
  const sx = p0[0] - p1[0] + p2[0] - p3[0]
  const sy = p0[1] - p1[1] + p2[1] - p3[1]
  const dx1 = p1[0] - p2[0]
  const dx2 = p3[0] - p2[0]
  const dy1 = p1[1] - p2[1]
  const dy2 = p3[1] - p2[1]
  const det = dx1 * dy2 - dx2 * dy1 || 1e-9
  const g = (sx * dy2 - dx2 * sy) / det
  const h = (dx1 * sy - sx * dy1) / det
  const [a, b, c] = [p1[0] - p0[0] + g * p1[0], p3[0] - p0[0] + h * p3[0], p0[0]]
  const [d, e, f] = [p1[1] - p0[1] + g * p1[1], p3[1] - p0[1] + h * p3[1], p0[1]]
  return { a, b, c, d, e, f, g, h }
}
