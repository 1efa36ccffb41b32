import type { Exif } from 'sharp'

export interface Taken {
  /** Local time with its offset, ISO 8601. */
  readonly at: string
  /** WGS-84 degrees, north and east. */
  readonly latitude: number
  readonly longitude: number
}

/** What a phone writes beside its picture. Source: Exif 2.32 (CIPA DC-008), tags 0x9003, 0x9011 and the GPS directory. */
export function exifOf({ at, latitude, longitude }: Taken): Exif {
  const localTime = at.slice(0, 19).replaceAll('-', ':').replace('T', ' ')
  return {
    IFD0: { Make: 'Kuaichu', Model: 'Sample renderer', DateTime: localTime },
    IFD2: { DateTimeOriginal: localTime, OffsetTimeOriginal: at.slice(19) },
    IFD3: {
      GPSLatitudeRef: 'N',
      GPSLatitude: degrees(latitude),
      GPSLongitudeRef: 'E',
      GPSLongitude: degrees(longitude),
      GPSMapDatum: 'WGS-84',
    },
  }
}

function degrees(value: number): string {
  const whole = Math.floor(value)
  const minutes = Math.floor((value - whole) * 60)
  const seconds = Math.round(((value - whole) * 60 - minutes) * 60 * 100)
  return `${whole}/1 ${minutes}/1 ${seconds}/100`
}
