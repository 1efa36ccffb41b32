/**
 * Finds plates by their ground instead of their text: compact patches of plate blue or plate yellow. The text detector passes over plates
 * whose characters touch or blur; their ground still shows.
 */
import { mapQuad, quadHeight, quadTilt, quadWidth } from '../../geometry.ts'
import type { View } from '../../raster.ts'
import type { Candidate } from './candidates.ts'
import { hsv } from '../hue.ts'
import { type RegionBox, regionBoxes } from './region-boxes.ts'

/** Long side of the colour map in pixels: a plate of 60 px in the working raster still covers 40 x 12. */
const mapLongSide = 853
const minFill = 0.5
const minWidthPx = 24
const maxWidthShare = 0.6

type Ground = 'blue' | 'yellow'

/** Largest first, in pixels of the photo. */
export function groundCandidates(view: View, limit: number): Candidate[] {
  const { width, height, maps, perPixel } = groundMaps(view)
  const boxes = maps.flatMap((map) => regionBoxes(map, width, height, 0)).filter((box) => isPlateShaped(box, width))
  return boxes
    .sort((a, b) => quadWidth(b.quad) - quadWidth(a.quad))
    .slice(0, limit)
    .map(({ quad, fill }) => {
      const inPhoto = mapQuad(quad, ([x, y]) => [x * perPixel, y * perPixel])
      return { lines: [inPhoto], quad: inPhoto, score: Math.min(1, fill) * 0.5 }
    })
}

function isPlateShaped({ quad, fill }: RegionBox, mapWidth: number): boolean {
  const [width, height] = [quadWidth(quad), quadHeight(quad)]
  const aspect = width / height
  return (
    fill >= minFill &&
    aspect >= 1.4 &&
    aspect <= 6 &&
    width >= minWidthPx &&
    width <= maxWidthShare * mapWidth &&
    Math.abs(quadTilt(quad)) <= 50
  )
}

/** One map for each ground colour, 1 where a pixel has it; perPixel: photo pixels for each map pixel. */
function groundMaps({ raster, scale }: View): {
  width: number
  height: number
  maps: Float32Array[]
  perPixel: number
} {
  const step = Math.max(1, Math.max(raster.width, raster.height) / mapLongSide)
  const width = Math.floor(raster.width / step)
  const height = Math.floor(raster.height / step)
  const blue = new Float32Array(width * height)
  const yellow = new Float32Array(width * height)
  for (let y = 0; y < height; y++) {
    const row = Math.floor((y + 0.5) * step) * raster.width
    for (let x = 0; x < width; x++) {
      const ground = groundOf(raster.pixels, (row + Math.floor((x + 0.5) * step)) * 3)
      if (ground === 'blue') blue[y * width + x] = 1
      else if (ground === 'yellow') yellow[y * width + x] = 1
    }
  }
  return { width, height, maps: [blue, yellow], perPixel: step / scale }
}

function groundOf(pixels: Uint8Array, at: number): Ground | null {
  const [hue, saturation, value] = hsv(pixels[at] as number, pixels[at + 1] as number, pixels[at + 2] as number)
  if (value < 0.15) return null
  if (hue >= 195 && hue <= 255 && saturation >= 0.38) return 'blue'
  if (hue >= 22 && hue <= 58 && saturation >= 0.5 && value >= 0.3) return 'yellow'
  return null
}
