/** Whether a photo can serve as evidence, in numbers; what is good enough is for the platform's checks to say. */
import type { Plate, Quality } from './contract.ts'
import { type Raster, brightnessAt, greyOf } from './raster.ts'

const tile = 32
const burnt = 250
const crushed = 16
/** Laplacian variance at which a tile of the working raster is just sharp enough to tell a scratch from a shadow. */
const usableTileVariance = 150
/** Laplacian variance over brightness variance at which a plate of 48 rows is just readable. */
const usablePlateRatio = 0.06

export function assessQuality(raster: Raster, plates: readonly Pick<Plate, 'sharpness' | 'widthPx'>[]): Quality {
  const histogram = histogramOf(raster)
  const tiles = tileStatistics(raster)
  return {
    sharpness: {
      frame: sharpnessScore(
        percentile(
          tiles.map(({ laplacian }) => laplacian),
          0.9,
        ),
        usableTileVariance,
      ),
      plates: plates.length > 0 ? Math.max(...plates.map(({ sharpness }) => sharpness)) : null,
    },
    exposure: {
      mean: histogram.reduce((sum, share, value) => sum + share * value, 0) / 255,
      dark: share(histogram, 0, crushed),
      bright: share(histogram, burnt, 255),
    },
    glare: tiles.length > 0 ? tiles.filter(({ burntShare }) => burntShare > 0.6).length / tiles.length : 0,
    contrast: (valueAt(histogram, 0.95) - valueAt(histogram, 0.05)) / 255,
    platePixels: plates.length > 0 ? Math.max(...plates.map(({ widthPx }) => widthPx)) : null,
  }
}

/** Sharpness of a straightened plate, 0 to 1: fine structure against overall contrast, so that a dark plate is not taken for a blurred one. */
export function plateSharpness(crop: Raster): number {
  const grey = greyOf(crop)
  const mean = grey.reduce((sum, value) => sum + value, 0) / grey.length
  const variance = grey.reduce((sum, value) => sum + (value - mean) ** 2, 0) / grey.length
  const { width, height } = crop
  const laplacian = laplacianVariance(grey, { from: 0, step: 1, stride: width, width, height, everyRow: 1 })
  return sharpnessScore(laplacian / Math.max(25, variance), usablePlateRatio)
}

/** 0.5 at the usable value, towards 1 above. */
function sharpnessScore(value: number, usable: number): number {
  return value / (value + usable)
}

/** Share of the pixels that have each brightness, of every third pixel each way. */
function histogramOf({ pixels, width, height }: Raster): Float64Array {
  const counts = new Uint32Array(256)
  let count = 0
  for (let y = 0; y < height; y += 3) {
    for (let x = 0; x < width; x += 3, count++) {
      const brightness = brightnessAt(pixels, (y * width + x) * 3)
      counts[brightness] = (counts[brightness] as number) + 1
    }
  }
  return Float64Array.from(counts, (ofThem) => ofThem / count)
}

interface TileStatistics {
  readonly laplacian: number
  readonly burntShare: number
}

/** Of every fourth row, by green: it holds most of the brightness, and a grey picture would cost more than all the rest. */
function tileStatistics({ pixels, width, height }: Raster): TileStatistics[] {
  const everyRow = 4
  const tiles: TileStatistics[] = []
  const inside = { step: 3, stride: width * 3, width: tile, height: tile, everyRow }
  for (let top = 0; top + tile <= height; top += tile) {
    for (let left = 0; left + tile <= width; left += tile) {
      let burntPixels = 0
      for (let y = top; y < top + tile; y += everyRow) {
        const end = (y * width + left + tile) * 3
        for (let i = (y * width + left) * 3; i < end; i += 3) {
          if ((pixels[i + 1] as number) >= burnt && brightnessAt(pixels, i) >= burnt) burntPixels++
        }
      }
      tiles.push({
        laplacian: laplacianVariance(pixels, { ...inside, from: (top * width + left) * 3 + 1 }),
        burntShare: (burntPixels * everyRow) / (tile * tile),
      })
    }
  }
  return tiles
}

/** A rectangle of one channel: where it begins, how far its columns and rows lie apart, its size in pixels, and every which row counts. */
interface Rectangle {
  readonly from: number
  readonly step: number
  readonly stride: number
  readonly width: number
  readonly height: number
  readonly everyRow: number
}

/** Variance of the four-neighbour Laplacian inside a rectangle. Source: Pech-Pacheco et al., Diatom Autofocusing in Brightfield Microscopy (2000). */
function laplacianVariance(values: Uint8Array, { from, step, stride, width, height, everyRow }: Rectangle): number {
  let sum = 0
  let squares = 0
  let count = 0
  for (let y = 1; y < height - 1; y += everyRow) {
    const end = from + y * stride + (width - 1) * step
    for (let i = from + y * stride + step; i < end; i += step) {
      const value =
        (values[i - step] as number) +
        (values[i + step] as number) +
        (values[i - stride] as number) +
        (values[i + stride] as number) -
        4 * (values[i] as number)
      sum += value
      squares += value * value
      count++
    }
  }
  return count > 0 ? squares / count - (sum / count) ** 2 : 0
}

function percentile(values: number[], at: number): number {
  values.sort((a, b) => a - b)
  return values[Math.floor(at * (values.length - 1))] ?? 0
}

function share(histogram: Float64Array, from: number, to: number): number {
  return Math.min(
    1,
    histogram.subarray(from, to + 1).reduce((sum, part) => sum + part, 0),
  )
}

function valueAt(histogram: Float64Array, portion: number): number {
  let sum = 0
  const at = histogram.findIndex((part) => (sum += part) >= portion)
  return at < 0 ? 255 : at
}
