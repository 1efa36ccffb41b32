/** Runs where labelled photos are at hand: KUAICHU_PHOTOS names their folder. */
import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openPipeline } from '../pipeline.ts'
import { comparablePlate } from './grammar.ts'

const photos = resolve(process.env['KUAICHU_PHOTOS'] ?? '../shared/photos', 'street')
const photoCount = 12

interface Label {
  readonly file: string
  readonly plates: readonly { readonly plate: string }[]
}

describe.skipIf(!existsSync(photos))('street photos', () => {
  it('reads the first plate of at least ten of twelve', { timeout: 120_000 }, async () => {
    const lines = readFileSync(resolve(photos, 'labels.jsonl'), 'utf8').trim().split('\n')
    const labels = lines.map((line) => JSON.parse(line) as Label).slice(0, photoCount)
    const pipeline = await openPipeline()
    let hits = 0
    for (const { file, plates } of labels) {
      const facts = await pipeline.assess(readFileSync(resolve(photos, file)))
      const texts = facts.plates.map(({ text }) => comparablePlate(text))
      if (texts.includes(comparablePlate(plates[0]?.plate ?? ''))) hits++
    }
    expect(hits).toBeGreaterThanOrEqual(10)
  })
})
