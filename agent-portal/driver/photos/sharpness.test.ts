import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { expect, it } from 'vitest'
import { blurredBelow, greyOf, sharpnessOf } from './sharpness.ts'

async function sharpnessOfSample(name: string): Promise<number> {
  const file = fileURLToPath(new URL(`../../../infra/samples/photos/${name}`, import.meta.url))
  const { data, info } = await sharp(file).resize(480).greyscale().raw().toBuffer({ resolveWithObject: true })
  return sharpnessOf(new Uint8ClampedArray(data), info.width, info.height)
}

it('asks for another photo when the hand shook', async () => {
  expect(await sharpnessOfSample('blurred.jpg')).toBeLessThan(blurredBelow)
})

it.each(['a1-overview-front.jpg', 'a1-contact.jpg', 'a1-plate-a.jpg', 'too-dark.jpg'])(
  'does not hold up %s, which is sharp',
  async (name) => {
    expect(await sharpnessOfSample(name)).toBeGreaterThan(2 * blurredBelow)
  },
)

it('finds nothing sharp on a blank wall', () => {
  expect(sharpnessOf(new Uint8ClampedArray(100).fill(128), 10, 10)).toBe(0)
})

it('weighs colours as the eye does', () => {
  expect([...greyOf(new Uint8ClampedArray([255, 0, 0, 255, 0, 255, 0, 255, 255, 255, 255, 255]))]).toEqual([
    76, 150, 255,
  ])
})
