/** `score --scenes`: how often view, presence and number of vehicles are told as they were labelled (VISION.md section 4). */
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { View } from '../contract.ts'
import { VisionPool } from '../pool.ts'
import type { Arguments } from './arguments.ts'
import { inOrder } from './in-order.ts'
import { readLabels } from './labels.ts'
import { fileAt, readPhoto } from './photos.ts'
import { type SceneScore, summariseScenes } from './scene-summary.ts'
import { UsageError } from './usage.ts'

const LabelledVehicle = z.object({ kind: z.string(), box: z.tuple([z.number(), z.number(), z.number(), z.number()]) })

/** `vehicles`: how many, or each of them. Where only plates are labelled, they show that there is a vehicle, not how many. */
const SceneLabel = z.object({
  file: z.string(),
  view: View.optional(),
  vehicles: z.union([z.number().int(), z.array(LabelledVehicle)]).optional(),
  plates: z.array(z.unknown()).optional(),
  unsure: z.array(z.string()).default([]),
})
type SceneLabel = z.infer<typeof SceneLabel>

/** Accuracy is measured, not speed: on a busy machine a photo may take its time. */
const patienceMs = 300_000

/** Positionals: a labels file and its folder, as many times as there are. */
export async function scoreScenes({ json, threads = availableParallelism(), models, positionals }: Arguments) {
  if (positionals.length === 0 || positionals.length % 2 > 0) {
    throw new UsageError('score --scenes wants a labels file and a folder, or several of both')
  }
  const labels: (SceneLabel & { folder: string })[] = []
  for (let i = 0; i < positionals.length; i += 2) {
    const [file = '', folder = ''] = positionals.slice(i, i + 2)
    labels.push(...(await readLabels(file, SceneLabel)).map((label) => ({ ...label, folder })))
  }
  const pool = new VisionPool({ children: threads, modelFolder: models, timeoutMs: patienceMs })
  try {
    const scores: SceneScore[] = []
    for await (const score of inOrder(labels, threads * 2, (label) => scoreScene(pool, label))) scores.push(score)
    const summary = summariseScenes(scores)
    if (json) console.log(JSON.stringify(summary))
    else console.dir(summary, { depth: null })
  } finally {
    await pool.close()
  }
}

async function scoreScene(pool: VisionPool, label: SceneLabel & { folder: string }): Promise<SceneScore> {
  const file = join(label.folder, label.file)
  const bytes = await readPhoto(fileAt(file)).catch((error: Error) => error)
  if (bytes instanceof Error) console.error(`vision: ${file}: ${bytes.message}`)
  const assessment = bytes instanceof Error ? null : await pool.assess(bytes)
  const facts = assessment?.ok ? assessment.facts : null
  return {
    file,
    labelled: sureOf(label),
    told: facts && {
      view: facts.scene.view,
      count: facts.scene.vehiclesAtLeast,
      vehicles: facts.vehicles ?? [],
    },
  }
}

function sureOf({ view, vehicles, plates, unsure }: SceneLabel): SceneScore['labelled'] {
  const isSure = !unsure.includes('vehicles')
  const count = typeof vehicles === 'object' ? vehicles.length : (vehicles ?? null)
  const shown = plates && plates.length > 0 ? true : null
  return {
    view: view && !unsure.includes('view') ? view : null,
    present: isSure ? (count === null ? shown : count > 0) : null,
    count: isSure ? count : null,
    vehicles: typeof vehicles === 'object' ? vehicles : null,
  }
}
