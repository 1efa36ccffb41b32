import { createHash, randomUUID } from 'node:crypto'
import sharp, { type OverlayOptions } from 'sharp'
import { plateLayouts, plateSvg } from '../../infra/samples/plate.ts'
import { seededRandom } from '../../infra/samples/random.ts'
import type { Caller } from '../support/caller.ts'
import type { TestPlatform } from '../support/platform.ts'

export const plates = { A: '黑E6A152', B: '黑E8K309', stranger: '京N7H362' } as const
export const place = { lon: 125.1, lat: 46.59, datum: 'WGS-84', accuracyM: 20 } as const

let phones = 0
const nextPhone = () => `137${String(++phones).padStart(8, '0')}`

export interface Roadside {
  readonly id: string
  readonly driver: Caller
}

/** A case that driver A has just reported: his vehicle and B's, at a known place. */
export async function reportedCase(platform: TestPlatform): Promise<Roadside> {
  const driver = await platform.driver(nextPhone())
  const { status, body } = await driver.post('/accidents', {
    occurredAt: platform.ctx.clock.now().toISOString(),
    placeText: '世纪大道与纬二路交叉口东 120 米',
    position: place,
    weather: 'clear',
    roadKind: 'urban',
    ownVehicle: { plateNumber: plates.A, plateKind: '02' },
    otherVehicles: [{ plateNumber: plates.B, plateKind: '02' }],
  })
  if (status !== 201) throw new Error(`no case: ${JSON.stringify(body)}`)
  return { id: String(body.id), driver }
}

const size = { width: 1280, height: 960 }

/** A photo of parked cars as coloured blocks with these plates; `seed` gives each its own street. */
export async function photoOf(numbers: readonly string[], seed: number): Promise<Buffer> {
  const random = seededRandom(seed)
  const shade = () => Math.floor(60 + random() * 150)
  const block = () => {
    const [x, y, w, h] = [random() * size.width, random() * 600, 60 + random() * 300, 60 + random() * 400]
    return `<rect x="${x}" y="${y}" width="${w}" height="${h}" fill="rgb(${shade()},${shade()},${shade()})"/>`
  }
  const street = `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height}">
    <rect width="100%" height="100%" fill="rgb(${shade()},${shade()},${shade()})"/>${Array.from({ length: 40 }, block).join('')}
    ${numbers.map((_, at) => `<rect x="${60 + at * 600}" y="520" width="540" height="320" rx="40" fill="#2b2f36"/>`).join('')}</svg>`
  const hung = await Promise.all(
    numbers.map(async (number, at): Promise<OverlayOptions> => {
      const { width } = plateLayouts.small
      const input = await sharp(Buffer.from(plateSvg({ number, kind: 'small' })))
        .resize({ width: Math.round(width * 0.6) })
        .png()
        .toBuffer()
      return { input, left: 200 + at * 600, top: 690 }
    }),
  )
  return sharp(Buffer.from(street)).composite(hung).jpeg({ quality: 90 }).toBuffer()
}

export const sha256Of = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

/** Uploads bytes as a phone does (tus, creation with upload) and gives the upload's id. */
export async function upload({ agent, session }: Caller, bytes: Buffer): Promise<string> {
  const answer = await agent
    .post('/api/uploads')
    .set({ 'Kuaichu-Session': session, 'Tus-Resumable': '1.0.0', 'Upload-Length': String(bytes.length) })
    .set('Content-Type', 'application/offset+octet-stream')
    .send(bytes)
  if (answer.status !== 201) throw new Error(`upload refused: ${answer.status} ${answer.text}`)
  return String(answer.headers.location).split('/').at(-1) ?? ''
}

interface Said {
  readonly uploadId?: string
  readonly sha256?: string
  readonly shot?: string
  readonly subject?: string | null
  readonly capture?: object
}

export function acknowledge(driver: Caller, accidentId: string, said: Said) {
  const { shot = 'front-overview', subject = null, uploadId = randomUUID(), sha256 = 'a'.repeat(64) } = said
  const capture = said.capture ?? { how: 'camera', position: place }
  return driver.post('/evidence', { uploadId, sha256, accidentId, shot, subject, capture })
}

/** Upload and acknowledgement in one: the id of the evidence. */
export async function addPhoto({ id, driver }: Roadside, bytes: Buffer, said: Said = {}): Promise<string> {
  const uploadId = await upload(driver, bytes)
  const { status, body } = await acknowledge(driver, id, { uploadId, sha256: sha256Of(bytes), ...said })
  if (status !== 201) throw new Error(`not acknowledged: ${JSON.stringify(body)}`)
  return String(body.id)
}
