import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { extname, join } from 'node:path'
import sharp from 'sharp'
import { z } from 'zod'
import { VisionPool } from '../../vision/pool.ts'
import { sniffFormat } from '../../vision/sniff.ts'
import { exifOf } from '../samples/exif.ts'
import { photosFolder } from '../samples/label.ts'
import { scenePlace } from './script.ts'

export interface PlateKey {
  readonly plateNumber: string
  readonly plateKind: string
}

/** One photo of the play: what it is taken as, by whom, and what the play expects of it. */
export interface ScenePhoto {
  readonly file: string
  readonly bytes: Buffer
  readonly shot: string
  readonly subject: string | null
  readonly planted: 'mismatch' | 'reused' | null
}

export interface Scene {
  readonly parties: readonly [PlateKey, PlateKey]
  readonly photos: readonly ScenePhoto[]
}

const labelSchema = z.object({
  file: z.string(),
  plates: z.array(z.object({ plate: z.string(), color: z.string() })),
  shot: z.string().optional(),
  party: z.string().optional(),
  fault: z.string().optional(),
})
type Label = z.infer<typeof labelSchema>

const photoCount = 12

/** The order in which shots are taken, and what of: the minimum set first, then the plates, then the rest. */
const shotOrder: readonly (readonly [shot: string, subject: string | null])[] = [
  ['front-overview', null],
  ['rear-overview', null],
  ['contact-close-up', 'A-B'],
  ['road-marks', null],
  ['vehicle-plate', 'A'],
  ['vehicle-plate', 'B'],
  ['driving-licence', 'A'],
  ['driving-licence', 'B'],
  ['vehicle-licence', 'A'],
  ['vehicle-licence', 'B'],
  ['driver-with-vehicle', 'A'],
  ['driver-with-vehicle', 'B'],
]

/** The first accident of the repository's own sample photos. */
export async function sampleScene(): Promise<Scene> {
  const labels = readLabels(photosFolder)
  const shots: Readonly<Record<string, string>> = {
    'overview-front': 'front-overview',
    'overview-rear': 'rear-overview',
    contact: 'contact-close-up',
    'lane-markings': 'road-marks',
    plate: 'vehicle-plate',
  }
  const own = labels.filter(({ file }) => file.startsWith('a1-'))
  const photos = await Promise.all(
    own.map(async ({ file, shot = '', party }) => ({
      file,
      bytes: await takenNow(readFileSync(join(photosFolder, file))),
      shot: shots[shot] ?? 'other',
      subject: shot === 'contact' ? 'A-B' : (party ?? null),
      planted: null,
    })),
  )
  const stranger = labels.find(({ party }) => party === 'C')
  if (!stranger) throw new Error('the sample photos have no photo of another car')
  const mismatch = { ...planted(photosFolder, stranger.file, 'mismatch'), shot: 'driver-with-vehicle', subject: 'B' }
  return { parties: partiesOf(labels), photos: [...photos, mismatch, await reuse(photos[0])] }
}

/**
 * The first 12 photos of a folder by name; what bears a photo's name and is none is left out, which is `say`d. The parties are the first two
 * distinct plates of its labels.jsonl, or, where there is none, of the first two readable photos. Photos of other vehicles will be flagged;
 * one is planted as a mismatch, and one is used again.
 */
export async function sceneFrom(folder: string, say: (line: string) => void): Promise<Scene> {
  const found = photosIn(folder, say)
  if (found.length < 3) throw new Error(`${folder} holds ${found.length} photos; the play needs at least 3`)
  const hasLabels = existsSync(join(folder, 'labels.jsonl'))
  const labels = hasLabels ? readLabels(folder) : await readPlates(found)
  const parties = partiesOf(labels)
  const names = parties.map(({ plateNumber }) => plateNumber)
  const foreign = found.find(({ file }) => {
    const plates = labels.find((label) => label.file === file)?.plates ?? []
    return plates.length > 0 && plates.every(({ plate }) => !names.includes(plate))
  })
  const photos = found.map(({ file, bytes }, index): ScenePhoto => {
    const [shot, subject] = shotOrder[index] ?? ['other', null]
    return { file, bytes, shot, subject, planted: file === foreign?.file ? 'mismatch' : null }
  })
  return { parties, photos: [...photos, await reuse(photos[0])] }
}

