/**
 * A second, closer look at each detected plate: the same detector on a small region about it, where every plate has the size that corners are told best at.
 * It costs a twentieth of the first look, moves corners by up to a third of a plate's height, and tells most of what is no plate.
 */
import {
  type Point,
  type Quad,
  boundsOf,
  distance,
  mapQuad,
  overlap,
  quadCentre,
  quadLean,
  quadTilt,
  quadWidth,
  scaleQuad,
  wholeQuad,
} from '../geometry.ts'
import type { Model } from '../models/sessions.ts'
import type { View } from '../raster.ts'
import { warpInto } from '../warp.ts'
import { type Detection, detectPlates } from './detect-plates.ts'

/**
 * Width of the plate in pixels of the detector, and the region about it. A recogniser that was never shown a photo reads 124 of 138 street plates at once by
 * corners told at 80 px, 117 at 100, 108 at 130, where the corners lie nearer to the labelled ones but too far in.
 */
const plateWidthPx = 80
const region = { width: 160, height: 96 }
const scoreFrom = 0.15
/** Degrees beyond which corners are told only once the plate is set upright. */
const askewFrom = 20
/** Of plates with one row and, in the mean, with two (DOMAIN.md 4.3). */
const heightToWidth = { 1: 140 / 440, 2: 0.55 }
/** A plate found so far from where it was is another one. */
const sameFrom = 0.3
/**
 * What is worth reading: found again with this score in either look, or in the first look alone with this one. On photos/street, scenes and everyday that
 * leaves all of 180 plates and a third of 625 other things.
 */
const worthReadingFrom = { both: 0.45, firstAlone: 0.7 }

/** Those that are worth reading, in the same order; one that the closer look does not find stays as it was. */
export async function refineCorners(model: Model, view: View, detections: readonly Detection[]): Promise<Detection[]> {
  const refined: Detection[] = []
  for (const detection of detections) {
    const closer = await refineOne(model, view, detection)
    const least = closer === detection ? worthReadingFrom.firstAlone : worthReadingFrom.both
    if (closer.score < least) continue
    refined.push(
      isAskew(detection.quad) ? await lookUpright(model, view, { ...detection, score: closer.score }) : closer,
    )
  }
  return refined
}

/** Whether its rows run up or down hill, or its uprights lean. */
function isAskew(quad: Quad): boolean {
  return Math.abs(quadTilt(quad)) > askewFrom || Math.abs(quadLean(quad)) > askewFrom
}

/** The second look begins with corners that tell the slant better. */
async function lookUpright(model: Model, view: View, detection: Detection): Promise<Detection> {
  return setUpright(model, view, await setUpright(model, view, detection))
}

/**
 * A plate that is seen from far to the side, once more as if from ahead: the region is slanted as the plate was found to be, and what is found in it slanted
 * back. Stays as it was where nothing is found.
 */
async function setUpright(model: Model, { raster, scale }: View, detection: Detection): Promise<Detection> {
  const [tl, tr, br, bl] = detection.quad
  const [x, y] = quadCentre(detection.quad)
  const plateHeightPx = plateWidthPx * heightToWidth[detection.rows]
  // What a pixel of the region is, along the plate and down, in pixels of the photo.
  const along: Point = [tr[0] + br[0] - tl[0] - bl[0], tr[1] + br[1] - tl[1] - bl[1]].map(
    (length) => length / 2 / plateWidthPx,
  ) as Point
  const down: Point = [bl[0] + br[0] - tl[0] - tr[0], bl[1] + br[1] - tl[1] - tr[1]].map(
    (length) => length / 2 / plateHeightPx,
  ) as Point
  const toPhoto = ([u, v]: Point): Point => {
    const [right, below] = [u - region.width / 2, v - region.height / 2]
    return [x + right * along[0] + below * down[0], y + right * along[1] + below * down[1]]
  }
  const upright = { pixels: new Uint8Array(region.width * region.height * 3), ...region }
  const whole = wholeQuad(region)
  warpInto(upright, 0, region.width, raster, scaleQuad(mapQuad(whole, toPhoto), scale))
  const middle = quadCentre(whole)
  const [found] = (await detectPlates(model, { raster: upright, scale: 1 }, 1, scoreFrom)).sort(
    (a, b) => distance(quadCentre(a.quad), middle) - distance(quadCentre(b.quad), middle),
  )
  return found ? { ...found, quad: mapQuad(found.quad, toPhoto), score: detection.score } : detection
}

/** One closer look, at a region bounded by the picture's own directions. */
async function refineOne(model: Model, view: View, detection: Detection): Promise<Detection> {
  const { raster, scale } = view
  const factor = plateWidthPx / (quadWidth(detection.quad) * scale)
  const bounds = boundsOf(detection.quad)
  const [width, height] = [region.width / factor, region.height / factor]
  const left = ((bounds.left + bounds.right) / 2) * scale - width / 2
  const top = ((bounds.top + bounds.bottom) / 2) * scale - height / 2
  const [from, to] = [
    { x: Math.max(0, Math.floor(left)), y: Math.max(0, Math.floor(top)) },
    { x: Math.min(raster.width, left + width), y: Math.min(raster.height, top + height) },
  ]
  // No pixel more than the region holds, or the detector's stride would round it up.
  const tile = {
    left: from.x,
    top: from.y,
    width: Math.floor(Math.min(to.x - from.x, width)),
    height: Math.floor(Math.min(to.y - from.y, height)),
  }
  if (tile.width < 8 || tile.height < 8) return detection
  const found = await detectPlates(model, view, factor, scoreFrom, tile)
  const [same] = found
    .filter(({ quad }) => overlap(quad, detection.quad) >= sameFrom)
    .sort((a, b) => overlap(b.quad, detection.quad) - overlap(a.quad, detection.quad))
  return same ? { ...same, score: Math.max(same.score, detection.score) } : detection
}
