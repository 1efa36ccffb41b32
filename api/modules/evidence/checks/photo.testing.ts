import type { Facts, Plate } from '../../../../vision/contract.ts'
import type { PhotoContext, ReadablePhoto } from './photo.ts'
import { demandOf } from './shot-demands.ts'

/** A plate as vision tells it: every character sure, unless told otherwise. */
export function plateSeen(text: string, status: Plate['status'] = text.includes('?') ? 'uncertain' : 'read'): Plate {
  const confidence = status === 'read' ? 0.99 : 0.4
  return {
    text,
    kind: '02',
    kindCandidates: ['02'],
    colour: 'blue',
    rows: 1,
    corners: [
      [0, 0],
      [140, 0],
      [140, 44],
      [0, 44],
    ],
    detectionScore: 0.95,
    characters: [...text].map((char) => ({ char, confidence, alternatives: [] })),
    confidence,
    status,
    widthPx: 140,
    tiltDegrees: 0,
    sharpness: 0.9,
  }
}

interface Seen {
  readonly shot?: string
  readonly plates?: readonly Plate[]
  readonly image?: Partial<Facts['image']>
  readonly exif?: Facts['image']['exif']
  readonly quality?: Partial<Facts['quality']>
  readonly scene?: Partial<Facts['scene']>
  readonly vehicles?: Facts['vehicles']
}

export const accidentAt = new Date('2026-11-23T02:00:00Z')
export const accidentPlace = { lon: 125.1, lat: 46.59, datum: 'WGS-84', accuracyM: 20 } as const

/** A good overview of vehicles A (京A88731) and B (黑EF1234), taken on the spot; then what a test changes. */
export function photoOf(seen: Seen = {}, context: Partial<PhotoContext> = {}): ReadablePhoto {
  const plates = [...(seen.plates ?? [plateSeen('京A88731'), plateSeen('黑EF1234')])]
  return {
    demand: demandOf(seen.shot ?? 'front-overview'),
    subject: null,
    capture: { how: 'camera', takenAt: '2026-11-23T02:05:00Z', position: accidentPlace },
    receivedAt: new Date('2026-11-23T02:06:00Z'),
    brief: {
      occurredAt: accidentAt,
      reportedAt: new Date('2026-11-23T02:03:00Z'),
      position: accidentPlace,
      vehicles: [
        { side: 'A', plateNumber: '京A88731', plateKind: '02' },
        { side: 'B', plateNumber: '黑EF1234', plateKind: '02' },
      ],
    },
    lookAlikes: [],
    ...context,
    facts: {
      image: {
        width: 4000,
        height: 3000,
        orientation: 1,
        format: 'jpeg',
        bytes: 3_000_000,
        sha256: 'a'.repeat(64),
        damaged: false,
        exif: seen.exif ?? {},
        ...seen.image,
      },
      plates,
      vehicles: seen.vehicles ?? null,
      scene: { view: 'overview', evidence: [], vehiclesAtLeast: plates.length, recapture: null, ...seen.scene },
      quality: {
        sharpness: { frame: 0.9, plates: plates.length > 0 ? 0.9 : null },
        exposure: { mean: 0.45, dark: 0.01, bright: 0.01 },
        glare: 0,
        contrast: 0.7,
        platePixels: plates.length > 0 ? 140 : null,
        ...seen.quality,
      },
      fingerprint: '0'.repeat(64),
      fingerprintIfCut: [],
      timings: { decode: 1, detect: 1, read: 1, scene: 1, total: 4 },
      models: [],
    },
  }
}
