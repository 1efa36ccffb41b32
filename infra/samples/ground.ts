import sharp from 'sharp'
import type { Camera } from './camera.ts'
import { illuminate, sky, sun, veil, type Light, type Surface } from './light.ts'
import { lineOfSight, type Canvas, type Solid } from './raster.ts'
import { paintRoad, type SkidMark } from './road.ts'
import { place, type Vec } from './vector.ts'

/** How much sun reaches each spot of the ground near the cars: 1 all, 0 none. */
interface ShadowMap {
  readonly x0: number
  readonly y0: number
  readonly size: number
  readonly sunlit: Uint8Array
}

const spanM = 26
const pixelsPerM = 40

/** Throws the solids' shadows on the ground: every triangle, moved along the sun's rays, then softened. */
async function throwShadows(solids: readonly Solid[], [cx, cy]: readonly [number, number]): Promise<ShadowMap> {
  const size = spanM * pixelsPerM
  const x0 = cx - spanM / 2
  const y0 = cy - spanM / 2
  const fall = ([x, y, z]: Vec): Spot => [
    (x - (sun[0] / sun[2]) * z - x0) * pixelsPerM,
    (y - (sun[1] / sun[2]) * z - y0) * pixelsPerM,
  ]
  const hard = new Uint8Array(size * size).fill(255)
  for (const { mesh, pose } of solids) {
    const fallen = mesh.points.map((point) => fall(place(pose, point)))
    for (const [a, b, c] of mesh.triangles) blacken(hard, size, fallen[a], fallen[b], fallen[c])
  }
  const raw = { width: size, height: size, channels: 1 } as const
  const soft = await sharp(hard, { raw }).blur(2.2).toColourspace('b-w').raw().toBuffer()
  return { x0, y0, size, sunlit: new Uint8Array(soft) }
}

type Spot = readonly [x: number, y: number]

function blacken(map: Uint8Array, size: number, a?: Spot, b?: Spot, c?: Spot): void {
  if (!a || !b || !c) return
  const area = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
  if (area === 0) return
  const first = Math.max(0, Math.floor(Math.min(a[1], b[1], c[1])))
  const last = Math.min(size - 1, Math.ceil(Math.max(a[1], b[1], c[1])))
  const left = Math.max(0, Math.floor(Math.min(a[0], b[0], c[0])))
  const right = Math.min(size - 1, Math.ceil(Math.max(a[0], b[0], c[0])))
  for (let y = first; y <= last; y++)
    for (let x = left; x <= right; x++) {
      const shareB = ((x - a[0]) * (c[1] - a[1]) - (y - a[1]) * (c[0] - a[0])) / area
      const shareC = ((b[0] - a[0]) * (y - a[1]) - (b[1] - a[1]) * (x - a[0])) / area
      if (shareB >= 0 && shareC >= 0 && shareB + shareC <= 1) map[y * size + x] = 0
    }
}

/** Fills what no solid covers: the street with its shadows below the horizon, the sky above. */
export async function drawGround(
  canvas: Canvas,
  camera: Camera,
  casting: readonly Solid[],
  centre: readonly [number, number],
  skids: readonly SkidMark[],
): Promise<void> {
  const shadows = await throwShadows(casting, centre)
  const surface: Surface = { r: 0, g: 0, b: 0, gloss: 0 }
  const light: Light = { r: 0, g: 0, b: 0 }
  const up: Vec = [0, 0, 1]

  for (let py = 0; py < canvas.height; py++)
    for (let px = 0; px < canvas.width; px++) {
      const pixel = py * canvas.width + px
      if (canvas.depth[pixel] !== Infinity) continue
      const view = lineOfSight(camera, px + 0.5, py + 0.5)
      if (view[2] > -0.002) sky(view[0], view[1], view[2], light)
      else {
        const distance = -camera.eye[2] / view[2]
        const x = camera.eye[0] + view[0] * distance
        const y = camera.eye[1] + view[1] * distance
        const blur = distance / camera.focalPx / Math.max(-view[2], 0.08) ** 0.5
        paintRoad(x, y, blur, skids, surface)
        const sunlit = sunlitAt(shadows, x, y)
        illuminate(surface, up, view, sunlit, light)
        const open = 0.45 + 0.55 * sunlit
        light.r *= open
        light.g *= open
        light.b *= open
        veil(light, distance)
      }
      canvas.light[pixel * 3] = light.r
      canvas.light[pixel * 3 + 1] = light.g
      canvas.light[pixel * 3 + 2] = light.b
    }
}

function sunlitAt({ x0, y0, size, sunlit }: ShadowMap, x: number, y: number): number {
  const u = (x - x0) * pixelsPerM - 0.5
  const v = (y - y0) * pixelsPerM - 0.5
  const column = Math.floor(u)
  const line = Math.floor(v)
  if (column < 0 || line < 0 || column >= size - 1 || line >= size - 1) return 1
  const at = line * size + column
  const above = (sunlit[at] ?? 255) * (1 - u + column) + (sunlit[at + 1] ?? 255) * (u - column)
  const below = (sunlit[at + size] ?? 255) * (1 - u + column) + (sunlit[at + size + 1] ?? 255) * (u - column)
  return (above * (1 - v + line) + below * (v - line)) / 255
}
