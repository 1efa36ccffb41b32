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

/** Brightness 0 to 255 of every pixel. */
export function greyOf({ pixels, width, height }: Raster): Uint8Array {
  const grey = new Uint8Array(width * height)
  for (let i = 0, p = 0; i < grey.length; i++, p += 3) grey[i] = brightnessAt(pixels, p)
  return grey
}

/** Of the pixel whose red stands at `index`. Source: ITU-R BT.601, its weights in integers. */
export function brightnessAt(pixels: Uint8Array, index: number): number {
  return (
    ((pixels[index] as number) * 77 + (pixels[index + 1] as number) * 150 + (pixels[index + 2] as number) * 29) >> 8
  )
}
