import { crc32 } from 'node:zlib'

function box(type: string, content: Buffer): Buffer {
  const head = Buffer.alloc(8)
  head.writeUInt32BE(content.length + 8)
  head.write(type, 4, 'latin1')
  return Buffer.concat([head, content])
}

/** An MP4 file with a movie header that states this duration, and no pictures. */
export function clip({
  seconds,
  version = 0,
  mediaFirst = false,
}: {
  seconds: number
  version?: 0 | 1
  mediaFirst?: boolean
}): Buffer {
  const timescale = 1000
  const header = Buffer.alloc(version === 1 ? 112 : 100)
  header.writeUInt8(version, 0)
  if (version === 1) {
    header.writeUInt32BE(timescale, 20)
    header.writeBigUInt64BE(BigInt(seconds * timescale), 24)
  } else {
    header.writeUInt32BE(timescale, 12)
    header.writeUInt32BE(seconds * timescale, 16)
  }
  const ftyp = box('ftyp', Buffer.from('isom\0\0\x02\0isommp42', 'latin1'))
  const moov = box('moov', box('mvhd', header))
  const mdat = box('mdat', Buffer.alloc(64))
  return Buffer.concat(mediaFirst ? [ftyp, mdat, moov] : [ftyp, moov, mdat])
}

/** The head of a PNG that claims 30,000 x 30,000 pixels: three gigabytes if anybody decoded it. */
export function giantPng(side = 30_000): Buffer {
  const chunk = (type: string, content: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), content])
    const ends = Buffer.alloc(8)
    ends.writeUInt32BE(content.length, 0)
    ends.writeUInt32BE(crc32(body), 4)
    return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)])
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(side, 0)
  header.writeUInt32BE(side, 4)
  header.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', Buffer.alloc(64)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}
