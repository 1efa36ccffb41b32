/** Labelled photos: what a labels file says (VISION.md section 6), and which of its plates were read. */
import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { type Assessment, Corners } from '../contract.ts'
import { comparablePlate } from '../plates/grammar.ts'
import type { LabelledPlate, PhotoScore } from './score-summary.ts'
import { UsageError, misused } from './usage.ts'

const LabelledPlateLine = z.object({ plate: z.string(), color: z.string(), corners: Corners.optional() })

/** Common to both kinds of label. `suspect`: whoever labelled it was not sure. */
const labelled = { file: z.string(), suspect: z.boolean().default(false) }

/** A photo with its plates, or a crop that is one plate. */
const Label = z.union([
  z.object({ ...labelled, crop: z.boolean().default(false), plates: z.array(LabelledPlateLine) }),
  z
    .object({ ...labelled, plate: z.string(), color: z.string() })
    .transform(({ file, suspect, ...plate }) => ({ file, suspect, crop: true, plates: [plate] })),
])
export type Label = z.infer<typeof Label>

/** Fails with UsageError where there is no such file, or a line of it is no label. */
export async function readLabels(file: string): Promise<Label[]> {
  const text = await readFile(file, 'utf8').catch(misused)
  return text.split('\n').flatMap((line, at) => {
    if (!line.trim()) return []
    const label = Label.safeParse(parseJson(line))
    if (!label.success) throw new UsageError(`line ${at + 1} of ${file} is not a label`)
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

/** Null: the photo could not be opened, and its plates count as missed. */
export function scoreOf({ file, crop, suspect, plates }: Label, assessment: Assessment | null): PhotoScore {
  const read = assessment?.ok ? assessment.facts.plates : []
  const texts = new Set(read.map(({ text }) => comparablePlate(text)))
  return {
    file,
    crop,
    disputed: suspect,
    plates: plates.map((plate): LabelledPlate => ({ ...plate, hit: texts.has(comparablePlate(plate.plate)) })),
    reads: read.map(({ text, status, confidence }) => ({ text, status, confidence })),
    ms: assessment?.ok ? assessment.facts.timings.total : null,
  }
}
