import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import sharp, { type Sharp } from 'sharp'
import { describe, expect, it } from 'vitest'
import { photosFolder } from '../../infra/samples/label.ts'
import { decodeAtWorkingSize } from '../decode.ts'
import { fingerprintSums, fingerprintsOf, hammingDistance } from './fingerprint.ts'
import { signsOf } from './signs.ts'

/** What the platform takes for the same photo (`reuseBounds.copyDistance`). */
const bound = 28
/** The faulty ones show two views of the others once more. */
const faulty = ['blurred.jpg', 'too-dark.jpg']
const photos = readdirSync(photosFolder)
  .filter((name) => name.endsWith('.jpg') && !faulty.includes(name))
  .sort()
  .map((name) => readFileSync(join(photosFolder, name)))

const fingerprintsOfFile = async (bytes: Buffer) => fingerprintsOf(await decodeAtWorkingSize(bytes))
const wholes = Promise.all(photos.map(fingerprintsOfFile))

/** From this photo to a stored fingerprint: its own distance, or that of the uncut photo it may stem from. */
async function distanceTo(stored: string, copy: Buffer): Promise<number> {
  const { fingerprint, fingerprintIfCut } = await fingerprintsOfFile(copy)
  return Math.min(...[fingerprint, ...fingerprintIfCut].map((asked) => hammingDistance(asked, stored)))
}

/** A copy of one of the samples by these changes, and how far it is from it. */
async function distanceOfCopy(index: number, change: (photo: Sharp, size: Size) => Sharp, quality = 80) {
  const bytes = photos[index] as Buffer
  const { width, height } = await sharp(bytes).metadata()
  const copy = await change(sharp(bytes), { width, height }).jpeg({ quality }).toBuffer()
  return distanceTo((await wholes)[index]?.fingerprint ?? '', copy)
}
interface Size {
  readonly width: number
  readonly height: number
}

const anyPhoto = fc.nat({ max: photos.length - 1 })
const anyCut = fc.double({ min: 0, max: 0.05, noNaN: true })

function cut([left, right, top, bottom]: readonly [number, number, number, number]) {
  return (photo: Sharp, { width, height }: Size) => {
    const [x, y] = [Math.round(left * width), Math.round(top * height)]
    return photo.extract({
      left: x,
      top: y,
      width: Math.round((1 - right) * width) - x,
      height: Math.round((1 - bottom) * height) - y,
    })
  }
}

describe('a fingerprint', () => {
  it('is 256 bits in hex, with one for each way of cutting', async () => {
    const { fingerprint, fingerprintIfCut } = await fingerprintsOfFile(photos[0] as Buffer)
    expect(fingerprintIfCut).toHaveLength(48)
    for (const one of [fingerprint, ...fingerprintIfCut]) expect(one).toMatch(/^[0-9a-f]{64}$/)
  })

  it('never changes its making: stored ones depend on it', () => {
    const [width, height] = [320, 240]
    const pixels = Uint8Array.from({ length: width * height * 3 }, (_, i) => (i * i) % 251)
    expect(fingerprintsOf({ pixels, width, height }).fingerprint).toBe(
      '5cbacfcf402210223d39c7fbc1c38c3cfd3edfcf530230183dacd3eb05c954a8',
    )
  })

  it('is the signs of its sums', async () => {
    const raster = await decodeAtWorkingSize(photos[0] as Buffer)
    expect(signsOf(fingerprintSums(raster))).toBe(fingerprintsOf(raster).fingerprint)
  })

  it('is made of a photo of any size', () => {
    for (const [width, height] of [
      [1, 1],
      [3, 200],
      [63, 65],
    ] as const) {
      expect(
        fingerprintsOf({ pixels: new Uint8Array(width * height * 3).fill(90), width, height }).fingerprint,
      ).toHaveLength(64)
    }
  })
})

describe('a copy of a sample photo is within the bound', () => {
  const runs = { numRuns: 25, seed: 1 }

  it('when encoded again', () =>
    fc.assert(
      fc.asyncProperty(anyPhoto, fc.integer({ min: 30, max: 90 }), async (index, quality) => {
        expect(await distanceOfCopy(index, (photo) => photo, quality)).toBeLessThanOrEqual(bound / 2)
      }),
      runs,
    ))

  it('at half or a quarter of its size', () =>
    fc.assert(
      fc.asyncProperty(anyPhoto, fc.double({ min: 0.25, max: 1, noNaN: true }), async (index, scale) => {
        const shrink = (photo: Sharp, { width }: Size) => photo.resize(Math.round(width * scale))
        expect(await distanceOfCopy(index, shrink)).toBeLessThanOrEqual(bound / 2)
      }),
      runs,
    ))

  it('brighter, darker, and of another contrast', () =>
    fc.assert(
      fc.asyncProperty(
        anyPhoto,
        fc.double({ min: 0.5, max: 1.25, noNaN: true }),
        fc.integer({ min: -20, max: 20 }),
        async (index, gain, offset) => {
          expect(await distanceOfCopy(index, (photo) => photo.linear(gain, offset))).toBeLessThanOrEqual(bound)
        },
      ),
      runs,
    ))

  it('with up to 5 % cut off each side', () =>
    fc.assert(
      fc.asyncProperty(anyPhoto, fc.tuple(anyCut, anyCut, anyCut, anyCut), async (index, sides) => {
        expect(await distanceOfCopy(index, cut(sides))).toBeLessThanOrEqual(bound)
      }),
      runs,
    ))

  it('cut, halved, brightened and encoded again', () =>
    fc.assert(
      fc.asyncProperty(anyPhoto, fc.tuple(anyCut, anyCut, anyCut, anyCut), async (index, sides) => {
        const change = (photo: Sharp, size: Size) =>
          cut(sides)(photo, size)
            .resize(Math.round(size.width / 2))
            .linear(1.1, 6)
        expect(await distanceOfCopy(index, change, 50)).toBeLessThanOrEqual(bound)
      }),
      runs,
    ))
})

it('different photos are out of the bound, under every way of cutting', async () => {
  const all = await wholes
  const distances = all.flatMap(({ fingerprint: stored }, index) =>
    all
      .filter((_, other) => other !== index)
      .flatMap(({ fingerprint, fingerprintIfCut }) => [fingerprint, ...fingerprintIfCut])
      .map((asked) => hammingDistance(asked, stored)),
  )
  expect(Math.min(...distances)).toBeGreaterThan(bound)
})
