import type { Car, Dent } from './car-description.ts'
import { drawLiveries, type Liveries } from './livery.ts'
import { merge, ellipsoid, quad, sheet, wheel, type Mesh } from './mesh.ts'
import { plateLayouts, plateSvg, type SamplePlate } from './plate.ts'
import type { Hit, Material, Solid } from './raster.ts'
import type { CarShape } from './shapes.ts'
import { drawTexture, readTexture, type Ink, type Texture } from './texture.ts'
import { clamp, place, type Pose, type Vec } from './vector.ts'
import { hexToLinear, plainPaint } from './paint.ts'

/** A plate as it hangs in the scene: corners in world metres, from the characters' top left clockwise. */
export interface HungPlate {
  readonly plate: SamplePlate
  readonly corners: readonly [Vec, Vec, Vec, Vec]
}

export interface ParkedCar {
  readonly solids: readonly Solid[]
  readonly plates: readonly HungPlate[]
}

/** Builds a car and stands it in the street. Everything painted on it (windows, lamps, seams, plates) is drawn as SVG. */
export async function parkCar(car: Car, pose: Pose): Promise<ParkedCar> {
  const { shape } = car
  const liveries = await drawLiveries(car)
  const bodyMaterial = paintedBody(car, liveries)
  const solid = (mesh: Mesh, material: Material): Solid => ({ mesh, material, pose })

  const hung = [hang(shape, car.frontPlate, 1), hang(shape, car.rearPlate, -1)]
  const plateTextures = await Promise.all(
    [car.frontPlate, car.rearPlate].map((plate) => drawTexture(plateSvg(plate), 1024)),
  )
  const mirrors = merge(
    [1, -1].map((side) =>
      ellipsoid([shape.mirrorX, side * (shape.halfWidth + 0.1), shape.beltZ + 0.03], [0.09, 0.12, 0.08]),
    ),
  )

  return {
    solids: [
      solid(bodyShell(shape, car.dents), bodyMaterial),
      ...(shape.cabin ? [solid(cabinShell(shape), bodyMaterial)] : []),
      solid(mirrors, plainPaint(car.paint, 0.9)),
      ...shape.axles.flatMap((x) =>
        ([1, -1] as const).map((side) =>
          solid(
            wheel([x, side * (shape.halfWidth - 0.13), shape.wheelRadius], shape.wheelRadius, 0.22, side),
            wheelMaterial([x, shape.wheelRadius], shape.wheelRadius, liveries.wheel),
          ),
        ),
      ),
      ...hung.flatMap(({ mesh, backing }, i) => [
        solid(backing, plainPaint('#15171a', 0.3)),
        solid(mesh, plateMaterial(mesh, plateTextures[i])),
      ]),
    ],
    plates: hung.map(({ plate, corners }) => ({
      plate,
      corners: corners.map((corner) => place(pose, corner)) as [Vec, Vec, Vec, Vec],
    })),
  }
}

/** A super-ellipsoid whose top line follows the car's profile: flat faces, round edges. */
function bodyShell(shape: CarShape, dents: readonly Dent[]): Mesh {
  const half = shape.length / 2
  return sheet(150, 96, (u, v) => {
    const along = -Math.cos(Math.PI * u)
    const plan = (1 - Math.abs(along) ** shape.planPower) ** (1 / shape.planPower)
    const upright = (1 - Math.abs(along) ** 9) ** (1 / 9)
    const x = half * along
    const middle = (shape.floorZ + shape.bodyTop(x)) / 2
    const rise = ((shape.bodyTop(x) - shape.floorZ) / 2) * upright
    const angle = -Math.PI / 2 - 2 * Math.PI * v
    const across = signedPower(Math.cos(angle), 0.36)
    const up = signedPower(Math.sin(angle), 0.42)
    const tumble = 1 - shape.tumble * Math.max(0, up) ** 2 - 0.05 * Math.max(0, -up) ** 2
    return pushed([x, shape.halfWidth * plan * across * tumble, middle + rise * up], dents)
  })
}

function cabinShell(shape: CarShape): Mesh {
  const { cabin } = shape
  if (!cabin) throw new Error('This shape has no cabin of its own')
  return sheet(90, 64, (u, v) => {
    const x = cabin.rearX + (cabin.frontX - cabin.rearX) * u
    const base = shape.beltZ - 0.06
    const height = Math.max(0.01, cabin.roof(x) - base)
    const angle = Math.PI * (1 - v)
    const up = Math.max(0, Math.sin(angle)) ** 0.5
    const halfBelt = shape.halfWidth * (0.93 - 0.1 * Math.abs(2 * u - 1) ** 3)
    const lean = 1 - 0.22 * ((height * up) / (cabin.roof(0) - base))
    return [x, halfBelt * signedPower(Math.cos(angle), 0.42) * lean, base + height * up]
  })
}

