/**
 * The floor: decode at the working size plus the bare model runs that the pipeline made for the same photo, repeated with the same tensors in the same
 * process. What the pipeline takes beyond it is its own overhead.
 */
import { decodeAtWorkingSize } from '../decode.ts'
import type { Model } from '../models/sessions.ts'
import { assessOrExplain, openPipeline } from '../pipeline.ts'
import { openReader } from '../plates/open-reader.ts'
import { openVehicleFinder } from '../scene/vehicles.ts'
import { type PhotoFile, readPhoto } from './photos.ts'

interface Run {
  readonly name: string
  readonly model: Model
  readonly feeds: Parameters<Model['run']>[0]
}

export interface Floor {
  /** Null where every photo was refused. */
  readonly figures: Readonly<Record<'floorMs' | 'pipelineMs' | 'ratioToFloor' | 'cpuMsPerPhoto', number | null>>
  /** Mean number of runs per photo, and the inputs of the last photo as an example. */
  readonly inputs: { workingSize: string; runsPerPhoto: number; example: string[] }
  readonly modelBytes: number
}

/** Photos that are refused are left out of both sides. */
export async function measureFloor(files: readonly PhotoFile[], models?: string): Promise<Floor> {
  const runs: Run[] = []
  const reader = await openReader(models, recordingIn(runs))
  const finder = await openVehicleFinder(recordingIn(runs))
  const pipeline = await openPipeline(reader, finder)
  let [floorMs, pipelineMs, cpuMs, photos, runCount] = [0, 0, 0, 0, 0]
  let example: string[] = []
  let workingSize = ''
  await assessOrExplain(pipeline, await readPhoto(files[0] as PhotoFile))
  for (const file of files) {
    const bytes = await readPhoto(file)
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
  const perPhoto = (sum: number) => (photos > 0 ? sum / photos : null)
  return {
    figures: {
      floorMs: perPhoto(floorMs),
      pipelineMs: perPhoto(pipelineMs),
      ratioToFloor: photos > 0 ? pipelineMs / floorMs : null,
      cpuMsPerPhoto: perPhoto(cpuMs),
    },
    inputs: { workingSize, runsPerPhoto: Math.round((runCount / Math.max(1, photos)) * 100) / 100, example },
    modelBytes: reader.totalBytes + finder.totalBytes,
  }
}

function recordingIn(runs: Run[]): (name: string, model: Model) => Model {
  return (name, model) => ({
    run: (feeds: Run['feeds']) => {
      runs.push({ name, model, feeds })
      return model.run(feeds)
    },
  })
}

function shapeOf(feeds: Run['feeds']): string {
  return Object.values(feeds)
    .map((tensor) => ('dims' in tensor ? tensor.dims.join('x') : 'scalar'))
    .join(' ')
}
