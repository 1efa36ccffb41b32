import type { Sharp } from 'sharp'
import type { Size } from '../survival/copies.ts'

/** One way of spoiling a photo; the higher the level, the worse. Lengths in pixels are those of a photo 1280 px wide. */
export interface Degradation {
  readonly kind: string
  readonly levels: readonly number[]
  apply(photo: Sharp, level: number, size: Size): Sharp
}

export const degradations: readonly Degradation[] = [
  { kind: 'none', levels: [0], apply: (photo) => photo },
  {
    kind: 'out of focus, sigma px',
    levels: [1, 2, 3, 5],
    apply: (photo, level, { width }) => photo.blur(Math.max(0.3, (level * width) / 1280)),
  },
  {
    kind: 'moved sideways, px',
    levels: [4, 8, 14, 22],
    apply: (photo, level, { width }) => {
      const length = Math.max(3, Math.round((level * width) / 1280) | 1)
      return photo.convolve({ width: length, height: 3, kernel: rowOfOnes(length) })
    },
  },
  {
    kind: 'scaled to, % of its width',
    levels: [60, 40, 25, 15],
    apply: (photo, level, { width }) => photo.resize(Math.max(16, Math.round((width * level) / 100))),
  },
  { kind: 'dark, % of its light', levels: [40, 20, 10, 5], apply: (photo, level) => photo.linear(level / 100, 0) },
  {
    kind: 'bright, % of its light',
    levels: [150, 200, 300, 500],
    apply: (photo, level) => photo.linear(level / 100, 0),
  },
  {
    kind: 'glare over % of its width',
    levels: [20, 40, 60, 90],
    apply: (photo, level, size) => photo.composite([{ input: Buffer.from(glare(level, size)) }]),
  },
  { kind: 'JPEG quality', levels: [40, 20, 10, 5], apply: (photo, level) => photo.jpeg({ quality: level }) },
]

/** sharp wants kernels of three rows at least: the outer two are empty. */
function rowOfOnes(length: number): number[] {
  const empty = new Array<number>(length).fill(0)
  return [...empty, ...new Array<number>(length).fill(1), ...empty]
}

/** A patch of sun in the middle: white, fading at its rim. */
function glare(percent: number, { width, height }: Size): string {
  const radius = (width * percent) / 200
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><defs><radialGradient id="sun">
    <stop offset="0.7" stop-color="white"/><stop offset="1" stop-color="white" stop-opacity="0"/></radialGradient></defs>
    <circle cx="${width / 2}" cy="${height / 2}" r="${radius}" fill="url(#sun)"/></svg>`
}
