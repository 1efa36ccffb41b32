/** What a file is by its first bytes, before any decoder touches it. A name or a declared type is never trusted. */
import type { ImageFormat } from './contract.ts'

export type Sniffed = ImageFormat | 'other-image' | 'not-an-image'

/** `other-image`: an image we do not decode (SVG, HEIC, AVIF, GIF, BMP, TIFF, PDF), so that the driver can be told what to do. */
export function sniffFormat(bytes: Uint8Array): Sniffed {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 1024))
  const latin = head.toString('latin1')
  if (latin.startsWith('\xff\xd8\xff')) return 'jpeg'
  if (latin.startsWith('\x89PNG\r\n\x1a\n')) return 'png'
  if (latin.startsWith('RIFF') && latin.slice(8, 12) === 'WEBP') return 'webp'
  if (/^.{4}ftyp(heic|heix|hevc|mif1|msf1|avif|avis)/s.test(latin)) return 'other-image'
  if (/^(GIF8|BM|II\*\0|MM\0\*|%PDF-)/.test(latin)) return 'other-image'
  if (/<svg[\s>]/i.test(latin)) return 'other-image'
  return 'not-an-image'
}

/**
 * Whether the file ends before its picture does. JPEG: no end-of-image marker behind the first scan (entropy-coded data never contains one).
 * PNG: no IEND chunk. WebP: shorter than its RIFF header says.
 */
export function isCutOff(bytes: Uint8Array, format: ImageFormat): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (format === 'png') return file.lastIndexOf('IEND', undefined, 'latin1') < 0
  if (format === 'webp') return file.byteLength < 12 || file.readUInt32LE(4) + 8 > file.byteLength
  const scan = startOfScan(file)
  return scan < 0 || file.indexOf(Buffer.from([0xff, 0xd9]), scan) < 0
}

/** Offset of the first start-of-scan marker: markers before it carry their length, so a thumbnail inside EXIF is stepped over. */
function startOfScan(file: Buffer): number {
  let at = 2
  while (at + 4 <= file.length) {
    if (file[at] !== 0xff) return -1
    const marker = file[at + 1]
    if (marker === 0xda) return at
    if (marker === 0xff) at += 1
    else at += 2 + file.readUInt16BE(at + 2)
  }
  return -1
}
