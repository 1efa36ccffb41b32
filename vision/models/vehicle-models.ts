/** The vehicle models beside this file (card: README.md in this folder), as vision/training/vehicles converts them. */
import { statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { ModelVersion } from '../contract.ts'
import { type Model, openModel } from './sessions.ts'

/** Both: `photo` uint8 [n,h,w,3], h and w multiples of 32 -> `boxes` [n,rows,4] and `scores` [n,rows,6] (scene/sightings.ts). */
export interface VehicleModels {
  /** SSD: always asked. */
  readonly first: Model
  /** NanoDet: asked where the first is of two minds. */
  readonly second: Model
  readonly versions: readonly ModelVersion[]
  readonly totalBytes: number
}

const files = ['vehicle-ssd.onnx', 'vehicle-nanodet.onnx'].map((name) =>
  fileURLToPath(new URL(name, import.meta.url)),
) as [string, string]

/** Loads both models once for this process. Fails where one of the files is missing. */
export async function loadVehicleModels(): Promise<VehicleModels> {
  const [first, second] = await Promise.all([openModel(files[0]), openModel(files[1])])
  return {
    first,
    second,
    versions: [
      { name: 'vehicle-ssd', version: '1' },
      { name: 'vehicle-nanodet', version: '1' },
    ],
    totalBytes: files.reduce((sum, file) => sum + statSync(file).size, 0),
  }
}
