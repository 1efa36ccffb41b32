/** Runs where labelled photos are at hand: KUAICHU_PHOTOS names their folder. */
import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { decodePhoto } from '../decode.ts'
import { openVehicleFinder } from './vehicles.ts'

const photos = resolve(process.env['KUAICHU_PHOTOS'] ?? '../shared/photos')
const photoCount = 40

interface Label {
  readonly file: string
  readonly vehicles: number | readonly unknown[]
}

function labelsOf(folder: string): Label[] {
  const lines = readFileSync(resolve(photos, folder, 'labels.jsonl'), 'utf8')
    .trim()
    .split('\n')
  return lines.map((line) => JSON.parse(line) as Label)
}

/** In how many of the photos a vehicle is found. */
async function foundIn(folder: string, labels: readonly Label[]): Promise<number> {
  const finder = await openVehicleFinder()
  let found = 0
  for (const { file } of labels) {
    const photo = await decodePhoto(readFileSync(resolve(photos, folder, file)), { maxPixels: 60_000_000 })
    if ((await finder.findVehicles(photo)).length > 0) found++
  }
  return found
}

describe.skipIf(!existsSync(resolve(photos, 'scenes')))('photos of accidents and of everyday things', () => {
  it('finds a vehicle in 38 of 40 scenes that have one', { timeout: 120_000 }, async () => {
    const labels = labelsOf('scenes').filter(({ vehicles }) => Number(vehicles) > 0)
    expect(await foundIn('scenes', labels.slice(0, photoCount))).toBeGreaterThanOrEqual(38)
  })

  it('finds one in no more than 2 of 40 everyday photos that have none', { timeout: 120_000 }, async () => {
    const labels = labelsOf('everyday').filter(({ vehicles }) => Array.isArray(vehicles) && vehicles.length === 0)
    expect(await foundIn('everyday', labels.slice(0, photoCount))).toBeLessThanOrEqual(2)
  })
})
