import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { decodePhoto } from './decode.ts'

const maxPixels = 60_000_000
const decode = (bytes: Uint8Array) => decodePhoto(bytes, { maxPixels })

const noise = { type: 'gaussian' as const, mean: 128, sigma: 40 }
const jpeg = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: 'grey', noise } }).jpeg()

/** A PNG that claims any size: header, one line of data and the end. */
function pngClaiming(width: number, height: number): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const chunks = [chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.alloc(100))), chunk('IEND', Buffer.alloc(0))]
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), ...chunks])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const frame = Buffer.alloc(8 + body.length)
  frame.writeUInt32BE(data.length, 0)
  body.copy(frame, 4)
  frame.writeUInt32BE(crc32(body), 4 + body.length)
  return frame
}

/** PNG specification, annex D. */
function crc32(bytes: Buffer): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  }
  return (crc ^ 0xffffffff) >>> 0
}

describe('decodePhoto', () => {
  it('shrinks to the working size and tells the true one', async () => {
    const { image, view } = await decode(await jpeg(2560, 1920).toBuffer())
    expect(image).toMatchObject({ width: 2560, height: 1920, format: 'jpeg', orientation: 1, damaged: false })
    expect([view.raster.width, view.raster.height, view.scale]).toEqual([1280, 960, 0.5])
    expect(view.raster.pixels).toHaveLength(1280 * 960 * 3)
  })

  it('turns the photo upright', async () => {
    const { image, view } = await decode(await jpeg(400, 300).withMetadata({ orientation: 6 }).toBuffer())
    expect(image).toMatchObject({ width: 300, height: 400, orientation: 6 })
    expect([view.raster.width, view.raster.height]).toEqual([300, 400])
  })

  it('reads grey and transparent images as colour', async () => {
    const transparent = { r: 0, g: 0, b: 0, alpha: 0 }
    const png = await sharp({ create: { width: 40, height: 30, channels: 4, background: transparent } })
      .png()
      .toBuffer()
    const { view } = await decode(png)
    expect(view.raster.pixels).toHaveLength(40 * 30 * 3)
    expect(view.raster.pixels[0]).toBe(255)
  })

  it('reads a cut-off JPEG as far as it goes and says that it is damaged', async () => {
    const whole = await jpeg(1600, 1200).toBuffer()
    const { image } = await decode(whole.subarray(0, whole.length / 2))
    expect(image).toMatchObject({ width: 1600, height: 1200, damaged: true })
  })

  it.each([
    ['no bytes', Buffer.alloc(0), 'empty'],
    ['a text named .jpg', Buffer.from('this is a text, whatever its name says'), 'not-an-image'],
    ['an SVG', Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'), 'unsupported-format'],
    ['a HEIC', Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'), 'unsupported-format'],
    ['a 30,000 x 30,000 PNG', pngClaiming(30_000, 30_000), 'too-many-pixels'],
    ['a JPEG of nothing but its first bytes', Buffer.from('\xff\xd8\xff\xe0', 'latin1'), 'undecodable'],
  ])('refuses %s', async (_, bytes, code) => {
    await expect(decode(bytes)).rejects.toMatchObject({ name: 'UnreadablePhoto', code })
  })

  it('tells when and where the photo was taken, in UTC and WGS-84', async () => {
    const bytes = await jpeg(64, 64)
      .withExif({
        IFD0: { Make: 'Acme', Model: 'Phone 1', Software: 'Editor 2' },
        IFD2: { DateTimeOriginal: '2024:05:01 12:30:00' },
        IFD3: {
          GPSLatitudeRef: 'N',
          GPSLatitude: '31/1 30/1 0/1',
          GPSLongitudeRef: 'E',
          GPSLongitude: '121/1 15/1 0/1',
        },
      })
      .toBuffer()
    expect((await decode(bytes)).image.exif).toEqual({
      takenAt: '2024-05-01T04:30:00.000Z',
      takenAtOffset: 'assumed',
      gps: { lon: 121.25, lat: 31.5, datum: 'WGS-84' },
      device: 'Acme Phone 1',
      software: 'Editor 2',
    })
  })
})
