/** Metres: x along the road, y to its left, z up. */
export type Vec = readonly [x: number, y: number, z: number]

export const subtract = (a: Vec, b: Vec): Vec => [a[0] - b[0], a[1] - b[1], a[2] - b[2]]
const scale = (a: Vec, k: number): Vec => [a[0] * k, a[1] * k, a[2] * k]
export const dot = (a: Vec, b: Vec): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
export const cross = (a: Vec, b: Vec): Vec => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
]
export const normalize = (a: Vec): Vec => scale(a, 1 / (Math.hypot(...a) || 1))

export const clamp = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high)

/** 0 below `low`, 1 above `high`, smooth between. */
export function smoothStep(low: number, high: number, value: number): number {
  const t = clamp((value - low) / (high - low), 0, 1)
  return t * t * (3 - 2 * t)
}

/** Where a thing stands on the ground; heading in radians, 0 looks along the road, positive turns left. */
export interface Pose {
  readonly x: number
  readonly y: number
  readonly heading: number
}

export function place({ x, y, heading }: Pose, [px, py, pz]: Vec): Vec {
  const c = Math.cos(heading)
  const s = Math.sin(heading)
  return [x + px * c - py * s, y + px * s + py * c, pz]
}

export const turn = ({ heading }: Pose, direction: Vec): Vec => place({ x: 0, y: 0, heading }, direction)