interface FoundPhoto {
  readonly file: string
  readonly bytes: Buffer
}

function photosIn(folder: string, say: (line: string) => void): FoundPhoto[] {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw new Error(`there is no folder ${folder}`)
  const names = readdirSync(folder)
    .filter((name) => ['.jpg', '.jpeg', '.png', '.webp'].includes(extname(name).toLowerCase()))
    .sort()
  const found: FoundPhoto[] = []
  for (const file of names) {
    if (found.length === photoCount) break
    const bytes = photoBytes(join(folder, file))
    if (bytes) found.push({ file, bytes })
    else say(`           ${file} is no photo that can be read, and is left out`)
  }
  return found
}

/** The bytes of what is a photo by its first bytes, as the server will judge it. */
function photoBytes(path: string): Buffer | null {
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) return null
  try {
    const bytes = readFileSync(path)
    return ['jpeg', 'png', 'webp'].includes(sniffFormat(bytes)) ? bytes : null
  } catch {
    return null
  }
}

/** The sample photo as if the phone had taken it a moment ago at the place of the accident: only its EXIF is written anew. */
function takenNow(bytes: Buffer): Promise<Buffer> {
  const { lat: latitude, lon: longitude } = scenePlace.position
  // Local time of Asia/Shanghai with its offset, as phones there write it.
  const at = `${new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`
  return sharp(bytes).withExif(exifOf({ at, latitude, longitude })).jpeg({ quality: 90 }).toBuffer()
}

function planted(folder: string, file: string, as: 'mismatch'): Pick<ScenePhoto, 'file' | 'bytes' | 'planted'> {
  return { file, bytes: readFileSync(join(folder, file)), planted: as }
}

/** The same picture again, as somebody would pass off an old photo: smaller, brighter, saved anew. */
async function reuse(photo: ScenePhoto | undefined): Promise<ScenePhoto> {
  if (!photo) throw new Error('there is no photo to use again')
  // A photo that is cut off is still one that somebody may pass off.
  const picture = sharp(photo.bytes, { failOn: 'none' })
  const { width } = await picture.metadata()
  const bytes = await picture
    .resize({ width: Math.round(width * 0.8) })
    .modulate({ brightness: 1.05 })
    .jpeg({ quality: 80 })
    .toBuffer()
  return { file: `${photo.file} (again)`, bytes, shot: 'other', subject: null, planted: 'reused' }
}

/** Fails with the line that is no label. */
function readLabels(folder: string): Label[] {
  const path = join(folder, 'labels.jsonl')
  return readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line, index) => {
      if (line.trim() === '') return []
      const label = labelSchema.safeParse(parseJson(line))
      if (!label.success)
        throw new Error(`line ${index + 1} of ${path} is not a label {file, plates: [{plate, color}]}`)
      return [label.data]
    })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Without labels: what vision reads, surely read plates only. */
async function readPlates(photos: readonly FoundPhoto[]): Promise<Label[]> {
  const pool = new VisionPool({ children: 1 })
  try {
    const labels: Label[] = []
    for (const { file, bytes } of photos) {
      const assessment = await pool.assess(bytes)
      const plates = assessment.ok ? assessment.facts.plates.filter(({ status }) => status === 'read') : []
      labels.push({ file, plates: plates.map(({ text, colour }) => ({ plate: text, color: colour ?? 'blue' })) })
    }
    return labels
  } finally {
    await pool.close()
  }
}

/** Plate kind of a car by the colour of its plate (DOMAIN.md 4.1). */
const kindByColour: Readonly<Record<string, string>> = { blue: '02', yellow: '01', green: '52', 'yellow-green': '51' }

function partiesOf(labels: readonly Label[]): readonly [PlateKey, PlateKey] {
  const seen = new Map<string, PlateKey>()
  for (const { plate, color } of labels.flatMap(({ plates }) => plates)) {
    if (!seen.has(plate)) seen.set(plate, { plateNumber: plate, plateKind: kindByColour[color] ?? '02' })
  }
  const [a, b] = [...seen.values()]
  if (!a || !b) throw new Error('the photos show fewer than two different plates that can be read')
  return [a, b]
}
