/** From a photo to its plates: find text, cut out what may be a plate, read it, and keep what the grammar accepts. */
import { type Photo, decodeFine } from '../../decode.ts'
import { overlap, upsideDown, wholeQuad } from '../../geometry.ts'
import type { OcrModels } from '../../models/ocr.ts'
import type { Model } from '../../models/sessions.ts'
import type { View } from '../../raster.ts'
import { type Candidate, plateCandidates } from './candidates.ts'
import { groundCandidates } from './coloured-ground.ts'
import { detectText } from './detect.ts'
import { type Reader, createReader } from './read.ts'
import type { RegionBox } from './region-boxes.ts'
import { type FoundPlate, eachOnce, isSure, worth } from '../found-plate.ts'
import type { PlateReader, PlateSearch } from '../plate-reader.ts'
import { tilesOf } from '../tiles.ts'
import { mergeTiles } from './merge-tiles.ts'
import { readCandidate } from './read-candidate.ts'

/** Long side of the first look. On 115 street photos 736 finds 125 of 138 plates and 960 one more, for twice the detector's time. */
const firstLookPx = 736
/** Where the first look finds no plate at all, a second one at this size, in tiles no longer than the first look: 1440 and 1600 read no more street plates. */
const secondLookPx = 1280
/** On fewer pixels no character can be told, and tiles of them cannot be cut as finely as the bound of a look asks. */
const leastForSecondLookPx = 32
/** What neighbouring tiles share: a plate of this length is whole in one of them. */
const sharedPx = 192
const maxCandidates = 12
const maxGrounds = 4

export function createOcrReader(models: OcrModels): PlateReader {
  const read = createReader(models)
  return {
    findPlates: (photo) => findPlates(photo, models.detector, read),
    readWholePhoto: (photo) => readWholePhoto(photo, read),
    versions: models.versions,
    totalBytes: models.totalBytes,
  }
}

async function findPlates(photo: Photo, detector: Model, read: Reader): Promise<PlateSearch> {
  const started = performance.now()
  let detectMs = 0
  let textBoxes = 0
  let fine: View | null = photo.view.scale < 1 ? null : photo.view
  const fineView = async () => (fine ??= await decodeFine(photo))

  const look = async (view: View, longSide: number): Promise<FoundPlate[]> => {
    const before = performance.now()
    const boxes = await detectInTiles(detector, view, longSide)
    detectMs += performance.now() - before
    textBoxes = Math.max(textBoxes, boxes.length)
    const found: FoundPlate[] = []
    const candidates = [...plateCandidates(boxes, maxCandidates), ...groundCandidates(view, maxGrounds)]
    for (const candidate of candidates) {
      if (found.some((plate) => overlap(plate.quad, candidate.quad) > 0.3)) continue
      const plate = await readCloser(view, candidate)
      if (plate) found.push(plate)
    }
    return eachOnce(found)
  }

  /** Full resolution is worth its decode only for what reads like a plate and is not sure yet. */
  const readCloser = async (view: View, candidate: Candidate): Promise<FoundPlate | null> => {
    const plate = await readCandidate(view, candidate, read)
    if (!plate || isSure(plate) || view === fine || photo.view.scale === 1) return plate
    const closer = await readCandidate(await fineView(), candidate, read)
    return closer && worth(closer) > worth(plate) ? closer : plate
  }

  const longSide = Math.max(photo.view.raster.width, photo.view.raster.height)
  let plates = await look(photo.view, Math.min(firstLookPx, longSide))
  if (plates.length === 0 && longSide >= leastForSecondLookPx) plates = await look(photo.view, secondLookPx)
  return { plates, textLines: textBoxes, detectMs, readMs: performance.now() - started - detectMs }
}

/** `longSide`: the size of the whole photo as the detector sees it, at most `firstLookPx` of it each way at once. */
async function detectInTiles(detector: Model, view: View, longSide: number): Promise<RegionBox[]> {
  const factor = longSide / Math.max(view.raster.width, view.raster.height)
  const boxes: RegionBox[][] = []
  for (const tile of tilesOf(view.raster, firstLookPx / factor, sharedPx / factor)) {
    boxes.push(await detectText(detector, view, factor, tile))
  }
  return mergeTiles(boxes)
}

/** No detection, and upside down where it reads as nothing. */
async function readWholePhoto({ view, image }: Photo, read: Reader): Promise<PlateSearch> {
  const started = performance.now()
  const upright = wholeQuad(image)
  const turned = upsideDown(upright)
  const plate =
    (await readCandidate(view, { lines: [upright], quad: upright, score: 1 }, read)) ??
    (await readCandidate(view, { lines: [turned], quad: turned, score: 1 }, read))
  return { plates: plate ? [plate] : [], textLines: 1, detectMs: 0, readMs: performance.now() - started }
}
