/**
 * The vehicles of a photo. Two small models of different schooling (card: models/README.md): the SSD knows vehicles near by and cut off by the frame, the
 * NanoDet those far away. The second is asked only where the first is not sure, which is one accident photo in four.
 */
import ort from 'onnxruntime-node'
import type { ModelVersion, Vehicle } from '../contract.ts'
import type { Photo } from '../decode.ts'
import { type VehicleModels, loadVehicleModels } from '../models/vehicle-models.ts'
import type { Model } from '../models/sessions.ts'
import { halvedBelow, stretched } from '../resample.ts'
import type { Raster } from '../raster.ts'
import { type Seen, sightingsOf, vehiclesSeen } from './sightings.ts'

/** The sessions behind it block the thread while they run. */
export interface VehicleFinder {
  /** Surest first; boxes in pixels of the photo, inside its frame. */
  findVehicles(photo: Pick<Photo, 'image' | 'view'>): Promise<Vehicle[]>
  readonly versions: readonly ModelVersion[]
  readonly totalBytes: number
}

/**
 * Long side in pixels of what the models see: of the first, which shrinks what it is given to 300 x 300, the most; of the second exactly, so that both
 * sides are multiples of 32.
 */
const lookPx = { first: 640, second: 384 }
/** Where the first model's best reaches this, nobody else is asked. */
const sureFrom = 0.5
/** Chosen on photos/scenes and photos/everyday; README.md tells what that is worth. */
const vehicleFrom = { first: 0.3, both: 0.37 }

/** Loads both models once for this process. `wrap`: for whoever wants to see what is run. Fails where a file is missing. */
export async function openVehicleFinder(
  wrap: (name: 'vehicles' | 'more-vehicles', model: Model) => Model = (_, model) => model,
): Promise<VehicleFinder> {
  const models = await loadVehicleModels()
  return createVehicleFinder({
    ...models,
    first: wrap('vehicles', models.first),
    second: wrap('more-vehicles', models.second),
  })
}

export function createVehicleFinder({ first, second, versions, totalBytes }: VehicleModels): VehicleFinder {
  return {
    findVehicles: async ({ image, view }) =>
      (await see(first, second, view.raster)).map((seen) => toVehicle(seen, image.width, image.height)),
    versions,
    totalBytes,
  }
}

async function see(first: Model, second: Model, raster: Raster): Promise<Seen[]> {
  const sightings = sightingsOf(await first.run(feedsOf(halvedBelow(raster, lookPx.first))), 'first')
  if (sightings.some(({ score }) => score >= sureFrom)) return vehiclesSeen(sightings, vehicleFrom.first)
  const seen = stretched(raster, lookPx.second / Math.max(raster.width, raster.height))
  return vehiclesSeen([...sightings, ...sightingsOf(await second.run(feedsOf(seen)), 'second')], vehicleFrom.both)
}

function feedsOf({ pixels, width, height }: Raster): Parameters<Model['run']>[0] {
  return { photo: new ort.Tensor('uint8', pixels, [1, height, width, 3]) }
}

function toVehicle({ kind, score, left, top, right, bottom }: Seen, width: number, height: number): Vehicle {
  const box = { left: left * width, top: top * height, width: (right - left) * width, height: (bottom - top) * height }
  return { kind, score, box }
}
