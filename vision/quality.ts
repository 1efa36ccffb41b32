/** Whether a photo can serve as evidence, in numbers; what is good enough is for the platform's checks to say. */
import type { Plate, Quality } from './contract.ts'
import { type TileSums, histogram, tileCounts, tileSums } from './kernels/kernels.ts'
import { type Raster, greyOf } from './raster.ts'

const burnt = 250
const crushed = 16
/** Laplacian variance at which a tile of the working raster is just sharp enough to tell a scratch from a shadow. */
const usableTileVariance = 150
/** Laplacian variance over brightness variance at which a plate of 48 rows is just readable. */
const usablePlateRatio = 0.06

export function assessQuality(raster: Raster, plates: readonly Pick<Plate, 'sharpness' | 'widthPx'>[]): Quality {
  const shares = brightnessShares(raster)
  const tiles = tileSums(raster, burnt)
  return {
    sharpness: {
      frame: sharpnessScore(percentile(tiles.map(laplacianVarianceOf), 0.9), usableTileVariance),
      plates: plates.length > 0 ? Math.max(...plates.map(({ sharpness }) => sharpness)) : null,
    },
    exposure: {
      mean: shares.reduce((sum, share, value) => sum + share * value, 0) / 255,
      dark: share(shares, 0, crushed),
      bright: share(shares, burnt, 255),
    },
    glare: tiles.length > 0 ? tiles.filter(isBurnt).length / tiles.length : 0,
    contrast: (valueAt(shares, 0.95) - valueAt(shares, 0.05)) / 255,
    platePixels: plates.length > 0 ? Math.max(...plates.map(({ widthPx }) => widthPx)) : null,
  }
}

/** Sharpness of a straightened plate, 0 to 1: fine structure against overall contrast, so that a dark plate is not taken for a blurred one. */
export function plateSharpness(crop: Raster): number {
  const grey = greyOf(crop)
  const mean = grey.reduce((sum, value) => sum + value, 0) / grey.length
  const variance = grey.reduce((sum, value) => sum + (value - mean) ** 2, 0) / grey.length
  return sharpnessScore(laplacianVariance(grey, crop.width, crop.height) / Math.max(25, variance), usablePlateRatio)
}

/** 0.5 at the usable value, towards 1 above. */
function sharpnessScore(value: number, usable: number): number {
  return value / (value + usable)
}

/** Share of the pixels that have each brightness. */
function brightnessShares(raster: Raster): Float64Array {
  const counts = histogram(raster)
  const count = counts.reduce((sum, ofThem) => sum + ofThem, 0)
  return Float64Array.from(counts, (ofThem) => ofThem / count)
}

function laplacianVarianceOf({ sum, squares }: TileSums): number {
  return squares / tileCounts.laplacians - (sum / tileCounts.laplacians) ** 2
}

function isBurnt({ burnt }: TileSums): boolean {
  return burnt / tileCounts.burnt > 0.6
}

/** Variance of the four-neighbour Laplacian. Source: Pech-Pacheco et al., Diatom Autofocusing in Brightfield Microscopy (2000). */
function laplacianVariance(values: Uint8Array, width: number, height: number): number {
  let sum = 0
  let squares = 0
  let count = 0
  for (let y = 1; y < height - 1; y++) {
    for (let i = y * width + 1; i < (y + 1) * width - 1; i++) {
      const value =
        (values[i - 1] as number) +
        (values[i + 1] as number) +
        (values[i - width] as number) +
        (values[i + width] as number) -
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

function share(shares: Float64Array, from: number, to: number): number {
  return Math.min(
    1,
    shares.subarray(from, to + 1).reduce((sum, part) => sum + part, 0),
  )
}

function valueAt(shares: Float64Array, portion: number): number {
  let sum = 0
  const at = shares.findIndex((part) => (sum += part) >= portion)
  return at < 0 ? 255 : at
}
