/** Decoded pixels, three interleaved bytes (red, green, blue) each, rows top to bottom, no padding. */
export interface Raster {
  readonly pixels: Uint8Array
  readonly width: number
  readonly height: number
}

/** A photo as decoded at some size. Whatever is measured on it is told in pixels of the upright photo. */
export interface View {
  readonly raster: Raster
  /** Pixels of the raster per pixel of the photo, at most 1. */
  readonly scale: number
}

const greys = new WeakMap<Raster, Uint8Array>()

/** Brightness 0 to 255 of every pixel (ITU-R BT.601 weights in integers). Kept as long as the raster: quality and fingerprint go by it. */
export function greyOf(raster: Raster): Uint8Array {
  const known = greys.get(raster)
  if (known) return known
  const { pixels, width, height } = raster
  const grey = new Uint8Array(width * height)
  for (let i = 0, p = 0; i < grey.length; i++, p += 3) {
    grey[i] = ((pixels[p] as number) * 77 + (pixels[p + 1] as number) * 150 + (pixels[p + 2] as number) * 29) >> 8
  }
  greys.set(raster, grey)
  return grey
}
