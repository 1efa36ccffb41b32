/** `score`: how many plates of a labelled folder are read, and which are not (VISION.md section 4). */
import { writeFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { VisionPool } from '../pool.ts'
import { parseArguments } from './arguments.ts'
import { inOrder } from './in-order.ts'
import { readLabels } from './labels.ts'
import { fileAt, readPhoto } from './photos.ts'
import { PlateLabel, scoreOf } from './plate-labels.ts'
import { scoreReport } from './score-report.ts'
import { scoreScenes } from './score-scenes.ts'
import { type PhotoScore, summarise } from './score-summary.ts'
import { UsageError, misused } from './usage.ts'

export async function score(args: string[]): Promise<void> {
  const parsed = parseArguments(args)
  if (parsed.scenes) return scoreScenes(parsed)
  const { json, threads = availableParallelism(), report, models, positionals } = parsed
  const [labelFile, folder] = positionals
  if (!labelFile || !folder || positionals.length > 2) throw new UsageError('score wants a labels file and a folder')
  const labels = await readLabels(labelFile, PlateLabel)
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

/** A photo that cannot be opened is told of, and its plates count as missed. */
async function scorePhoto(pool: VisionPool, folder: string, label: PlateLabel): Promise<PhotoScore> {
  const { file, crop } = label
  const bytes = await readPhoto(fileAt(join(folder, file))).catch((error: Error) => error)
  if (bytes instanceof Error) console.error(`vision: ${file}: ${bytes.message}`)
  return scoreOf(label, bytes instanceof Error ? null : await pool.assess(bytes, { crop }))
}
