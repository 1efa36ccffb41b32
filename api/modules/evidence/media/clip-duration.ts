import type { FileWindow } from './file-window.ts'

interface Box {
  readonly type: string
  /** Of the content, behind the header. */
  readonly start: number
  readonly end: number
}

/** Boxes of one level that are looked at; phones write fewer than ten. */
const maxBoxes = 200

/**
 * Duration of an MP4 or MOV clip in ms, from the movie header (`moov/mvhd`). Null where there is none, or where it leaves the duration open
 * (fragmented files). Source: ISO/IEC 14496-12, 4.2 and 8.2.2.
 */
export async function clipDurationMs(file: FileWindow): Promise<number | null> {
  const moov = await findBox(file, 'moov', 0, file.size)
  const mvhd = moov && (await findBox(file, 'mvhd', moov.start, moov.end))
  if (!mvhd) return null
  const header = await file.read(mvhd.start, 32)
  if (header.length < 32) return null
  const long = header.readUInt8(0) === 1
  const timescale = header.readUInt32BE(long ? 20 : 12)
  const duration = long ? Number(header.readBigUInt64BE(24)) : header.readUInt32BE(16)
  const open = long ? duration >= 2 ** 64 - 1 : duration === 2 ** 32 - 1
  return timescale === 0 || duration === 0 || open ? null : (duration / timescale) * 1000
}

async function findBox(file: FileWindow, type: string, from: number, to: number): Promise<Box | null> {
  let at = from
  for (let count = 0; count < maxBoxes && at + 8 <= to; count++) {
    const box = await readBox(file, at, to)
    if (!box || box.type === type) return box
    at = box.end
  }
  return null
}

/** Size 1: the true size follows in 64 bits. Size 0: to the end of the file. */
async function readBox(file: FileWindow, at: number, to: number): Promise<Box | null> {
  const head = await file.read(at, 16)
  if (head.length < 8) return null
  const short = head.readUInt32BE(0)
  const headerBytes = short === 1 ? 16 : 8
  if (head.length < headerBytes) return null
  const size = short === 1 ? Number(head.readBigUInt64BE(8)) : short === 0 ? to - at : short
  if (size < headerBytes) return null
  return { type: head.toString('latin1', 4, 8), start: at + headerBytes, end: at + size }
}
