/** From a photo to its plates: find them, straighten them, read them, and keep what the grammar accepts. */
import type { ModelVersion } from '../contract.ts'
import { type Photo, decodeFine, resized } from '../decode.ts'
import { quadWidth, upsideDown, wholeQuad } from '../geometry.ts'
import type { PlateModels } from '../models/plate-models.ts'
import type { Model } from '../models/sessions.ts'
import type { View } from '../raster.ts'
import { plateColour } from './colour.ts'
import { type Cut, firstCuts, secondCuts } from './cuts.ts'
import type { Reading } from './decode-grammar.ts'
import { type Detection, detectPlates, withoutDoubles } from './detect-plates.ts'
import { interpretLine } from './interpret.ts'
import { type FoundPlate, eachOnce, isSure, worth } from './found-plate.ts'
import { type Recognise, createRecogniser } from './recognise.ts'
import { refineCorners } from './refine.ts'
import type { SecondOpinion } from './second-opinion.ts'
import { straighten } from './straighten.ts'
import { halved } from '../resample.ts'
import { tilesOf } from '../tiles.ts'

/** Long side of the first look, in pixels of the detector. */
const firstLookPx = 640
/** Where the first look finds nothing, a second one at this size, in tiles no longer than the first look. */
const secondLookPx = 1280
/** What neighbouring tiles share: a plate of this length is whole in one of them. */
const sharedPx = 160
const scoreFrom = 0.3
const maxPlates = 12
/** A plate shows at least so many characters so clearly. */
const clearCharacters = 4
const clearFrom = 0.8
/** A plate of fewer pixels is read from full resolution, where there are more. */
const readablePx = 150
/** A photo that is a plate and of no more than these proportions has two rows. */
const twoRowsTo = 1.7

interface Readers {
  readonly recognise: Recognise
  readonly secondOpinion: SecondOpinion
}

/** A plate that was read, and the detection it hangs on. */
interface ReadPlate extends FoundPlate {
  readonly detection: Detection
}

export interface PlateSearch {
  readonly plates: readonly FoundPlate[]
  readonly detectMs: number
  readonly readMs: number
}

/** The sessions behind it block the thread while they run. */
export interface PlateReader {
  /** All plates of a photo, each once. */
  findPlates(photo: Photo): Promise<PlateSearch>
  /** Of a photo that is a plate and nothing else. */
  readWholePhoto(photo: Photo): Promise<PlateSearch>
  readonly versions: readonly ModelVersion[]
  readonly totalBytes: number
}

export function createPlateReader(
  { detector, recogniser, versions, totalBytes }: PlateModels,
  secondOpinion: SecondOpinion = (_, plate) => Promise.resolve(plate),
): PlateReader {
  const readers = { recognise: createRecogniser(recogniser), secondOpinion }
  return {
    findPlates: (photo) => findPlates(photo, detector, readers),
    readWholePhoto: (photo) => readWholePhoto(photo, readers),
    versions,
    totalBytes,
  }
}

async function findPlates(photo: Photo, detector: Model, readers: Readers): Promise<PlateSearch> {
  const started = performance.now()
  const longSide = Math.max(photo.view.raster.width, photo.view.raster.height)
  const detectAt = async (px: number) => refineCorners(detector, photo.view, await look(detector, photo.view, px))
  let detections = await detectAt(Math.min(firstLookPx, longSide))
  if (detections.length === 0 && longSide > firstLookPx) detections = await detectAt(secondLookPx)
  const detected = performance.now()
  const plates = await readCloser(photo, await readAll(photo.view, detections, firstCuts, readers.recognise), readers)
  return {
    plates: eachOnce(plates),
    detectMs: detected - started,
    readMs: performance.now() - detected,
  }
}

