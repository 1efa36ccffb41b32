import sharp, { type Sharp } from 'sharp'
import { describe, expect, it } from 'vitest'
import { decodePhoto } from './decode.ts'
import { fingerprint, hammingDistance } from './fingerprint.ts'

/** A street of coloured boxes, different for every seed. */
function scene(seed: number): Sharp {
  let state = seed
  const next = (bound: number) => (state = (state * 48_271) % 2_147_483_647) % bound
  const boxes = Array.from(
    { length: 40 },
    () =>
      `<rect x="${next(1600)}" y="${next(1200)}" width="${40 + next(400)}" height="${40 + next(300)}" fill="hsl(${next(360)} 60% ${next(90)}%)"/>`,
  )
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1600" height="1200">${boxes.join('')}</svg>`
  return sharp(Buffer.from(svg)).flatten({ background: 'grey' })
}

async function fingerprintOf(image: Sharp, quality = 92): Promise<string> {
  const photo = await decodePhoto(await image.jpeg({ quality }).toBuffer(), { maxPixels: 60_000_000 })
  return fingerprint(photo.view.raster)
}

describe('fingerprint', () => {
  it('is 256 bits in hex', async () => {
    expect(await fingerprintOf(scene(1))).toMatch(/^[0-9a-f]{64}$/)
  })

  it('stays near itself through re-encoding, halving and brightening', async () => {
    const original = await fingerprintOf(scene(1))
    expect(hammingDistance(original, await fingerprintOf(scene(1), 40))).toBeLessThan(16)
    expect(hammingDistance(original, await fingerprintOf(scene(1).resize(800)))).toBeLessThan(16)
    expect(hammingDistance(original, await fingerprintOf(scene(1).linear(1.1, 6)))).toBeLessThan(30)
  })

  it('is far from that of another photo', async () => {
    const [a, b] = [await fingerprintOf(scene(1)), await fingerprintOf(scene(2))]
    expect(hammingDistance(a, b)).toBeGreaterThan(80)
  })
})
