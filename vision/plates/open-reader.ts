/** Opens the models plates are read with. */
import { fileURLToPath } from 'node:url'
import { type PlateModels, loadPlateModels } from '../models/plate-models.ts'
import type { Model } from '../models/sessions.ts'
import { type PlateReader, createPlateReader } from './locate.ts'

/** For whoever wants to see what is run. */
export type WrapModel = (name: 'detector' | 'recogniser', model: Model) => Model

const shipped = fileURLToPath(new URL('../models', import.meta.url))

/** The models of this repository, or those of another training in `folder`. Each is loaded once for this process. Fails where a file is missing. */
export async function openReader(folder = shipped, wrap: WrapModel = (_, model) => model): Promise<PlateReader> {
  const models: PlateModels = await loadPlateModels(folder)
  return createPlateReader({
    ...models,
    detector: wrap('detector', models.detector),
    recogniser: wrap('recogniser', models.recogniser),
  })
}