/** No detection, and upside down where it reads as nothing. */
async function readWholePhoto(photo: Photo, readers: Readers): Promise<PlateSearch> {
  const started = performance.now()
  const { recognise } = readers
  const { view, image } = photo
  const upright = wholeQuad(image)
  const { colour } = plateColour(straighten(view, upright, 1))
  const whole = { quad: upright, score: 1, rows: image.width / image.height < twoRowsTo ? 2 : 1, colour } as const
  let plates = await readAll(view, [whole], firstCuts, recognise)
  if (plates.length === 0) plates = await readAll(view, [{ ...whole, quad: upsideDown(upright) }], firstCuts, recognise)
  plates = await readCloser(photo, plates, readers)
  return { plates, detectMs: 0, readMs: performance.now() - started }
}

/** `longSide`: the size of the whole photo as the detector sees it, at most `firstLookPx` of it each way at once. */
async function look(detector: Model, view: View, longSide: number): Promise<Detection[]> {
  const factor = longSide / Math.max(view.raster.width, view.raster.height)
  const seen = factor < 1 ? await shrunk(view, factor) : view
  const still = seen === view ? factor : 1
  const found: Detection[] = []
  for (const tile of tilesOf(seen.raster, firstLookPx / still, sharedPx / still)) {
    found.push(...(await detectPlates(detector, seen, still, scoreFrom, tile)))
  }
  return withoutDoubles(found).slice(0, maxPlates)
}

async function shrunk({ raster, scale }: View, factor: number): Promise<View> {
  if (factor === 0.5) return { raster: halved(raster), scale: scale / 2 }
  const [width, height] = [raster.width, raster.height].map((side) => Math.max(1, Math.round(side * factor)))
  const smaller = await resized(raster, width ?? 1, height ?? 1)
  return { raster: smaller, scale: (scale * smaller.width) / raster.width }
}

/**
 * What is not sure is cut out in other ways once more, and from full resolution where that has more pixels; then a second reader is asked. The better
 * reading stays.
 */
async function readCloser(
  photo: Photo,
  plates: ReadPlate[],
  { recognise, secondOpinion }: Readers,
): Promise<ReadPlate[]> {
  const doubtful = plates.filter((plate) => !isSure(plate)).map(({ detection }) => detection)
  const isSmall = doubtful.some(({ quad }) => quadWidth(quad) * photo.view.scale < readablePx)
  const view = isSmall && photo.view.scale < 1 ? await decodeFine(photo) : photo.view
  const closer = await readAll(view, doubtful, secondCuts, recognise)
  const best = plates.map((plate) => {
    const other = closer.find(({ detection }) => detection === plate.detection)
    return other && worth(other) > worth(plate) ? other : plate
  })
  const heard: ReadPlate[] = []
  for (const plate of best) heard.push({ ...(await secondOpinion(view, plate)), detection: plate.detection })
  return heard
}

/** One run of the recogniser for every cut of all of them. The best reading of each stays; what is no plate is left out. */
async function readAll(
  view: View,
  detections: readonly Detection[],
  cutsOf: (detection: Detection) => Cut[],
  recognise: Recognise,
): Promise<ReadPlate[]> {
  const cuts = detections.flatMap((detection) => cutsOf(detection).map((cut) => ({ detection, ...cut })))
  const crops = cuts.map(({ quad, rows }) => straighten(view, quad, rows))
  const lines = await recognise(crops)
  const read = cuts.flatMap(({ detection, rows }, i): ReadPlate[] => {
    const [line, crop] = [lines[i], crops[i]]
    const reading = line ? interpretLine(line, detection.colour) : null
    return reading && crop && isRead(reading) ? [{ ...detection, detection, rows, reading, crop }] : []
  })
  return detections.flatMap((detection) => {
    const [best] = read.filter((plate) => plate.detection === detection).sort((a, b) => worth(b) - worth(a))
    return best ?? []
  })
}

/** What hangs on other things reads as a plate of guesses. On photos without vehicles no such reading had more than three clear characters. */
function isRead({ characters }: Reading): boolean {
  return characters.filter(({ confidence }) => confidence >= clearFrom).length >= clearCharacters
}
