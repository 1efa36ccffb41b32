/** One photo in, its facts out. */
import { AssessOptions, type Assessment, type Facts } from './contract.ts'
import { type Photo, decodePhoto } from './decode.ts'
import { fingerprintsOf } from './fingerprint/fingerprint.ts'
import { describePlate } from './plates/describe.ts'
import { openReader } from './plates/open-reader.ts'
import type { PlateReader, PlateSearch } from './plates/plate-reader.ts'
import { assessQuality } from './quality.ts'
import { paperShare } from './scene/paper.ts'
import { countTextLines } from './scene/text-lines.ts'
import { describeScene, documentPaperShare } from './scene/view.ts'
import { UnreadablePhoto } from './unreadable.ts'

/** The models of this process. Sessions block the thread they run on: a server keeps its pipeline in child processes (pool.ts). */
export interface Pipeline {
  /** Fails with UnreadablePhoto and its code where the photo yields nothing. */
  assess(bytes: Uint8Array, options?: AssessOptions): Promise<Facts>
}

/** `opened`: a reader whose models are loaded already; without it the usual ones are loaded here. */
export async function openPipeline(opened?: PlateReader): Promise<Pipeline> {
  const reader = opened ?? (await openReader())
  return { assess: (bytes, options = {}) => assess(bytes, AssessOptions.parse(options), reader) }
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
  reader: PlateReader,
): Promise<Facts> {
  const started = performance.now()
  const photo = await decodePhoto(bytes, { maxPixels })
  const decoded = performance.now()
  const search = await (crop ? reader.readWholePhoto(photo) : reader.findPlates(photo))
  const searched = performance.now()
  const facts = await describe(photo, search)
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
    models: [...reader.versions],
  }
}

async function describe(
  { image, view }: Photo,
  { plates: found, textLines: known }: PlateSearch,
): Promise<Omit<Facts, 'timings' | 'models'>> {
  const plates = found.map(describePlate).sort((a, b) => b.widthPx - a.widthPx || b.confidence - a.confidence)
  const paper = paperShare(view.raster)
  const asks = known === null && plates.length === 0 && paper >= documentPaperShare
  const textLines = asks ? await countTextLines(view) : known
  return {
    image,
    plates,
    vehicles: null,
    scene: describeScene({ imageWidth: image.width, plates, textLines, paper }),
    quality: assessQuality(view.raster, plates),
    ...fingerprintsOf(view.raster),
  }
}
