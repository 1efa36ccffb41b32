/** `bench`: how fast, and how near to what decode and bare model runs alone would take. */
import { readFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { VisionPool } from '../pool.ts'
import { parseArguments } from './arguments.ts'
import { enlarged } from './enlarge.ts'
import { measureFloor } from './floor.ts'
import { inOrder } from './in-order.ts'
import { photosIn } from './photos.ts'
import { UsageError } from './usage.ts'

export async function bench(args: string[]): Promise<void> {
  const { json, threads = availableParallelism(), repeat, size, positionals } = parseArguments(args)
  const [folder] = positionals
  if (!folder || positionals.length > 1) throw new UsageError('bench wants one folder')
  const originals = await photosIn(folder)
  if (originals.length === 0) throw new UsageError(`no photos in ${folder}`)
  const { files, discard } = size === '12mp' ? await enlarged(originals) : { files: originals, discard: async () => {} }
  try {
    const through = await measureThroughput(files, threads, repeat)
    const floor = await measureFloor(files)
    const peakRssMb = Math.round(through.childrenRssMb + process.resourceUsage().maxRSS / 1024)
    const result = {
      ...rounded({ ...through.figures, ...floor.figures }),
      floorInputs: floor.inputs,
      peakRssMb,
      modelBytes: floor.modelBytes,
    }
    if (json) console.log(JSON.stringify(result))
    else console.dir(result, { depth: null })
  } finally {
    await discard()
  }
}

async function measureThroughput(files: readonly string[], threads: number, repeat: number) {
  const pool = new VisionPool({ children: threads })
  try {
    const first = await readFile(files[0] ?? '')
    // Every child has its models loaded before the clock starts.
    await Promise.all(Array.from({ length: threads }, () => pool.assess(first)))
    const work = Array.from({ length: repeat }, () => files).flat()
    const times: number[] = []
    const started = performance.now()
    for await (const ms of inOrder(work, threads, (file) => timed(pool, file))) times.push(ms)
    const seconds = (performance.now() - started) / 1000
    times.sort((a, b) => a - b)
    return {
      childrenRssMb: pool.peakRssMb,
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

async function timed(pool: VisionPool, file: string): Promise<number> {
  const bytes = await readFile(file)
  const started = performance.now()
  await pool.assess(bytes)
  return performance.now() - started
}

function rounded(figures: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, Math.round(value * 100) / 100]))
}
