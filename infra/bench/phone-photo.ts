import sharp from 'sharp'
import { seededRandom } from '../samples/random.ts'

/** What a phone of today makes: 12 megapixels, about 3 MB. */
const longSide = 4000
const targetBytes = 3_000_000
const tolerance = 0.1
const grainTile = 512
/** Spread of the grain in levels of 255. */
const grainLevels = 24

/**
 * Any photo as a phone would have saved it: 4000 px on its long side, a fine grain from `seed` (so that no two are alike), and the JPEG quality at which
 * it comes to about 3 MB. The same photo and seed give the same bytes.
 */
export async function phonePhoto(photo: Buffer, seed: number): Promise<Buffer> {
  const grown = await sharp(photo)
    .rotate()
    .resize({ width: longSide, height: longSide, fit: 'inside' })
    .composite([
      {
        input: grain(seed),
        raw: { width: grainTile, height: grainTile, channels: 3 },
        tile: true,
        blend: 'soft-light',
      },
    ])
    .raw()
    .toBuffer({ resolveWithObject: true })
  const { width, height, channels } = grown.info
  const save = (quality: number) => sharp(grown.data, { raw: { width, height, channels } }).jpeg({ quality }).toBuffer()

  let [low, high] = [30, 98]
  let saved = await save(80)
  for (
    let quality = 80;
    Math.abs(saved.length / targetBytes - 1) > tolerance && low < high;
    saved = await save(quality)
  ) {
    if (saved.length > targetBytes) high = quality - 1
    else low = quality + 1
    quality = Math.floor((low + high) / 2)
  }
  return saved
}

function grain(seed: number): Buffer {
  const random = seededRandom(seed)
  const tile = Buffer.alloc(grainTile * grainTile * 3)
  for (let at = 0; at < tile.length; at += 3)
    tile.fill(128 + Math.round((random() - 0.5) * 2 * grainLevels), at, at + 3)
  return tile
}
