/** One photo in, its facts out. */
import { AssessOptions, type Assessment, type Facts } from './contract.ts'
import { type Photo, decodePhoto } from './decode.ts'
import { fingerprintsOf } from './fingerprint/fingerprint.ts'
import { describePlate } from './plates/describe.ts'
import { openReader } from './plates/open-reader.ts'
import type { PlateReader, PlateSearch } from './plates/locate.ts'
import { assessQuality } from './quality.ts'
import { paperShare } from './scene/paper.ts'
import { type VehicleFinder, openVehicleFinder } from './scene/vehicles.ts'
import { describeScene, documentPaperShare, largestShare, subjectFrom } from './scene/view.ts'
import { countTextLines } from './text/count-lines.ts'
import { UnreadablePhoto } from './unreadable.ts'

/** The models of this process. Sessions block the thread they run on: a server keeps its pipeline in child processes (pool.ts). */
export interface Pipeline {
  /** Fails with UnreadablePhoto and its code where the photo yields nothing. */
  assess(bytes: Uint8Array, options?: AssessOptions): Promise<Facts>
}

/** `opened` and `found`: a reader and a finder whose models are loaded already; without them the usual ones are loaded here. */
export async function openPipeline(opened?: PlateReader, found?: VehicleFinder): Promise<Pipeline> {
  const [reader, finder] = await Promise.all([opened ?? openReader(), found ?? openVehicleFinder()])
  return { assess: (bytes, options = {}) => assess(bytes, AssessOptions.parse(options), reader, finder) }
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
  finder: VehicleFinder,
): Promise<Facts> {
  const started = performance.now()
  const photo = await decodePhoto(bytes, { maxPixels })
  const decoded = performance.now()
  const search = await (crop ? reader.readWholePhoto(photo) : reader.findPlates(photo))
  const searched = performance.now()
  const facts = await describe(photo, search, crop ? null : finder)
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
    models: [...reader.versions, ...finder.versions],
  }
}

/** `finder`: null where the photo is a plate and nothing else. */
async function describe(
  photo: Photo,
  { plates: found }: PlateSearch,
  finder: VehicleFinder | null,
): Promise<Omit<Facts, 'timings' | 'models'>> {
  const { image, view } = photo
  const plates = found.map(describePlate).sort((a, b) => b.widthPx - a.widthPx || b.confidence - a.confidence)
  const vehicles = finder && (await finder.findVehicles(photo))
  const paper = paperShare(view.raster)
  const hasSubject = plates.length > 0 || largestShare(vehicles ?? [], image) >= subjectFrom
  const textLines = !hasSubject && paper >= documentPaperShare ? await countTextLines(view) : null
  return {
    image,
    plates,
    vehicles,
    scene: describeScene({ image, plates, vehicles, textLines, paper }),
    quality: assessQuality(view.raster, plates),
    ...fingerprintsOf(view.raster),
  }
}
