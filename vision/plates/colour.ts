/** The base colour of a plate, from its straightened crop. */
import type { PlateColour } from './grammar.ts'
import type { Raster } from '../raster.ts'
import { hsv } from './hue.ts'

export interface ColourReading {
  /** Null where light or dirt leave it open. */
  readonly colour: PlateColour | null
  /** Share of pixels that speak for it. */
  readonly share: number
}

const minShare = 0.22
const minSaturation = 0.3
/** The upper half of a green plate fades to near white. */
const minGreenSaturation = 0.1

/**
 * Counts the pixels of each hue within the inner 90 % of the crop. A plate of no hue is white or black by which of the two its middle
 * brightness is nearer to: characters cover less than half of a plate.
 */
export function plateColour({ pixels, width, height }: Raster): ColourReading {
  let [blue, yellow, green, count] = [0, 0, 0, 0]
  const greens: number[] = []
  const yellows: number[] = []
  const values: number[] = []
  for (let y = Math.floor(height * 0.08); y < height * 0.92; y++) {
    for (let x = Math.floor(width * 0.04); x < width * 0.96; x++) {
      const i = (y * width + x) * 3
      const [hue, saturation, value] = hsv(pixels[i] as number, pixels[i + 1] as number, pixels[i + 2] as number)
      count++
      values.push(value)
      if (value < 0.12) continue
      if (saturation >= minSaturation && hue >= 190 && hue <= 262) blue++
      else if (saturation >= minSaturation && hue >= 18 && hue <= 68) {
        yellow++
        yellows.push(x / width)
      } else if (saturation >= minGreenSaturation && hue > 75 && hue < 185) {
        green++
        greens.push(x / width)
      }
    }
  }
  const [colour, hits] = (
    [
      ['blue', blue],
      ['yellow', yellow],
      ['green', green],
    ] as const
  ).reduce((a, b) => (b[1] > a[1] ? b : a))
  if (yellow > 0.1 * count && green > 0.25 * count && mean(yellows) < 0.35 && mean(greens) > 0.5) {
    return { colour: 'yellow-green', share: (yellow + green) / count }
  }
  if (hits / count >= minShare) return { colour, share: hits / count }
  return withoutHue(values)
}

function withoutHue(values: number[]): ColourReading {
  values.sort((a, b) => a - b)
  const at = (share: number) => values[Math.floor(share * (values.length - 1))] ?? 0
  const [dark, middle, bright] = [at(0.05), at(0.5), at(0.95)]
  const spread = bright - dark
  if (spread < 0.25) return { colour: null, share: 0 }
  const white = (middle - dark) / spread
  if (white > 0.62) return { colour: 'white', share: white }
  if (white < 0.38) return { colour: 'black', share: 1 - white }
  return { colour: null, share: 0 }
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length
}
