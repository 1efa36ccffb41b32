import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { phonePhoto } from '../bench/phone-photo.ts'
import type { TakenPhoto } from '../demo/driver.ts'
import { sniffFormat } from '../../vision/sniff.ts'

/** The shots without which a case of two cars cannot be handed in: first those before the road is cleared, then the rest. */
const shots = {
  first: [
    ['front-overview', null],
    ['rear-overview', null],
    ['contact-close-up', 'A-B'],
  ],
  rest: [
    ['road-marks', null],
    ['vehicle-plate', 'A'],
    ['vehicle-plate', 'B'],
  ],
} as const
export const photosPerCase = shots.first.length + shots.rest.length

export interface CasePhotos {
  readonly first: readonly TakenPhoto[]
  readonly rest: readonly TakenPhoto[]
}

/** Deals the photos of a folder to cases, six different ones to each; no two files that are sent are the same, though the pictures come again and again. */
export function openAlbum(folder: string): { photosFor(nth: number): CasePhotos } {
  const files = photosOf(folder)
  if (files.length < photosPerCase)
    throw new Error(`${folder} holds ${files.length} photos; a case takes ${photosPerCase} different ones`)
  return {
    photosFor(nth) {
      const take = (places: readonly (readonly [string, string | null])[], from: number) =>
        places.map(([shot, subject], index): TakenPhoto => {
          const at = nth * photosPerCase + from + index
          const { file, bytes } = files[at % files.length] as (typeof files)[number]
          return { file, bytes: withComment(bytes, `${nth}.${from + index}`), shot, subject }
        })
      return { first: take(shots.first, 0), rest: take(shots.rest, shots.first.length) }
    },
  }
}

/** Puts the photos of a folder into another one as a phone would have saved them. */
export async function growPhotos(folder: string, into: string): Promise<void> {
  for (const [seed, { bytes }] of photosOf(folder).entries())
    writeFileSync(join(into, `${seed}.jpg`), await phonePhoto(bytes, seed))
}

function photosOf(folder: string) {
  return readdirSync(folder)
    .filter((name) => ['.jpg', '.jpeg', '.png', '.webp'].includes(extname(name).toLowerCase()))
    .sort()
    .map((file) => ({ file, bytes: readFileSync(join(folder, file)) }))
    .filter(({ bytes }) => ['jpeg', 'png', 'webp'].includes(sniffFormat(bytes)))
}

/** A JPEG with a comment behind its first two bytes (segment COM); what is no JPEG stays as it is. */
function withComment(bytes: Buffer, text: string): Buffer {
  if (bytes.readUInt16BE(0) !== 0xffd8) return bytes
  const comment = Buffer.from(text)
  const head = Buffer.from([0xff, 0xfe, 0, comment.length + 2])
  return Buffer.concat([bytes.subarray(0, 2), head, comment, bytes.subarray(2)])
}
