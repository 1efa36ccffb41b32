import { fileTypeFromFile } from 'file-type'
import { fail } from '../../../kernel/errors.ts'
import { inMegabytes, inMegapixels, inSeconds, uploadBounds } from '../bounds.ts'
import { clipDurationMs } from './clip-duration.ts'
import { withFileWindow, type FileWindow } from './file-window.ts'
import { imageSize, type PhotoType } from './image-size.ts'

const photoTypes = ['image/jpeg', 'image/png', 'image/webp'] as const satisfies readonly PhotoType[]
const clipTypes = ['video/mp4', 'video/quicktime'] as const
export const mediaTypes = [...photoTypes, ...clipTypes] as const
export type MediaType = (typeof mediaTypes)[number]

export const isClip = (type: string): boolean => (clipTypes as readonly string[]).includes(type)

/**
 * What the file is, by its first bytes; names and declared types are never trusted. Fails `unsupported-media` for what is neither a photo nor a
 * clip, `too-large` beyond the bounds of bytes, pixels or time. Reads headers only: nothing is decoded here.
 */
export async function inspectMedia(path: string): Promise<{ type: MediaType; bytes: number }> {
  const found = await fileTypeFromFile(path)
  const type = mediaTypes.find((accepted) => accepted === found?.mime)
  if (!type) fail('unsupported-media', { accepted: mediaTypes })
  return withFileWindow(path, async (file) => {
    if (isClip(type)) await requireClipWithinBounds(file)
    else await requirePhotoWithinBounds(file, type as PhotoType)
    return { type, bytes: file.size }
  })
}

async function requirePhotoWithinBounds(file: FileWindow, type: PhotoType): Promise<void> {
  const { photoBytes: maxBytes, pixels: maxPixels } = uploadBounds
  if (file.size > maxBytes) fail('too-large', { bound: inMegabytes(maxBytes), maxBytes, bytes: file.size })
  const size = await imageSize(file, type)
  if (size && size.width * size.height > maxPixels)
    fail('too-large', { bound: inMegapixels(maxPixels), maxPixels, ...size })
}

async function requireClipWithinBounds(file: FileWindow): Promise<void> {
  const { clipBytes: maxBytes, clipMs: maxMs } = uploadBounds
  if (file.size > maxBytes) fail('too-large', { bound: inMegabytes(maxBytes), maxBytes, bytes: file.size })
  const ms = await clipDurationMs(file)
  if (ms === null)
    fail('bad-input', { issues: [{ path: 'uploadId', message: 'the duration of this clip cannot be told' }] })
  if (ms > maxMs) fail('too-large', { bound: inSeconds(maxMs), maxMs, ms: Math.round(ms) })
}
