import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { clip, giantPng } from '../media.testing.ts'
import { clipDurationMs } from './clip-duration.ts'
import type { FileWindow } from './file-window.ts'
import { imageSize } from './image-size.ts'
import { inspectMedia } from './inspect.ts'

const inMemory = (bytes: Buffer): FileWindow => ({
  size: bytes.length,
  read: (at, length) => Promise.resolve(bytes.subarray(at, at + length)),
})

const picture = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: '#888' } })

describe('the size a header claims', () => {
  it.each([
    ['image/jpeg', (width: number, height: number) => picture(width, height).jpeg().toBuffer()],
    [
      'image/jpeg',
      (width: number, height: number) =>
        picture(width, height)
          .jpeg({ progressive: true })
          .withExif({ IFD0: { Software: 'x' } })
          .toBuffer(),
    ],
    ['image/png', (width: number, height: number) => picture(width, height).png().toBuffer()],
    ['image/webp', (width: number, height: number) => picture(width, height).webp().toBuffer()],
    ['image/webp', (width: number, height: number) => picture(width, height).webp({ lossless: true }).toBuffer()],
    [
      'image/webp',
      (width: number, height: number) =>
        picture(width, height)
          .webp()
          .withExif({ IFD0: { Software: 'x' } })
          .toBuffer(),
    ],
  ] as const)('of %s is what the encoder wrote', async (type, encode) => {
    expect(await imageSize(inMemory(await encode(321, 123)), type)).toEqual({ width: 321, height: 123 })
  })

  it('is unknown where the header is cut off', async () => {
    const whole = await picture(64, 64).jpeg().toBuffer()
    expect(await imageSize(inMemory(whole.subarray(0, 30)), 'image/jpeg')).toBeNull()
  })

  it('property: no bytes make the reader throw or hang', async () => {
    const anyBytes = fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes))
    await fc.assert(
      fc.asyncProperty(anyBytes, fc.constantFrom('image/jpeg', 'image/png', 'image/webp'), async (bytes, type) => {
        const starts = { 'image/jpeg': 'ffd8', 'image/png': '89504e470d0a1a0a', 'image/webp': '52494646' }
        await imageSize(inMemory(Buffer.concat([Buffer.from(starts[type], 'hex'), bytes])), type)
        await clipDurationMs(inMemory(bytes))
      }),
    )
  })
})

describe('the duration of a clip', () => {
  it('is that of its movie header, in both versions, before and behind the media', async () => {
    expect(await clipDurationMs(inMemory(clip({ seconds: 12.5 })))).toBe(12_500)
    expect(await clipDurationMs(inMemory(clip({ seconds: 12.5, version: 1, mediaFirst: true })))).toBe(12_500)
  })

  it('is unknown without a header, and where the header leaves it open', async () => {
    expect(await clipDurationMs(inMemory(Buffer.from('....mdat')))).toBeNull()
    expect(await clipDurationMs(inMemory(clip({ seconds: 0 })))).toBeNull()
  })
})

describe('what may come in', () => {
  let folder: string
  const inspect = async (bytes: Buffer | string) => {
    const path = join(folder, 'upload')
    await writeFile(path, bytes)
    return inspectMedia(path)
  }

  beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'kuaichu-media-'))))
  afterAll(() => rm(folder, { recursive: true, force: true }))

  it('photos and clips, whatever they are called', async () => {
    expect(await inspect(await picture(32, 32).jpeg().toBuffer())).toMatchObject({ type: 'image/jpeg' })
    expect(await inspect(clip({ seconds: 59 }))).toMatchObject({ type: 'video/mp4' })
  })

  it.each([
    ['a text', 'this is no photo'],
    ['an SVG', '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>'],
    ['an SVG with a prologue', '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['a GIF', Buffer.from('R0lGODlhAQABAAAAACw=', 'base64')],
    ['a PDF', '%PDF-1.7\n'],
  ])('not %s', async (_, bytes) => {
    await expect(inspect(bytes)).rejects.toMatchObject({ code: 'unsupported-media' })
  })

  it('not 30,000 x 30,000 pixels, judged by the header', async () => {
    await expect(inspect(giantPng())).rejects.toMatchObject({ code: 'too-large', details: { width: 30_000 } })
  })

  it('not a clip of more than a minute, nor one that does not say', async () => {
    await expect(inspect(clip({ seconds: 61 }))).rejects.toMatchObject({ code: 'too-large' })
    await expect(inspect(clip({ seconds: 0 }))).rejects.toMatchObject({ code: 'bad-input' })
  })

  it('not a photo of more than 30 MB', async () => {
    const photo = await picture(32, 32).jpeg().toBuffer()
    await expect(inspect(Buffer.concat([photo, Buffer.alloc(31 * 1024 * 1024)]))).rejects.toMatchObject({
      code: 'too-large',
    })
  })
})
