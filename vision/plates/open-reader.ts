/** Opens the models plates are read with. */
import { fileURLToPath } from 'node:url'
import { loadPlateModels } from '../models/plate-models.ts'
import type { Model } from '../models/sessions.ts'
import { loadTextRecogniser } from '../models/text-models.ts'
import { type PlateReader, createPlateReader } from './locate.ts'
import { createSecondOpinion } from './second-opinion.ts'

/** For whoever wants to see what is run. */
export type WrapModel = (name: 'detector' | 'recogniser' | 'second-opinion', model: Model) => Model

const shipped = fileURLToPath(new URL('../models', import.meta.url))

/** The models of this repository, or those of another training in `folder`. Each is loaded once for this process. Fails where a file is missing. */
export async function openReader(folder = shipped, wrap: WrapModel = (_, model) => model): Promise<PlateReader> {
  const [models, text] = await Promise.all([loadPlateModels(folder), loadTextRecogniser()])
  return createPlateReader(
    {
      detector: wrap('detector', models.detector),
      recogniser: wrap('recogniser', models.recogniser),
      versions: [...models.versions, ...text.versions],
      totalBytes: models.totalBytes + text.totalBytes,
    },
    createSecondOpinion({ ...text, model: wrap('second-opinion', text.model) }),
  )
}