function pushed(point: Vec, dents: readonly Dent[]): Vec {
  return dents.reduce<Vec>((p, { at, push, radiusM }) => {
    const distance = Math.hypot(p[0] - at[0], p[1] - at[1], p[2] - at[2]) / radiusM
    const share = Math.exp(-distance * distance)
    return [p[0] + push[0] * share, p[1] + push[1] * share, p[2] + push[2] * share]
  }, point)
}

const signedPower = (value: number, power: number) => Math.sign(value) * Math.abs(value) ** power

/** The paint, and over it the drawing of the face the hit belongs to: front, rear or side. Wheel arches are cut out. */
function paintedBody(car: Car, liveries: Liveries): Material {
  const { shape } = car
  const paint = hexToLinear(car.paint)
  const ink: Ink = { r: 0, g: 0, b: 0, a: 0 }
  const half = shape.length / 2

  return (hit, surface) => {
    if (hit.inside) {
      surface.r = surface.g = surface.b = 0.006
      return true
    }
    const inArch = shape.axles.some((x) => Math.hypot(hit.x - x, hit.z - shape.wheelRadius) < shape.wheelRadius + 0.055)
    if (inArch && Math.abs(hit.y) > 0.4) return false

    const forward = Math.abs(hit.nx) * 1.6
    const sideways = Math.abs(hit.ny) * 1.2
    const upward = Math.abs(hit.nz) * 0.6
    const v = 1 - hit.z / shape.height
    if (forward > sideways && forward > upward) {
      const u = 0.5 + hit.y / (2 * shape.halfWidth) // front and rear are drawn alike left and right
      readTexture(hit.nx > 0 ? liveries.front : liveries.rear, u, v, hit.footprint / (2 * shape.halfWidth), ink)
    } else if (sideways > upward) {
      const face = hit.ny > 0 ? liveries.left : liveries.right
      readTexture(face, (hit.x + half) / shape.length, v, hit.footprint / shape.length, ink)
    } else ink.a = 0

    surface.r = paint[0] + (ink.r - paint[0]) * ink.a
    surface.g = paint[1] + (ink.g - paint[1]) * ink.a
    surface.b = paint[2] + (ink.b - paint[2]) * ink.a
    surface.gloss = hit.z < shape.floorZ + 0.1 ? 0.3 : 1
    return true
  }
}

function wheelMaterial([cx, cz]: readonly [number, number], radius: number, texture: Texture): Material {
  const ink: Ink = { r: 0, g: 0, b: 0, a: 0 }
  return (hit: Hit, surface) => {
    readTexture(
      texture,
      0.5 + (hit.x - cx) / (2 * radius),
      0.5 - (hit.z - cz) / (2 * radius),
      hit.footprint / (2 * radius),
      ink,
    )
    surface.r = Math.max(ink.r * ink.a, 0.012)
    surface.g = Math.max(ink.g * ink.a, 0.012)
    surface.b = Math.max(ink.b * ink.a, 0.013)
    surface.gloss = 0.25
    return true
  }
}

interface PlateOnCar extends HungPlate {
  readonly mesh: Mesh
  readonly backing: Mesh
}

/** Hangs a plate on the front (+1) or the rear (-1); corners in the car's coordinates. */
function hang(shape: CarShape, plate: SamplePlate, end: 1 | -1): PlateOnCar {
  const { width, height } = plateLayouts[plate.kind]
  const middleZ = end === 1 ? shape.frontPlateZ : shape.rearPlateZ
  const standOff = shape.length / 2 + 0.012
  const rectangle = (marginM: number, x: number): [Vec, Vec, Vec, Vec] => {
    const across = (width / 2000 + marginM) * end
    const up = height / 2000 + marginM
    return [
      [x * end, -across, middleZ + up],
      [x * end, across, middleZ + up],
      [x * end, across, middleZ - up],
      [x * end, -across, middleZ - up],
    ]
  }
  const corners = rectangle(0, standOff)
  const [topLeft, topRight, bottomRight, bottomLeft] = corners
  const frame = rectangle(0.012, standOff - 0.004)
  return {
    plate,
    corners,
    mesh: quad(topLeft, bottomLeft, bottomRight, topRight),
    backing: quad(frame[0], frame[3], frame[2], frame[1]),
  }
}

function plateMaterial(mesh: Mesh, texture: Texture | undefined): Material {
  const [topLeft, , bottomRight] = mesh.points
  if (!topLeft || !bottomRight || !texture) throw new Error('A plate has four corners and a face')
  const ink: Ink = { r: 0, g: 0, b: 0, a: 0 }
  const across = bottomRight[1] - topLeft[1]
  return (hit, surface) => {
    const u = clamp((hit.y - topLeft[1]) / across, 0, 1)
    const v = clamp((hit.z - topLeft[2]) / (bottomRight[2] - topLeft[2]), 0, 1)
    readTexture(texture, u, v, hit.footprint / Math.abs(across), ink)
    if (ink.a < 0.5) return false
    surface.r = ink.r
    surface.g = ink.g
    surface.b = ink.b
    surface.gloss = 0.15
    return true
  }
}
