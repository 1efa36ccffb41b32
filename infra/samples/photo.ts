import sharp from 'sharp'
import { aim, project, toCamera, type Camera, type Viewpoint } from './camera.ts'
import type { Car } from './car-description.ts'
import { parkCar, type HungPlate, type ParkedCar } from './car.ts'
import { drawGround } from './ground.ts'
import { plateLayouts } from './plate.ts'
import { seededRandom } from './random.ts'
import { blankCanvas, drawSolid, type Canvas, type Solid } from './raster.ts'
import type { SkidMark } from './road.ts'
import { buildTown, cone, warningTriangle } from './town.ts'
import { clamp, type Pose, type Vec } from './vector.ts'

/** Cars as they came to rest, and what lies around them. */
export interface Scene {
  readonly seed: number
  readonly cars: readonly { readonly car: Car; readonly pose: Pose }[]
  readonly skids?: readonly SkidMark[]
  readonly cones?: readonly (readonly [x: number, y: number])[]
  readonly warningTriangle?: readonly [x: number, y: number]
}

/** How the phone took it. */
export interface Exposure {
  readonly viewpoint: Viewpoint
  /** 1 is right; 0.05 is night without a lamp. */
  readonly exposure?: number
  /** Radius of the blur in pixels of the photo; 0.5 is a sharp phone picture. */
  readonly blurPx?: number
  readonly seed: number
}

/** A plate that can be read in the photo; corners in pixels, from the characters' top left clockwise. */
export interface PlateLabel {
  readonly plate: string
  readonly color: 'blue' | 'yellow' | 'green'
  readonly corners: readonly (readonly [number, number])[]
}

export interface Photo {
  readonly width: number
  readonly height: number
  /** Interleaved 8-bit sRGB. */
  readonly rgb: Buffer
  readonly plates: readonly PlateLabel[]
}

export const photoSize = { width: 1600, height: 1200 } as const
/** Narrower, or seen more askew, a plate is no longer labelled: nobody could be asked to read it. */
const readableWidthPx = 60
const readableForeshortening = 0.35

/**
 * Renders a scene. `scale` shrinks the photo (labels stay in full-size pixels) and `samples` is how many rays per pixel side
 * smooth the edges: full quality is scale 1, samples 2.
 */
export async function takePhoto(scene: Scene, shot: Exposure, { scale = 1, samples = 2 } = {}): Promise<Photo> {
  const width = photoSize.width * scale
  const height = photoSize.height * scale
  const camera = aim(shot.viewpoint, width * samples, height * samples)
  const canvas = blankCanvas(camera.width, camera.height)

  const parked = await Promise.all(scene.cars.map(({ car, pose }) => parkCar(car, pose)))
  const things: Solid[] = [
    ...parked.flatMap(({ solids }) => solids),
    ...(scene.cones ?? []).flatMap(([x, y]) => cone(x, y)),
    ...(scene.warningTriangle ? [await warningTriangle(...scene.warningTriangle)] : []),
  ]
  for (const solid of [...things, ...buildTown(scene.seed)]) drawSolid(canvas, camera, solid)
  await drawGround(canvas, camera, things, middleOf(scene), scene.skids ?? [])

  return {
    width,
    height,
    rgb: await develop(canvas, samples, scale, shot),
    plates: readablePlates(canvas, camera, parked),
  }
}

function middleOf({ cars }: Scene): readonly [number, number] {
  const mean = (axis: 'x' | 'y') => cars.reduce((sum, { pose }) => sum + pose[axis], 0) / Math.max(1, cars.length)
  return [mean('x'), mean('y')]
}

