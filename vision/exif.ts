/** The few EXIF fields that matter as evidence: when, where, with what, and whether an editor was at work. */
import exifr from 'exifr'
import { z } from 'zod'
import type { Exif } from './contract.ts'

/** Cameras that write no offset are taken to show China Standard Time. */
const assumedOffset = '+08:00'

const Tags = z.object({
  DateTimeOriginal: z.string().optional().catch(undefined),
  OffsetTimeOriginal: z.string().optional().catch(undefined),
  Make: z.string().optional().catch(undefined),
  Model: z.string().optional().catch(undefined),
  Software: z.string().optional().catch(undefined),
  latitude: z.number().min(-90).max(90).optional().catch(undefined),
  longitude: z.number().min(-180).max(180).optional().catch(undefined),
})

/** Never fails: a photo whose EXIF is broken has none. */
export async function readExif(bytes: Uint8Array): Promise<Exif> {
  const tags = await exifr
    .parse(bytes, { tiff: true, exif: true, gps: true, xmp: false, icc: false, iptc: false, reviveValues: false })
    .then((raw: unknown) => Tags.parse(raw ?? {}))
    .catch(() => Tags.parse({}))
  return {
    ...takenAt(tags.DateTimeOriginal, tags.OffsetTimeOriginal),
    ...(tags.latitude !== undefined && tags.longitude !== undefined
      ? { gps: { lon: tags.longitude, lat: tags.latitude, datum: 'WGS-84' as const } }
      : {}),
    ...text('device', [tags.Make, tags.Model]),
    ...text('software', [tags.Software]),
  }
}

/** EXIF writes `2024:05:01 12:00:00`, the offset in a tag of its own. */
function takenAt(local: string | undefined, offset: string | undefined): Pick<Exif, 'takenAt' | 'takenAtOffset'> {
  const parts = /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)/.exec(local ?? '')
  if (!parts) return {}
  const stated = offset && /^[+-]\d\d:\d\d$/.test(offset) ? offset : undefined
  const instant = new Date(`${parts[1]}-${parts[2]}-${parts[3]}T${parts[4]}${stated ?? assumedOffset}`)
  if (Number.isNaN(instant.getTime())) return {}
  return { takenAt: instant.toISOString(), takenAtOffset: stated ? 'stated' : 'assumed' }
}

function text(key: 'device' | 'software', parts: (string | undefined)[]): Partial<Exif> {
  const value = parts
    .map((part) => part?.replaceAll('\0', '').trim())
    .filter(Boolean)
    .join(' ')
  return value ? { [key]: value } : {}
}
