import { box, ellipsoid, merge, quad, sheet, type Mesh } from './mesh.ts'
import { hexToLinear, plainPaint } from './paint.ts'
import { hash, seededRandom } from './random.ts'
import type { Material, Solid } from './raster.ts'
import { drawTexture, readTexture, type Ink } from './texture.ts'
import type { Pose } from './vector.ts'

const standing: Pose = { x: 0, y: 0, heading: 0 }
const storeyM = 3.2
const parapetM = 0.9
const walls = ['#c9bba7', '#b9c3c9', '#d8cfc0', '#a9b4a8', '#c7a590', '#8fa0ad']
const leaves = ['#5c8a46', '#6c9a52', '#4f7d43', '#7da35c']

/** Houses, trees and lamps along both sides of the street. The same seed builds the same town. */
export function buildTown(seed: number): Solid[] {
  const random = seededRandom(seed)
  const solids: Solid[] = []
  for (const side of [1, -1]) {
    for (let x = -150; x < 170;) {
      const width = 14 + random() * 18
      const near = side * (19 + random() * 5)
      const far = near + side * (12 + random() * 6)
      const top = (3 + Math.floor(random() * 9)) * storeyM
      const mesh = box(x, x + width, Math.min(near, far), Math.max(near, far), 0, top + parapetM)
      solids.push({
        mesh,
        pose: standing,
        material: facade(walls[Math.floor(random() * walls.length)] ?? '#c9bba7', top, Math.floor(random() * 1e6)),
      })
      x += width + 2 + random() * 7
    }
    for (let x = -96; x < 110; x += 8.5)
      solids.push(
        ...tree(
          x + random() * 2,
          side * (12.4 + random()),
          0.85 + random() * 0.4,
          leaves[Math.floor(random() * leaves.length)] ?? '#5c8a46',
        ),
      )
    for (let x = -90; x < 100; x += 24) solids.push(...lamp(x + 5, side * 7.9, side))
  }
  return solids
}

function facade(color: string, top: number, seed: number): Material {
  const [r, g, b] = hexToLinear(color)
  return (hit, surface) => {
    surface.r = r
    surface.g = g
    surface.b = b
    if (hit.nz > 0.5 || hit.z > top) return true
    const along = (Math.abs(hit.nx) > 0.5 ? hit.y : hit.x) / 2.8
    const storey = hit.z / storeyM
    const across = along - Math.floor(along)
    const up = storey - Math.floor(storey)
    const ground = storey < 1
    const isWindow = ground
      ? up > 0.12 && up < 0.78 && across > 0.08 && across < 0.92
      : up > 0.28 && up < 0.8 && across > 0.22 && across < 0.78
    if (isWindow) {
      const lit = hash(Math.floor(along) + seed, Math.floor(storey) * 7)
      surface.r = 0.07 + 0.09 * lit
      surface.g = 0.1 + 0.1 * lit
      surface.b = 0.13 + 0.11 * lit
    } else if (up < 0.06) {
      surface.r *= 0.8
      surface.g *= 0.8
      surface.b *= 0.8
    }
    return true
  }
}

function tree(x: number, y: number, size: number, color: string): Solid[] {
  const crown = merge([
    ellipsoid([0, 0, 3.9 * size], [1.7 * size, 1.7 * size, 1.5 * size], 8),
    ellipsoid([0.7 * size, 0.4 * size, 4.7 * size], [1.2 * size, 1.2 * size, 1.1 * size], 8),
    ellipsoid([-0.8 * size, -0.3 * size, 4.5 * size], [1.1 * size, 1.2 * size, 1.1 * size], 8),
  ])
  const pose = { x, y, heading: x }
  return [
    { mesh: column(0.13, 0.1, 3), material: plainPaint('#6b5744'), pose },
    { mesh: crown, material: plainPaint(color), pose },
  ]
}

function lamp(x: number, y: number, side: number): Solid[] {
  const paint = plainPaint('#7d868e', 0.3)
  return [
    { mesh: column(0.09, 0.06, 7.5), material: paint, pose: { x, y, heading: 0 } },
    {
      mesh: box(x - 0.09, x + 0.09, Math.min(y, y - side * 1.9), Math.max(y, y - side * 1.9), 7.42, 7.55),
      material: paint,
      pose: standing,
    },
  ]
}

/** A traffic cone, as drivers put out behind a crash. */
export function cone(x: number, y: number): Solid[] {
  const [r, g, b] = hexToLinear('#ee5a1c')
  const striped: Material = (hit, surface) => {
    const white = (hit.z > 0.3 && hit.z < 0.42) || (hit.z > 0.5 && hit.z < 0.58)
    surface.r = white ? 0.85 : r
    surface.g = white ? 0.85 : g
    surface.b = white ? 0.83 : b
    return true
  }
  return [
    { mesh: box(-0.19, 0.19, -0.19, 0.19, 0, 0.04), material: plainPaint('#2b2d2f'), pose: { x, y, heading: 0.3 } },
    { mesh: column(0.14, 0.03, 0.7), material: striped, pose: { x, y, heading: 0 } },
  ]
}

const triangleSvg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 90" width="100" height="90">
<path d="M50 4 L97 86 L3 86Z" fill="#d3202a"/><path d="M50 12 L90 82 L10 82Z" fill="#f3b9a9"/><path d="M50 18 L85 80 L15 80Z" fill="#d3202a"/><path d="M50 36 L71 72 L29 72Z" fill="#fff" fill-opacity="0"/></svg>`

/** The warning triangle (三角警告牌), facing the traffic that comes up from behind. */
export async function warningTriangle(x: number, y: number): Promise<Solid> {
  const texture = await drawTexture(triangleSvg, 256)
  const ink: Ink = { r: 0, g: 0, b: 0, a: 0 }
  const mesh = quad([0, 0.28, 0.53], [0, 0.28, 0.03], [0, -0.28, 0.03], [0, -0.28, 0.53])
  const material: Material = (hit, surface) => {
    readTexture(texture, 0.5 - hit.y / 0.56, 1 - (hit.z - 0.03) / 0.5, hit.footprint / 0.56, ink)
    surface.r = ink.r
    surface.g = ink.g
    surface.b = ink.b
    return ink.a > 0.5
  }
  return { mesh, material, pose: { x, y, heading: 0 } }
}

function column(bottomRadius: number, topRadius: number, height: number): Mesh {
  return sheet(8, 16, (u, v) => {
    const radius = bottomRadius + (topRadius - bottomRadius) * u
    return [radius * Math.cos(-2 * Math.PI * v), radius * Math.sin(-2 * Math.PI * v), height * u]
  })
}
