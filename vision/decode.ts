/**
 * Bytes to pixels: one decode, shrunk while the JPEG is being read, upright; everything is derived from that one raster. Full resolution is gone back
 * to only for a region that is worth it.
 */
import { createHash } from 'node:crypto'
import sharp, { type Sharp } from 'sharp'
import type { ImageFacts, ImageFormat } from './contract.ts'
import { readExif } from './exif.ts'
import type { Raster, View } from './raster.ts'
import { isCutOff, sniffFormat } from './sniff.ts'
import { UnreadablePhoto } from './unreadable.ts'

sharp.cache(false)
sharp.concurrency(1)

/** Long side of the working raster in pixels: detection runs on it, small plates are read from full resolution. */
const workingLongSide = 1280
/** Long side of the closer look: 2560 of 4000 px keep a plate of 60 px readable at half the pixels. */
const fineLongSide = 2560

export interface Photo {
  readonly bytes: Uint8Array
  readonly image: ImageFacts
  /** At the working size. */
  readonly view: View
}

/**
 * Decodes a photo at the working size. Fails with UnreadablePhoto: `empty`, `not-an-image`, `unsupported-format`, `too-many-pixels` (by the header,
 * before a pixel is decoded), `undecodable`. A cut-off file is read as far as it goes and marked `damaged`.
 */
export async function decodePhoto(bytes: Uint8Array, { maxPixels }: { maxPixels: number }): Promise<Photo> {
  const format = acceptedFormat(bytes)
  const header = await readHeader(bytes)
  if (header.width * header.height > maxPixels) {
    throw new UnreadablePhoto('too-many-pixels', `${header.width} x ${header.height} is more than ${maxPixels} pixels`)
  }
  const { orientation } = header
  const [width, height] = orientation >= 5 ? [header.height, header.width] : [header.width, header.height]
  const [{ view, warned }, exif] = await Promise.all([decodeTo(bytes, workingLongSide, width), readExif(bytes)])
  return {
    bytes,
    view,
    image: {
      width,
      height,
      orientation,
      format,
      bytes: bytes.byteLength,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      damaged: warned || isCutOff(bytes, format),
      exif,
    },
  }
}

/** Nothing but the decode itself: the floor that `bench` measures the whole against. */
export async function decodeAtWorkingSize(bytes: Uint8Array): Promise<Raster> {
  return (await decodeTo(bytes, workingLongSide, 1)).view.raster
}

/** The photo again, closer to its full resolution: a second decode, 60 ms for 12 megapixels. */
export async function decodeFine({ bytes, image }: Photo): Promise<View> {
  return (await decodeTo(bytes, fineLongSide, image.width)).view
}

/** A raster at another size. For whole photos this takes half as long as our own loops (resample.ts), but for exact halves. */
export async function resized({ pixels, width, height }: Raster, toWidth: number, toHeight: number): Promise<Raster> {
  const data = await sharp(pixels, { raw: { width, height, channels: 3 } })
    .resize(toWidth, toHeight, { fit: 'fill', kernel: 'linear' })
    .raw()
    .toBuffer()
  return { pixels: data, width: toWidth, height: toHeight }
}

function acceptedFormat(bytes: Uint8Array): ImageFormat {
  if (bytes.byteLength === 0) throw new UnreadablePhoto('empty', 'the file has no bytes')
  const sniffed = sniffFormat(bytes)
  if (sniffed === 'not-an-image') throw new UnreadablePhoto('not-an-image', 'the first bytes are not those of a photo')
  if (sniffed === 'other-image') throw new UnreadablePhoto('unsupported-format', 'JPEG, PNG and WebP are read')
  return sniffed
}

async function readHeader(bytes: Uint8Array): Promise<{ width: number; height: number; orientation: number }> {
  const { width, height, orientation = 1 } = await open(bytes).metadata().catch(undecodable)
  return { width, height, orientation: orientation >= 1 && orientation <= 8 ? orientation : 1 }
}

async function decodeTo(
  bytes: Uint8Array,
  longSide: number,
  fullWidth: number,
): Promise<{ view: View; warned: boolean }> {
  let warned = false
  const { data, info } = await open(bytes)
    .on('warning', () => (warned = true))
    .autoOrient()
    .resize(longSide, longSide, { fit: 'inside', withoutEnlargement: true, fastShrinkOnLoad: true, kernel: 'cubic' })
    .flatten({ background: 'white' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })
    .catch(undecodable)
  const raster = { pixels: data, width: info.width, height: info.height }
  return { view: { raster, scale: info.width / fullWidth }, warned }
}

/** The pixel bound is ours, checked on the header, so that its refusal has a name. */
function open(bytes: Uint8Array): Sharp {
  return sharp(bytes, { failOn: 'none', limitInputPixels: false, sequentialRead: true })
}

function undecodable(cause: unknown): never {
  throw new UnreadablePhoto('undecodable', cause instanceof Error ? cause.message : String(cause))
}
