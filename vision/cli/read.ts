/** `read`: one line per photo. */
import { availableParallelism } from 'node:os'
import type { Assessment } from '../contract.ts'
import { formatPlate } from '../plates/grammar.ts'
import { VisionPool } from '../pool.ts'
import { parseArguments } from './arguments.ts'
import { inOrder } from './in-order.ts'
import { type PhotoFile, photoFiles, readPhoto } from './photos.ts'
import { UsageError } from './usage.ts'

interface Outcome {
  readonly file: string
  /** What cannot be opened as a file is `no-such-file`; everything else as the contract says. */
  readonly assessment: Assessment | { ok: false; error: { code: 'no-such-file'; message: string } }
}

export async function read(args: string[]): Promise<void> {
  const { json, crop, threads = availableParallelism(), models, positionals } = parseArguments(args)
  if (positionals.length === 0) throw new UsageError('read wants at least one file')
  const pool = new VisionPool({ children: threads, modelFolder: models })
  try {
    for await (const outcome of inOrder(photoFiles(positionals), threads * 2, (file) => assessFile(pool, file, crop))) {
      console.log(json ? asJson(outcome) : asText(outcome))
    }
  } finally {
    await pool.close()
  }
}

async function assessFile(pool: VisionPool, file: PhotoFile, crop: boolean): Promise<Outcome> {
  const bytes = await readPhoto(file).catch((error: Error) => error)
  if (bytes instanceof Error)
    return { file: file.name, assessment: { ok: false, error: { code: 'no-such-file', message: bytes.message } } }
  return { file: file.name, assessment: await pool.assess(bytes, { crop }) }
}

function asJson({ file, assessment }: Outcome): string {
  return JSON.stringify(assessment.ok ? { file, ok: true, ...assessment.facts } : { file, ...assessment })
}

function asText({ file, assessment }: Outcome): string {
  if (!assessment.ok) return `${file}  ${assessment.error.code}: ${assessment.error.message}`
  const plates = assessment.facts.plates.map(
    ({ text, status, confidence }) => `${formatPlate(text)} (${status} ${confidence.toFixed(2)})`,
  )
  return `${file}  ${plates.join(', ') || 'no plate'}  ${assessment.facts.timings.total.toFixed(0)} ms`
}
