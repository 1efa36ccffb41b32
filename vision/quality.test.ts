import sharp, { type Sharp } from 'sharp'
import { describe, expect, it } from 'vitest'
import { assessQuality, plateSharpness } from './quality.ts'
import type { Raster } from './raster.ts'

const stripes = Array.from({ length: 40 }, (_, i) => `<rect x="${i * 16}" width="8" height="480" fill="#222"/>`).join(
  '',
)
const pattern = (background: string) =>
  sharp(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="480"><rect width="640" height="480" fill="${background}"/>${stripes}</svg>`,
    ),
  )

async function rasterOf(image: Sharp): Promise<Raster> {
  const { data, info } = await image.removeAlpha().raw().toBuffer({ resolveWithObject: true })
  return { pixels: data, width: info.width, height: info.height }
}

describe('assessQuality', () => {
  it('finds a blurred frame less sharp than the same frame in focus', async () => {
    const sharpFrame = assessQuality(await rasterOf(pattern('#999')), []).sharpness.frame
    const blurred = assessQuality(await rasterOf(pattern('#999').blur(8)), []).sharpness.frame
    expect(sharpFrame).toBeGreaterThan(0.8)
    expect(blurred).toBeLessThan(0.3)
  })

  it('tells darkness from glare', async () => {
    const solid = (background: string) => sharp({ create: { width: 640, height: 480, channels: 3, background } })
    const dark = assessQuality(await rasterOf(solid('#050505')), [])
    const burnt = assessQuality(await rasterOf(solid('#ffffff')), [])
    expect(dark).toMatchObject({ exposure: { dark: 1, bright: 0 }, glare: 0, contrast: 0 })
    expect(burnt.exposure.bright).toBeCloseTo(1)
    expect(burnt.glare).toBe(1)
  })

  it('speaks of plates only where there are some', async () => {
    const raster = await rasterOf(pattern('#999'))
    expect(assessQuality(raster, [])).toMatchObject({ platePixels: null, sharpness: { plates: null } })
    const plates = [
      { widthPx: 90, sharpness: 0.4 },
      { widthPx: 60, sharpness: 0.7 },
    ]
    expect(assessQuality(raster, plates)).toMatchObject({ platePixels: 90, sharpness: { plates: 0.7 } })
  })
})

describe('plateSharpness', () => {
  it('does not take a dark plate for a blurred one', async () => {
    const crop = pattern('#999').resize(160, 48, { fit: 'fill' })
    const dark = await rasterOf(crop.clone().linear(0.5, 0))
    const blurred = await rasterOf(sharp(await crop.clone().png().toBuffer()).blur(4))
    expect(plateSharpness(dark)).toBeGreaterThan(plateSharpness(blurred))
  })
})
