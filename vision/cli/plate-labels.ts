/** Photos labelled with their plates (VISION.md section 6), and which of them were read. */
import { z } from 'zod'
import { type Assessment, Corners } from '../contract.ts'
import { comparablePlate } from '../plates/grammar.ts'
import type { LabelledPlate, PhotoScore } from './score-summary.ts'

const LabelledPlateLine = z.object({ plate: z.string(), color: z.string(), corners: Corners.optional() })

/** Common to both kinds of label. `suspect`: whoever labelled it was not sure. */
const labelled = { file: z.string(), suspect: z.boolean().default(false) }

/** A photo with its plates, or a crop that is one plate. */
export const PlateLabel = z.union([
  z.object({ ...labelled, crop: z.boolean().default(false), plates: z.array(LabelledPlateLine) }),
  z
    .object({ ...labelled, plate: z.string(), color: z.string() })
    .transform(({ file, suspect, ...plate }) => ({ file, suspect, crop: true, plates: [plate] })),
])
export type PlateLabel = z.infer<typeof PlateLabel>

/** Null: the photo could not be opened, and its plates count as missed. */
export function scoreOf({ file, crop, suspect, plates }: PlateLabel, assessment: Assessment | null): PhotoScore {
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
