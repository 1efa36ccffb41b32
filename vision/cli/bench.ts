/** `bench`: how fast, and how near to what decode and bare model runs alone would take. */
import { availableParallelism } from 'node:os'
import { VisionPool } from '../pool.ts'
import { parseArguments } from './arguments.ts'
import { enlarged } from './enlarge.ts'
import { measureFloor } from './floor.ts'
import { inOrder } from './in-order.ts'
import { type PhotoFile, openable, photosIn, readPhoto } from './photos.ts'
import { UsageError } from './usage.ts'

export async function bench(args: string[]): Promise<void> {
  const { json, threads = availableParallelism(), repeat, size, models, positionals } = parseArguments(args)
  const [folder] = positionals
  if (!folder || positionals.length > 1) throw new UsageError('bench wants one folder')
  const originals = await openable(await photosIn(folder))
  const { files, discard } = size === '12mp' ? await enlarged(originals) : { files: originals, discard: async () => {} }
  try {
    const result = files.length > 0 ? await measure(files, threads, repeat, models) : nothingMeasured(threads)
    if (json) console.log(JSON.stringify(result))
    else console.dir(result, { depth: null })
  } finally {
    await discard()
  }
}

async function measure(files: readonly PhotoFile[], threads: number, repeat: number, models?: string) {
  const through = await measureThroughput(files, threads, repeat, models)
  const floor = await measureFloor(files, models)
  return {
    ...rounded({ ...through.figures, ...floor.figures }),
    floorInputs: floor.inputs,
    peakRssMb: Math.round(through.peakRssMb),
    modelBytes: floor.modelBytes,
  }
}

/** Of a folder without photos there are no figures, which is an answer, too. */
function nothingMeasured(threads: number) {
  const times = { imagesPerSecond: null, p50Ms: null, p95Ms: null, floorMs: null, pipelineMs: null, ratioToFloor: null }
  return { images: 0, threads, ...times, cpuMsPerPhoto: null, floorInputs: null, peakRssMb: null, modelBytes: null }
}

async function measureThroughput(files: readonly PhotoFile[], threads: number, repeat: number, models?: string) {
  const pool = new VisionPool({ children: threads, modelFolder: models })
  try {
    const first = await readPhoto(files[0] as PhotoFile)
    // Every child has its models loaded before the clock starts.
    await Promise.all(Array.from({ length: threads }, () => pool.assess(first)))
    const work = Array.from({ length: repeat }, () => files).flat()
    const times: number[] = []
    let ownRssBytes = 0
    const started = performance.now()
    for await (const ms of inOrder(work, threads, (file) => timed(pool, file))) {
      times.push(ms)
      ownRssBytes = Math.max(ownRssBytes, process.memoryUsage.rss())
    }
    const seconds = (performance.now() - started) / 1000
    times.sort((a, b) => a - b)
    return {
      // The children and this process, which hands them the photos; what it takes for the floor afterwards is no part of the pool.
      peakRssMb: pool.peakRssMb + ownRssBytes / 2 ** 20,
      figures: {
        images: work.length,
        threads,
        imagesPerSecond: work.length / seconds,
        p50Ms: times[Math.floor(times.length / 2)] ?? 0,
        p95Ms: times[Math.floor(times.length * 0.95)] ?? 0,
      },
    }
  } finally {
    await pool.close()
  }
}

async function timed(pool: VisionPool, file: PhotoFile): Promise<number> {
  const bytes = await readPhoto(file)
  const started = performance.now()
  await pool.assess(bytes)
  return performance.now() - started
}

function rounded(figures: Record<string, number | null>): Record<string, number | null> {
  const round = (value: number | null) => (value === null ? null : Math.round(value * 100) / 100)
  return Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, round(value)]))
}
