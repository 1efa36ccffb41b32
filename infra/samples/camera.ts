import { cross, dot, normalize, subtract, type Vec } from './vector.ts'

/** A pinhole camera. `focalMm` is the 35 mm equivalent, as phones state it: 26 is a phone's main lens. */
export interface Viewpoint {
  readonly eye: Vec
  readonly target: Vec
  readonly focalMm: number
  /** Radians the phone is held askew. */
  readonly roll?: number
}

export interface Camera {
  readonly eye: Vec
  readonly right: Vec
  readonly down: Vec
  readonly forward: Vec
  readonly focalPx: number
  readonly width: number
  readonly height: number
}

export function aim({ eye, target, focalMm, roll = 0 }: Viewpoint, width: number, height: number): Camera {
  const forward = normalize(subtract(target, eye))
  const level = normalize(cross(forward, [0, 0, 1]))
  const plumb = cross(forward, level)
  const mix = (a: Vec, b: Vec, c: number, s: number): Vec => [
    a[0] * c + b[0] * s,
    a[1] * c + b[1] * s,
    a[2] * c + b[2] * s,
  ]
  return {
    eye,
    forward,
    right: mix(level, plumb, Math.cos(roll), Math.sin(roll)),
    down: mix(plumb, level, Math.cos(roll), -Math.sin(roll)),
    focalPx: (focalMm / 36) * width,
    width,
    height,
  }
}

/** Into the camera's own axes: right, down, and depth along the line of sight. */
export function toCamera(camera: Camera, point: Vec): Vec {
  const away = subtract(point, camera.eye)
  return [dot(away, camera.right), dot(away, camera.down), dot(away, camera.forward)]
}

/** Where a point falls in the picture, in pixels from the top left. */
export function project(camera: Camera, point: Vec): readonly [x: number, y: number] {
  const [right, down, depth] = toCamera(camera, point)
  return [camera.width / 2 + (camera.focalPx * right) / depth, camera.height / 2 + (camera.focalPx * down) / depth]
}
