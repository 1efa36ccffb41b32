import { toCamera, type Camera } from './camera.ts'
import { illuminate, veil, type Light, type Surface } from './light.ts'
import type { Mesh } from './mesh.ts'
import { place, turn, type Pose, type Vec } from './vector.ts'

/** A point of a solid that a pixel sees, in the solid's own coordinates. Reused from pixel to pixel. */
export interface Hit {
  x: number
  y: number
  z: number
  nx: number
  ny: number
  nz: number
  /** Seen from inside the shell. */
  inside: boolean
  /** Metres of the surface that one pixel spans, seen square on. */
  footprint: number
}

/** Says what the surface is like at a hit; false means there is a hole. */
export type Material = (hit: Hit, surface: Surface) => boolean

export interface Solid {
  readonly mesh: Mesh
  readonly material: Material
  readonly pose: Pose
}

/** Linear light and depth of every pixel; depth is infinite where nothing stands. */
export interface Canvas {
  readonly width: number
  readonly height: number
  readonly light: Float32Array
  readonly depth: Float32Array
}

export function blankCanvas(width: number, height: number): Canvas {
  return {
    width,
    height,
    light: new Float32Array(width * height * 3),
    depth: new Float32Array(width * height).fill(Infinity),
  }
}

/** A triangle's corner on its way to the screen: camera axes, then own coordinates, then own normal. */
type Corner = readonly number[]

const nearM = 0.05

/** Draws a solid into the canvas: nearest surface wins (z-buffer), attributes are interpolated in perspective. */
export function drawSolid(canvas: Canvas, camera: Camera, solid: Solid): void {
  const corners = solid.mesh.points.map((point, i): Corner => {
    const normal = solid.mesh.normals[i] ?? [0, 0, 1]
    return [...toCamera(camera, place(solid.pose, point)), ...point, ...normal]
  })
  for (const [a, b, c] of solid.mesh.triangles) {
    const clipped = clipNear([corners[a], corners[b], corners[c]].filter((corner) => corner !== undefined))
    for (let i = 2; i < clipped.length; i++)
      fill(canvas, camera, solid, clipped[0] ?? [], clipped[i - 1] ?? [], clipped[i] ?? [])
  }
}

/** Cuts off what lies behind the lens (Sutherland and Hodgman 1974, one plane). */
function clipNear(polygon: readonly Corner[]): readonly Corner[] {
  const depthOf = (corner: Corner) => corner[2] ?? 0
  if (polygon.every((corner) => depthOf(corner) >= nearM)) return polygon
  return polygon.flatMap((corner, i) => {
    const next = polygon[(i + 1) % polygon.length] ?? corner
    const kept = depthOf(corner) >= nearM ? [corner] : []
    if (depthOf(corner) >= nearM === depthOf(next) >= nearM) return kept
    const share = (nearM - depthOf(corner)) / (depthOf(next) - depthOf(corner))
    return [...kept, corner.map((value, axis) => value + ((next[axis] ?? 0) - value) * share)]
  })
}

const hit: Hit = { x: 0, y: 0, z: 0, nx: 0, ny: 0, nz: 0, inside: false, footprint: 0 }
const surface: Surface = { r: 0, g: 0, b: 0, gloss: 0 }
const light: Light = { r: 0, g: 0, b: 0 }

function fill(canvas: Canvas, camera: Camera, solid: Solid, a: Corner, b: Corner, c: Corner): void {
  const onScreen = (corner: Corner) => {
    const inverse = 1 / (corner[2] ?? 1)
    return [
      canvas.width / 2 + camera.focalPx * (corner[0] ?? 0) * inverse,
      canvas.height / 2 + camera.focalPx * (corner[1] ?? 0) * inverse,
      inverse,
    ] as const
  }
  const [ax, ay, aw] = onScreen(a)
  const [bx, by, bw] = onScreen(b)
  const [cx, cy, cw] = onScreen(c)
  const area = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)
  if (area === 0) return

  const left = Math.max(0, Math.ceil(Math.min(ax, bx, cx) - 0.5))
  const right = Math.min(canvas.width - 1, Math.floor(Math.max(ax, bx, cx) - 0.5))
  const top = Math.max(0, Math.ceil(Math.min(ay, by, cy) - 0.5))
  const bottom = Math.min(canvas.height - 1, Math.floor(Math.max(ay, by, cy) - 0.5))
  const attribute = (axis: number, u: number, v: number, w: number) =>
    (a[axis] ?? 0) * u + (b[axis] ?? 0) * v + (c[axis] ?? 0) * w

  for (let y = top; y <= bottom; y++)
    for (let x = left; x <= right; x++) {
      const px = x + 0.5
      const py = y + 0.5
      const shareB = ((px - ax) * (cy - ay) - (py - ay) * (cx - ax)) / area
      const shareC = ((bx - ax) * (py - ay) - (by - ay) * (px - ax)) / area
      const shareA = 1 - shareB - shareC
      if (shareA < 0 || shareB < 0 || shareC < 0) continue

      const depth = 1 / (shareA * aw + shareB * bw + shareC * cw)
      const pixel = y * canvas.width + x
      if (depth >= (canvas.depth[pixel] ?? 0)) continue

      const u = shareA * aw * depth
      const v = shareB * bw * depth
      const w = shareC * cw * depth
      hit.x = attribute(3, u, v, w)
      hit.y = attribute(4, u, v, w)
      hit.z = attribute(5, u, v, w)
      const nx = attribute(6, u, v, w)
      const ny = attribute(7, u, v, w)
      const nz = attribute(8, u, v, w)
      const length = Math.hypot(nx, ny, nz) || 1
      hit.nx = nx / length
      hit.ny = ny / length
      hit.nz = nz / length
      hit.footprint = depth / camera.focalPx
      // With y downwards on the screen, a face that turns counter-clockwise in the world has a negative area.
      hit.inside = area > 0
      surface.gloss = 0
      if (!solid.material(hit, surface)) continue

      const view = lineOfSight(camera, px, py)
      illuminate(surface, turn(solid.pose, [hit.nx, hit.ny, hit.nz]), view, 1, light)
      veil(light, depth)
      canvas.depth[pixel] = depth
      canvas.light[pixel * 3] = light.r
      canvas.light[pixel * 3 + 1] = light.g
      canvas.light[pixel * 3 + 2] = light.b
    }
}

/** The direction in which a pixel looks, length 1. */
export function lineOfSight(camera: Camera, px: number, py: number): Vec {
  const right = (px - camera.width / 2) / camera.focalPx
  const down = (py - camera.height / 2) / camera.focalPx
  const length = Math.sqrt(1 + right * right + down * down)
  return [
    (camera.forward[0] + camera.right[0] * right + camera.down[0] * down) / length,
    (camera.forward[1] + camera.right[1] * right + camera.down[1] * down) / length,
    (camera.forward[2] + camera.right[2] * right + camera.down[2] * down) / length,
  ]
}
