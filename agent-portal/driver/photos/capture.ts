import type { Schemas } from '../../api/client.ts'
import type { Position } from '../report/place.ts'

/** A photo just taken or chosen. */
export interface Taken {
  readonly file: File
  readonly how: 'camera' | 'file'
}

/** What travels beside the photo: a frame of the page's camera has no EXIF, and phones strip positions from chosen files. */
export function captureOf(
  { file, how }: Taken,
  phoneAt: Position | undefined,
  device = navigator.userAgent,
): Schemas['Capture'] {
  return {
    how,
    // A chosen file was taken when it was last written; the server holds its EXIF against it.
    takenAt: new Date(file.lastModified).toISOString(),
    // Where the phone is now says nothing about where a chosen file was taken.
    ...(how === 'camera' && phoneAt ? { position: phoneAt } : {}),
    device: device.slice(0, 200),
  }
}
