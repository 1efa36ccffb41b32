import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import sharp from 'sharp'
import { decodeAtWorkingSize } from '../../../vision/decode.ts'
import { fingerprintSums, fingerprintsOf, type Fingerprints } from '../../../vision/fingerprint/fingerprint.ts'

export interface RealPhoto extends Fingerprints {
  readonly path: string
  /** What its fingerprint is the signs of. */
  readonly sums: Float64Array
}

export async function readPhotos(folders: readonly string[]): Promise<RealPhoto[]> {
  const paths = folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => ['.jpg', '.jpeg', '.png', '.webp'].includes(extname(name).toLowerCase()))
      .sort()
      .map((name) => join(folder, name)),
  )
  if (paths.length < 5) throw new Error('fewer than five photos')
  const photos: RealPhoto[] = []
  for (const path of paths) {
    const raster = await decodeAtWorkingSize(readFileSync(path))
    photos.push({ path, sums: fingerprintSums(raster), ...fingerprintsOf(raster) })
  }
  return photos
}

/** A copy as somebody makes who would use a photo twice: up to 5 % cut off each side, 0.4 to 1 times the size, another brightness, JPEG of 40 to 90. */
export async function fingerprintsOfCopy({ path }: RealPhoto, random: () => number): Promise<Fingerprints> {
  const upright = await sharp(path, { failOn: 'none' }).autoOrient().toBuffer({ resolveWithObject: true })
  const { width, height } = upright.info
  const kept = (length: number) => {
    const from = Math.round(length * 0.05 * random())
    return { from, length: Math.round(length * (1 - 0.05 * random())) - from }
  }
  const [across, down] = [kept(width), kept(height)]
  const copy = await sharp(upright.data)
    .extract({ left: across.from, width: across.length, top: down.from, height: down.length })
    .resize(Math.max(64, Math.round(across.length * (0.4 + 0.6 * random()))))
    .linear(0.7 + 0.6 * random(), 20 * (random() - 0.5))
    .jpeg({ quality: Math.round(40 + 50 * random()) })
    .toBuffer()
  return fingerprintsOf(await decodeAtWorkingSize(copy))
}
