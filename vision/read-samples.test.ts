/** End to end: the photos that come with the samples, whose plates are rendered and therefore known. */
import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type Pipeline, openPipeline } from './pipeline.ts'

const folder = new URL('../infra/samples/photos/', import.meta.url)
const Label = z.object({ file: z.string(), plates: z.array(z.object({ plate: z.string(), color: z.string() })) })

const labels = readFileSync(new URL('labels.jsonl', folder), 'utf8')
  .trim()
  .split('\n')
  .map((line) => Label.parse(JSON.parse(line)))
  .filter(({ file }) => file.startsWith('a1-'))

describe('the photos of the sample accident', () => {
  let pipeline: Pipeline
  beforeAll(async () => {
    pipeline = await openPipeline()
  }, 30_000)

  it.each(labels)('reads each plate of $file exactly, and no other', { timeout: 60_000 }, async ({ file, plates }) => {
    const facts = await pipeline.assess(readFileSync(new URL(file, folder)))
    const read = facts.plates.map(({ text, colour }) => ({ plate: text, color: colour }))
    expect(read).toHaveLength(plates.length)
    expect(read).toEqual(expect.arrayContaining(plates))
  })
})
