/** One photo in, its facts out. */
import { AssessOptions, type Assessment, type Facts } from './contract.ts'
import { type Photo, decodePhoto } from './decode.ts'
import { fingerprint } from './fingerprint.ts'
import { type OcrModels, loadOcrModels } from './models/ocr.ts'
import { describePlate } from './plates/describe.ts'
import { type PlateSearch, findPlates, readWholePhoto } from './plates/locate.ts'
import { type Reader, createReader } from './plates/read.ts'
import { assessQuality } from './quality.ts'
import { paperShare } from './scene/paper.ts'
import { describeScene } from './scene/view.ts'
import { UnreadablePhoto } from './unreadable.ts'

/** The models of this process. Sessions block the thread they run on: a server keeps its pipeline in child processes (pool.ts). */
export interface Pipeline {
  readonly models: OcrModels
  /** Fails with UnreadablePhoto and its code where the photo yields nothing. */
  assess(bytes: Uint8Array, options?: AssessOptions): Promise<Facts>
}

/** `models`: already loaded ones; without them they are loaded here. */
export async function openPipeline(loaded?: OcrModels): Promise<Pipeline> {
  const models = loaded ?? (await loadOcrModels())
  const read = createReader(models)
  return { models, assess: (bytes, options = {}) => assess(bytes, AssessOptions.parse(options), models, read) }
}

/** As `assess`, with an unreadable photo as an answer instead of a failure. Anything else that fails is a defect and passes through. */
export async function assessOrExplain(
  pipeline: Pipeline,
  bytes: Uint8Array,
  options?: AssessOptions,
): Promise<Assessment> {
  try {
    return { ok: true, facts: await pipeline.assess(bytes, options) }
  } catch (error) {
    if (!(error instanceof UnreadablePhoto)) throw error
    return { ok: false, error: { code: error.code, message: error.message } }
  }
}

async function assess(
  bytes: Uint8Array,
  { maxPixels, crop }: { maxPixels: number; crop: boolean },
  models: OcrModels,
  read: Reader,
): Promise<Facts> {
  const started = performance.now()
  const photo = await decodePhoto(bytes, { maxPixels })
  const decoded = performance.now()
  const search = crop ? await readWholePhoto(photo, read) : await findPlates(photo, models, read)
  const searched = performance.now()
  const facts = describe(photo, search)
  const ended = performance.now()
  return {
    ...facts,
    timings: {
      decode: decoded - started,
      detect: search.detectMs,
      read: search.readMs,
      scene: ended - searched,
      total: ended - started,
    },
    models: [...models.versions],
  }
}

function describe(
  { image, view }: Photo,
  { plates: found, textBoxes }: PlateSearch,
): Omit<Facts, 'timings' | 'models'> {
  const plates = found.map(describePlate).sort((a, b) => b.widthPx - a.widthPx || b.confidence - a.confidence)
  return {
    image,
    plates,
    vehicles: null,
    scene: describeScene({ imageWidth: image.width, plates, textBoxes, paper: paperShare(view.raster) }),
    quality: assessQuality(view.raster, plates),
    fingerprint: fingerprint(view.raster),
  }
}
