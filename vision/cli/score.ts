/** `score`: how many plates of a labelled folder are read, and which are not (VISION.md section 4). */
import { writeFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { Corners } from '../contract.ts'
import { comparablePlate } from '../plates/grammar.ts'
import { VisionPool } from '../pool.ts'
import { parseArguments } from './arguments.ts'
import { inOrder } from './in-order.ts'
import { readLabels } from './labels.ts'
import { fileAt, readPhoto } from './photos.ts'
import { scoreReport } from './score-report.ts'
import { scoreScenes } from './score-scenes.ts'
import { type LabelledPlate, type PhotoScore, summarise } from './score-summary.ts'
import { UsageError } from './usage.ts'

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
type Label = z.infer<typeof Label>

export async function score(args: string[]): Promise<void> {
  const parsed = parseArguments(args)
  if (parsed.scenes) return scoreScenes(parsed)
  const { json, threads = availableParallelism(), report, models, positionals } = parsed
  const [labelFile, folder] = positionals
  if (!labelFile || !folder || positionals.length > 2) throw new UsageError('score wants a labels file and a folder')
  const labels = await readLabels(labelFile, Label)
  if (report) await writeFile(report, '').catch(misused)
  const pool = new VisionPool({ children: threads, modelFolder: models })
  try {
    const scores: PhotoScore[] = []
    for await (const photo of inOrder(labels, threads * 2, (label) => scorePhoto(pool, folder, label)))
      scores.push(photo)
    const summary = summarise(scores)
    if (report) await writeFile(report, await scoreReport(`${folder}: score`, folder, scores, summary))
    if (json) console.log(JSON.stringify(summary))
    else console.dir(summary, { depth: null })
  } finally {
    await pool.close()
  }
}

function misused(error: Error): never {
  throw new UsageError(error.message)
}

/** A photo that cannot be opened is told of, and its plates count as missed. */
async function scorePhoto(pool: VisionPool, folder: string, label: Label): Promise<PhotoScore> {
  const { file, crop, plates } = label
  const bytes = await readPhoto(fileAt(join(folder, file))).catch((error: Error) => error)
  if (bytes instanceof Error) console.error(`vision: ${file}: ${bytes.message}`)
  const assessment = bytes instanceof Error ? null : await pool.assess(bytes, { crop })
  const read = assessment?.ok ? assessment.facts.plates : []
  const texts = new Set(read.map(({ text }) => comparablePlate(text)))
  return {
    file,
    crop,
    disputed: label.suspect,
    plates: plates.map((plate): LabelledPlate => ({ ...plate, hit: texts.has(comparablePlate(plate.plate)) })),
    reads: read.map(({ text, status, confidence }) => ({ text, status, confidence })),
    ms: assessment?.ok ? assessment.facts.timings.total : null,
  }
}
