import { parseArgs } from 'node:util'
import sharp from 'sharp'
import { reuseBounds } from '../../../api/modules/evidence/bounds.ts'
import { decodeAtWorkingSize } from '../../../vision/decode.ts'
import { fingerprintsOf, hammingDistance, type Fingerprints } from '../../../vision/fingerprint/fingerprint.ts'
import { photosFolder } from '../../samples/label.ts'
import { readPhotos, type RealPhoto } from '../reuse/photos.ts'
import { distribution } from '../reuse/summary.ts'
import { copies } from './copies.ts'

const usage = `usage: npm run -s bench:survival -- [--json] [--photos DIR]...

What the fingerprint of a photo survives: copies of every photo, how many of 256 bits they differ in from their original (under the best of the ways in
which they may have been cut), and how many lie within the platform's bound. The same between different photos.

  --json        print one JSON object
  --photos DIR  photos to copy, instead of the sample photos; may be repeated`

const print = (line: string) => void process.stdout.write(`${line}\n`)

const distanceTo = (stored: string, { fingerprint, fingerprintIfCut }: Fingerprints) =>
  Math.min(...[fingerprint, ...fingerprintIfCut].map((asked) => hammingDistance(asked, stored)))

/** How far each kind of copy of this photo is from it. */
async function distancesOfCopies({ path, fingerprint }: RealPhoto, turn: number): Promise<number[]> {
  const { data, info } = await sharp(path, { failOn: 'none' })
    .autoOrient()
    .flatten({ background: 'white' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })
  const distances: number[] = []
  for (const { make, quality } of copies) {
    const copy = await make(sharp(data, { raw: info }), info, turn)
      .jpeg({ quality })
      .toBuffer()
    distances.push(distanceTo(fingerprint, fingerprintsOf(await decodeAtWorkingSize(copy))))
  }
  return distances
}

function summarise(distances: readonly number[]) {
  const within = distances.filter((distance) => distance <= reuseBounds.copyDistance).length
  return { ...distribution(distances), withinPercent: Math.round((1000 * within) / distances.length) / 10 }
}

async function main(folders: readonly string[], json: boolean): Promise<void> {
  const photos = await readPhotos(folders)
  const perPhoto: number[][] = []
  for (const [turn, photo] of photos.entries()) perPhoto.push(await distancesOfCopies(photo, turn))
  const rows = copies.map(({ name }, index) => ({
    copy: name,
    ...summarise(perPhoto.map((distances) => distances[index] ?? 0)),
  }))
  const others = photos
    .flatMap((photo) => photos.filter((other) => other !== photo).map((other) => distanceTo(photo.fingerprint, other)))
    .sort((a, b) => a - b)
  const least = others.slice(0, 100)
  const within = others.filter((distance) => distance <= reuseBounds.copyDistance).length
  const between = { pairs: others.length, within, ...distribution(others), least }
  const summary = { photos: photos.length, bound: reuseBounds.copyDistance, copies: rows, between }
  print(JSON.stringify(summary, null, json ? undefined : 2))
}

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
    photos: { type: 'string', multiple: true, default: [photosFolder] },
  },
})
if (values.help) print(usage)
else await main(values.photos, values.json)
