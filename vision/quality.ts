/** Whether a photo can serve as evidence, in numbers; what is good enough is for the platform's checks to say. */
import type { Plate, Quality } from './contract.ts'
import { type Raster, greyOf } from './raster.ts'

const tile = 32
const burnt = 250
const crushed = 16
/** Laplacian variance at which a tile of the working raster is just sharp enough to tell a scratch from a shadow. */
const usableTileVariance = 150
/** Laplacian variance over brightness variance at which a plate of 48 rows is just readable. */
const usablePlateRatio = 0.06

export function assessQuality(raster: Raster, plates: readonly Pick<Plate, 'sharpness' | 'widthPx'>[]): Quality {
  const grey = greyOf(raster)
  const histogram = histogramOf(grey)
  const tiles = tileStatistics(grey, raster.width, raster.height)
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
  const laplacian = laplacianVariance(grey, crop.width, 0, 0, crop.width, crop.height)
  return sharpnessScore(laplacian / Math.max(25, variance), usablePlateRatio)
}

/** 0.5 at the usable value, towards 1 above. */
function sharpnessScore(value: number, usable: number): number {
  return value / (value + usable)
}

/** Share of the pixels that have each brightness. */
function histogramOf(grey: Uint8Array): Float64Array {
  const counts = new Uint32Array(256)
  for (let i = 0; i < grey.length; i++) counts[grey[i] as number] = (counts[grey[i] as number] as number) + 1
  return Float64Array.from(counts, (count) => count / grey.length)
}

function tileStatistics(grey: Uint8Array, width: number, height: number): { laplacian: number; burntShare: number }[] {
  const tiles = []
  for (let top = 0; top + tile <= height; top += tile) {
    for (let left = 0; left + tile <= width; left += tile) {
      let burntPixels = 0
      for (let y = top; y < top + tile; y++) {
        for (let x = left; x < left + tile; x++) if ((grey[y * width + x] as number) >= burnt) burntPixels++
      }
      tiles.push({
        laplacian: laplacianVariance(grey, width, left, top, tile, tile),
        burntShare: burntPixels / (tile * tile),
      })
    }
  }
  return tiles
}

/** Variance of the four-neighbour Laplacian inside a rectangle. Source: Pech-Pacheco et al., Diatom Autofocusing in Brightfield Microscopy (2000). */
function laplacianVariance(
  grey: Uint8Array,
  stride: number,
  left: number,
  top: number,
  width: number,
  height: number,
): number {
  let sum = 0
  let squares = 0
  for (let y = top + 1; y < top + height - 1; y++) {
    const end = y * stride + left + width - 1
    for (let i = y * stride + left + 1; i < end; i++) {
      const value =
        (grey[i - 1] as number) +
        (grey[i + 1] as number) +
        (grey[i - stride] as number) +
        (grey[i + stride] as number) -
        4 * (grey[i] as number)
      sum += value
      squares += value * value
    }
  }
  const count = Math.max(0, width - 2) * Math.max(0, height - 2)
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