/** Averages the samples, sets the exposure, and adds what a small lens and sensor add: vignette, blur, grain. */
async function develop(canvas: Canvas, samples: number, scale: number, shot: Exposure): Promise<Buffer> {
  const width = canvas.width / samples
  const height = canvas.height / samples
  const { exposure = 1, blurPx = 0.5 } = shot
  const clean = Buffer.alloc(width * height * 3)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const corner = Math.hypot(x / width - 0.5, y / height - 0.5)
      const gain = exposure * (1 - 0.28 * corner * corner)
      for (let channel = 0; channel < 3; channel++) {
        let sum = 0
        for (let dy = 0; dy < samples; dy++)
          for (let dx = 0; dx < samples; dx++)
            sum += shoulder(
              (canvas.light[((y * samples + dy) * canvas.width + x * samples + dx) * 3 + channel] ?? 0) * gain,
            )
        clean[(y * width + x) * 3 + channel] = Math.round(255 * gamma(sum / (samples * samples)))
      }
    }

  const raw = { width, height, channels: 3 } as const
  const sigma = blurPx * scale
  const soft = sigma >= 0.3 ? await sharp(clean, { raw }).blur(sigma).raw().toBuffer() : clean
  const random = seededRandom(shot.seed)
  return soft.map((value) => clamp(Math.round(value + (random() + random() + random() - 1.5) * 3.2), 0, 255)) as Buffer
}

/** Bright light is pressed together instead of cut off. */
const shoulder = (light: number) => (light < 0.6 ? light : 0.6 + 0.4 * Math.tanh((light - 0.6) / 0.4))

/** Linear light to sRGB, IEC 61966-2-1. */
const gamma = (light: number) => (light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055)

function readablePlates(canvas: Canvas, camera: Camera, parked: readonly ParkedCar[]): PlateLabel[] {
  const zoom = photoSize.width / camera.width
  return parked
    .flatMap(({ plates }) => plates)
    .filter((hung) => facesCamera(hung, camera) && isUncovered(hung, canvas, camera))
    .map(({ plate, corners }) => ({
      plate: plate.number,
      layout: plateLayouts[plate.kind],
      corners: corners.map(
        (corner) => project(camera, corner).map((pixel) => Math.round(pixel * zoom * 10) / 10) as [number, number],
      ),
    }))
    .filter(({ layout, corners }) => corners.every(isInside) && isReadable(corners, layout.width / layout.height))
    .map(({ plate, layout, corners }) => ({ plate, color: layout.color, corners }))
}

function facesCamera({ corners }: HungPlate, camera: Camera): boolean {
  if (corners.some((corner) => toCamera(camera, corner)[2] <= 0)) return false
  const [[ax, ay], [bx, by], , [dx, dy]] = corners.map((corner) => project(camera, corner)) as [
    Pixel,
    Pixel,
    Pixel,
    Pixel,
  ]
  return (bx - ax) * (dy - ay) - (by - ay) * (dx - ax) > 0
}

type Pixel = readonly [x: number, y: number]

function isReadable([a, b, , d]: readonly Pixel[], trueAspect: number): boolean {
  if (!a || !b || !d) return false
  const width = Math.hypot(b[0] - a[0], b[1] - a[1])
  const height = Math.hypot(d[0] - a[0], d[1] - a[1])
  return width >= readableWidthPx && width / height >= readableForeshortening * trueAspect
}

const isInside = ([x, y]: Pixel) => x >= 0 && y >= 0 && x <= photoSize.width && y <= photoSize.height

/** Looks at a grid of spots on the plate: is anything nearer to the eye? */
function isUncovered({ corners: [a, b, c, d] }: HungPlate, canvas: Canvas, camera: Camera): boolean {
  const steps = [0.05, 0.2, 0.35, 0.5, 0.65, 0.8, 0.95]
  return steps.every((u) =>
    steps.every((v) => {
      const spot = [0, 1, 2].map((axis) => {
        const top = (a[axis] ?? 0) * (1 - u) + (b[axis] ?? 0) * u
        const bottom = (d[axis] ?? 0) * (1 - u) + (c[axis] ?? 0) * u
        return top * (1 - v) + bottom * v
      }) as [number, number, number]
      const [x, y] = project(camera, spot satisfies Vec)
      if (x < 0 || y < 0 || x >= canvas.width || y >= canvas.height) return false
      const depth = canvas.depth[Math.floor(y) * canvas.width + Math.floor(x)] ?? 0
      return depth > toCamera(camera, spot)[2] - 0.02
    }),
  )
}
