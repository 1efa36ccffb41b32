import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import type { Raster } from '../raster.ts'
import { plateColour } from './colour.ts'

const [width, height] = [160, 48]

/** Seven bars stand for the characters. */
async function plate(ground: string, ink: string): Promise<Raster> {
  const bars = Array.from(
    { length: 7 },
    (_, i) => `<rect x="${8 + i * 21}" y="9" width="7" height="30" fill="${ink}"/>`,
  )
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><defs>
    <linearGradient id="fade" x2="0" y2="1"><stop stop-color="#e8f6ec"/><stop offset="1" stop-color="#4fbf7f"/></linearGradient>
    <linearGradient id="two"><stop offset=".25" stop-color="#f0b400"/><stop offset=".25" stop-color="#4fbf7f"/></linearGradient>
    </defs><rect width="${width}" height="${height}" fill="${ground}"/>${bars.join('')}</svg>`
  const { data } = await sharp(Buffer.from(svg)).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  return { pixels: data, width, height }
}

describe('plateColour', () => {
  it.each([
    ['blue', '#1246b0', '#fff'],
    ['yellow', '#f0b400', '#111'],
    ['green', 'url(#fade)', '#111'],
    ['yellow-green', 'url(#two)', '#111'],
    ['white', '#f2f2f2', '#111'],
    ['black', '#161616', '#fff'],
  ])('tells a %s plate', async (colour, ground, ink) => {
    expect(plateColour(await plate(ground, ink)).colour).toBe(colour)
  })

  it('tells blue in the shade', async () => {
    expect(plateColour(await plate('#0a2050', '#778')).colour).toBe('blue')
  })

  it('leaves the colour open where there is no contrast', async () => {
    expect(plateColour(await plate('#777', '#888'))).toEqual({ colour: null, share: 0 })
  })
})
