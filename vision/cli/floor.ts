/**
 * The floor: decode at the working size plus the bare model runs that the pipeline made for the same photo, repeated with the same tensors in the same
 * process. What the pipeline takes beyond it is its own overhead.
 */
import { readFile } from 'node:fs/promises'
import { decodeAtWorkingSize } from '../decode.ts'
import { type Model, type OcrModels, loadOcrModels } from '../models/ocr.ts'
import { assessOrExplain, openPipeline } from '../pipeline.ts'

interface Run {
  readonly name: 'detector' | 'recogniser'
  readonly model: Model
  readonly feeds: Parameters<Model['run']>[0]
}

export interface Floor {
  readonly figures: { floorMs: number; pipelineMs: number; ratioToFloor: number; cpuMsPerPhoto: number }
  /** Mean number of runs per photo, and the inputs of the last photo as an example. */
  readonly inputs: { workingSize: string; runsPerPhoto: number; example: string[] }
  readonly modelBytes: number
}

/** Photos that are refused are left out of both sides. */
export async function measureFloor(files: readonly string[]): Promise<Floor> {
  const models = await loadOcrModels()
  const runs: Run[] = []
  const pipeline = await openPipeline(recording(models, runs))
  let [floorMs, pipelineMs, cpuMs, photos, runCount] = [0, 0, 0, 0, 0]
  let example: string[] = []
  let workingSize = ''
  await pipeline.assess(await readFile(files[0] ?? ''))
  for (const file of files) {
    const bytes = await readFile(file)
    runs.length = 0
    const cpuBefore = process.cpuUsage()
    const started = performance.now()
    const assessment = await assessOrExplain(pipeline, bytes)
    const ended = performance.now()
    const cpu = process.cpuUsage(cpuBefore)
    if (!assessment.ok) continue
    const { width, height } = await decodeAtWorkingSize(bytes)
    for (const { model, feeds } of runs) await model.run(feeds)
    floorMs += performance.now() - ended
    pipelineMs += ended - started
    cpuMs += (cpu.user + cpu.system) / 1000
    photos++
    runCount += runs.length
    workingSize = `${width}x${height}`
    example = runs.map(({ name, feeds }) => `${name} ${shapeOf(feeds)}`)
  }
  const count = Math.max(1, photos)
  return {
    figures: {
      floorMs: floorMs / count,
      pipelineMs: pipelineMs / count,
      ratioToFloor: pipelineMs / Math.max(1e-9, floorMs),
      cpuMsPerPhoto: cpuMs / count,
    },
    inputs: { workingSize, runsPerPhoto: Math.round((runCount / count) * 100) / 100, example },
    modelBytes: models.totalBytes,
  }
}

function recording(models: OcrModels, runs: Run[]): OcrModels {
  const recorded = (name: Run['name']): Model => ({
    run: (feeds: Run['feeds']) => {
      runs.push({ name, model: models[name], feeds })
      return models[name].run(feeds)
    },
  })
  return { ...models, detector: recorded('detector'), recogniser: recorded('recogniser') }
}

function shapeOf(feeds: Run['feeds']): string {
  return Object.values(feeds)
    .map((tensor) => ('dims' in tensor ? tensor.dims.join('x') : 'scalar'))
    .join(' ')
}
