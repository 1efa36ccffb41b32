/** Plate models of our own (card: README.md in this folder), as vision/training exports them into a folder. */
import { statSync } from 'node:fs'
import { join } from 'node:path'
import type { ModelVersion } from '../contract.ts'
import { type Model, openModel } from './sessions.ts'

export interface PlateModels {
  /** `photo` uint8 [n,h,w,3], h and w multiples of 32 -> `cells` [n,cells,16] (plates/detect-plates.ts). */
  readonly detector: Model
  /** `plates` uint8 [n,48,168,3] -> `likelihoods` [n,21,77] (plates/recognise.ts). */
  readonly recogniser: Model
  readonly versions: readonly ModelVersion[]
  readonly totalBytes: number
}

/** Loads both models once for this process. Fails where one of the files is missing. */
export async function loadPlateModels(folder: string): Promise<PlateModels> {
  const [detectorFile, recogniserFile] = [join(folder, 'plate-detector.onnx'), join(folder, 'plate-recogniser.onnx')]
  const [detector, recogniser] = await Promise.all([openModel(detectorFile), openModel(recogniserFile)])
  return {
    detector,
    recogniser,
    versions: [
      { name: 'plate-detector', version: '1' },
      { name: 'plate-recogniser', version: '1' },
    ],
    totalBytes: statSync(detectorFile).size + statSync(recogniserFile).size,
  }
}
