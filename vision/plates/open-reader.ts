/** Chooses the models plates are read with. */
import { loadOcrModels } from '../models/ocr.ts'
import { loadPlateModels } from '../models/plate-models.ts'
import type { Model } from '../models/sessions.ts'
import { createOcrReader } from './ocr/locate.ts'
import type { PlateReader } from './plate-reader.ts'
import { createTrainedReader } from './trained/locate.ts'

/** For whoever wants to see what is run. */
export type WrapModel = (name: 'detector' | 'recogniser', model: Model) => Model

/**
 * The text models of npm, which score best today; with `folder`, the plate models of vision/training that lie there. Each is loaded once for this
 * process. Fails where a file is missing.
 */
export async function openReader(folder?: string, wrap: WrapModel = (_, model) => model): Promise<PlateReader> {
  const wrapped = <M extends { detector: Model; recogniser: Model }>(models: M): M => ({
    ...models,
    detector: wrap('detector', models.detector),
    recogniser: wrap('recogniser', models.recogniser),
  })
  return folder
    ? createTrainedReader(wrapped(await loadPlateModels(folder)))
    : createOcrReader(wrapped(await loadOcrModels()))
}
