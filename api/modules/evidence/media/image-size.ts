import type { FileWindow } from './file-window.ts'

export type PhotoType = 'image/jpeg' | 'image/png' | 'image/webp'

export interface PixelSize {
  readonly width: number
  readonly height: number
}

/**
 * Width and height as the header claims them; no decoder is involved, so nothing hostile in the file can do more than be wrong.
 * Null where the header is cut off or makes no sense: whoever decodes has bounds of his own.
 */
export function imageSize(file: FileWindow, type: PhotoType): Promise<PixelSize | null> {
  if (type === 'image/jpeg') return jpegSize(file)
  return type === 'image/png' ? pngSize(file) : webpSize(file)
}

/** More segments than any camera writes; a file that goes on is made to waste our time. */
const maxSegments = 500

/** Steps from marker to marker to the frame header (SOF0 to SOF15 but DHT, JPG and DAC). Source: ITU-T T.81, B.1.1 and B.2.2. */
async function jpegSize(file: FileWindow): Promise<PixelSize | null> {
  let at = 2
  for (let segment = 0; segment < maxSegments; segment++) {
    const head = await file.read(at, 9)
    if (head.length < 4 || head[0] !== 0xff) return null
    const marker = head.readUInt8(1)
    if (marker === 0xff) at += 1
    else if (isFrameHeader(marker)) {
      return head.length < 9 ? null : { width: head.readUInt16BE(7), height: head.readUInt16BE(5) }
    } else if (standsAlone(marker)) at += 2
    else at += 2 + head.readUInt16BE(2)
  }
  return null
}

const isFrameHeader = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
const standsAlone = (marker: number) => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)

/** IHDR is the first chunk. Source: PNG (Third Edition) 11.2.1. */
async function pngSize(file: FileWindow): Promise<PixelSize | null> {
  const head = await file.read(0, 24)
  if (head.length < 24 || head.toString('latin1', 12, 16) !== 'IHDR') return null
  return { width: head.readUInt32BE(16), height: head.readUInt32BE(20) }
}

/** Lossy `VP8 `, lossless `VP8L`, extended `VP8X`. Source: RFC 9649, 2.5 to 2.7; RFC 6386, 9.1. */
async function webpSize(file: FileWindow): Promise<PixelSize | null> {
  const head = await file.read(0, 30)
  if (head.length < 30) return null
  switch (head.toString('latin1', 12, 16)) {
    case 'VP8 ':
      return { width: head.readUInt16LE(26) & 0x3fff, height: head.readUInt16LE(28) & 0x3fff }
    case 'VP8L': {
      const bits = head.readUInt32LE(21)
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
    }
    case 'VP8X':
      return { width: head.readUIntLE(24, 3) + 1, height: head.readUIntLE(27, 3) + 1 }
    default:
      return null
  }
}
