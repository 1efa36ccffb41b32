import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { SamplePhoto, SampleShot } from './album.ts'
import { photoSize, type Photo, type PlateLabel } from './photo.ts'

/** One line of labels.jsonl: what a photo shows, known because it was rendered. */
export interface SampleLabel {
  readonly file: string
  readonly size: readonly [width: number, height: number]
  readonly plates: readonly PlateLabel[]
  readonly shot: SampleShot
  readonly party?: 'A' | 'B' | 'C'
  readonly fault?: 'blurred' | 'dark'
}

export const photosFolder = fileURLToPath(new URL('./photos/', import.meta.url))
const labelsFile = fileURLToPath(new URL('./photos/labels.jsonl', import.meta.url))

export function labelOf({ file, shot, party, fault }: SamplePhoto, { plates }: Photo): SampleLabel {
  return {
    file,
    size: [photoSize.width, photoSize.height],
    plates,
    shot,
    ...(party && { party }),
    ...(fault && { fault }),
  }
}

/** The committed labels, in the order of the album. */
export function readLabels(): SampleLabel[] {
  const lines = readFileSync(labelsFile, 'utf8').trim().split('\n')
  return lines.map((line) => JSON.parse(line) as SampleLabel)
}

export const writeLabels = (labels: readonly SampleLabel[]): string =>
  labels.map((label) => `${JSON.stringify(label)}\n`).join('')
