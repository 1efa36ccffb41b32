/** A process of its own that enlarges photos one after another: what it takes in memory is not counted as the pool's. */
import sharp from 'sharp'
import { readPhoto } from './photos.ts'
import { type EnlargeAnswer, EnlargeRequest } from './enlarge.ts'

const width = 4000
const height = 3000
/** Standard deviation of the grain in grey levels, and the JPEG quality that makes about 4 MB of it. */
const grainSigma = 3
const jpegQuality = 82
const grainTable = gaussianTable(1 << 16, 20_230_917)

process.on('message', (message) => {
  const { path, target } = EnlargeRequest.parse(message)
  readPhoto({ name: '', path: Buffer.from(path) })
    .then((photo) => enlarge(photo, target))
    .then(
      () => answer({ refused: null }),
      (error: Error) => answer({ refused: error.message }),
    )
})

function answer(it: EnlargeAnswer): void {
  process.send?.(it)
}

async function enlarge(photo: Buffer, target: string): Promise<void> {
  const pixels = await sharp(photo, { failOn: 'none' })
    .autoOrient()
    .resize(width, height, { fit: 'cover' })
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer()
  addGrain(pixels)
  await sharp(pixels, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: jpegQuality })
    .toFile(target)
}

function addGrain(pixels: Uint8Array): void {
  // The stride is coprime to the table, so no pattern repeats within a row.
  for (let i = 0, at = 0; i < pixels.length; i++, at = (at + 40_503) & (grainTable.length - 1)) {
    const value = (pixels[i] as number) + (grainTable[(at + (i >> 14)) & (grainTable.length - 1)] as number)
    pixels[i] = value < 0 ? 0 : value > 255 ? 255 : value
  }
}

/** Sum of four uniform numbers of a fixed linear congruential sequence (Numerical Recipes), scaled to the deviation. */
function gaussianTable(length: number, seed: number): Float32Array {
  let state = seed
  const uniform = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 0x1_0000_0000 - 0.5
  }
  return Float32Array.from(
    { length },
    () => (uniform() + uniform() + uniform() + uniform()) * Math.sqrt(3) * grainSigma,
  )
}
