import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Town } from '../demo/driver.ts'
import { print, runProgram } from '../program.ts'
import { seededRandom } from '../samples/random.ts'
import { freePort } from '../stage/free-port.ts'
import { watchMemory } from '../stage/memory.ts'
import { processTree } from '../stage/processes.ts'
import { setStage } from '../stage/stage.ts'
import { stopSignal, unlessStopped } from '../stage/stop-signal.ts'
import { arrivals } from './arrivals.ts'
import { costPerCase, readWork, type Work } from './cost.ts'
import { gather } from './crowd.ts'
import { readOptions, usage, type LoadOptions } from './options.ts'
import { grouped } from './grouped.ts'
import { growPhotos, openAlbum, photosPerCase } from './photos.ts'
import { summarise } from './summary.ts'

/** Cases lived before the clock starts: a platform that runs all day has warm code, and its vision models loaded. */
const warmUpCases = 2
/** Clients are told of the first arrival before it happens. */
const leadMs = 1_000
const kindsShown = 20

interface Machine {
  readonly peakMb: () => number
  /** Everything that was started for the run, and the database. */
  readonly roots: () => readonly number[]
  /** What it has done so far, by part; null where that cannot be seen. */
  readonly work: () => Promise<Work | null>
}

async function run(town: Town, options: LoadOptions, { peakMb, roots, work }: Machine): Promise<number> {
  const times = arrivals(options, seededRandom(1))
  print(`${times.length} cases, ${photosPerCase} photos each, ${options.perMinute} a minute`)
  const crowd = await gather(town, options.photos)
  try {
    const from = (count: number) => Array.from({ length: count }, (_, nth) => ({ nth, at: Date.now() + leadMs }))
    const warm = await crowd.live(from(warmUpCases).map(({ nth, at }) => ({ nth: times.length + nth, at })))
    if (warm.closed < warmUpCases)
      throw new Error('the first cases did not come to their end; the platform is not fit to be measured')
    crowd.startCounting()
    const before = await work()
    const startAt = Date.now() + leadMs
    const cpuBefore = cpuMsOf(roots())
    const { closed, endedAt } = await crowd.live(times.map((at, nth) => ({ nth, at: startAt + at })))
    const cpuMsPerCase = Math.round((cpuMsOf(roots()) - cpuBefore) / times.length)
    const after = await work()
    const cost = before && after && costPerCase(before, after, times.length)
    const peakRssMb = peakMb()
    const tallies = await crowd.tally()
    const lost = await crowd.readBack(tallies.flatMap(({ kept }) => kept))
    const wrong = [...lost, ...tallies.flatMap(({ errors }) => errors)]
    for (const line of grouped(wrong).slice(0, kindsShown)) print(`wrong: ${line}`)
    const [cases, tookMs] = [times.length, endedAt - startAt]
    const { perMinute } = options
    const run = { cases, closed, lost: lost.length, perMinute, tookMs, cpuMsPerCase, peakRssMb, cost }
    const summary = summarise(run, tallies)
    print(JSON.stringify(summary, null, options.json ? undefined : 2))
    return summary.lost + summary.errors === 0 ? 0 : 1
  } finally {
    crowd.stop()
  }
}

const cpuMsOf = (roots: readonly number[]) => processTree(roots).reduce((sum, { cpuMs }) => sum + cpuMs, 0)

async function main(options: LoadOptions): Promise<number> {
  // Bad photos are told of before anything is started.
  openAlbum(options.photos)
  if (!options.phone) return load(options)
  const photos = mkdtempSync(join(tmpdir(), 'kuaichu-photos-'))
  try {
    await growPhotos(options.photos, photos)
    return await load({ ...options, photos })
  } finally {
    rmSync(photos, { recursive: true, force: true })
  }
}

async function load(options: LoadOptions): Promise<number> {
  if (options.running) {
    const { url, ...simulators } = options.running
    const { peakMb } = watchMemory(() => null)
    return run({ url, simulators }, options, { peakMb, roots: () => [process.pid], work: async () => null })
  }
  const stopped = stopSignal()
  const dataDir = mkdtempSync(join(tmpdir(), 'kuaichu-load-'))
  // Every phone has its own address, told as a proxy in front of the platform would tell it.
  const settings = { TRUSTED_PROXIES: '1', WORKER_PORT: String(await freePort()) }
  const stage = await setStage({ dataDir, port: await freePort(), settings, roles: ['http', 'worker'] })
  const memory = watchMemory(() => stage.databasePid())
  const roots = () => [process.pid, stage.databasePid() ?? process.pid]
  try {
    return await unlessStopped(
      stopped,
      run(stage, options, { peakMb: memory.peakMb, roots, work: () => readWork(stage) }),
    )
  } finally {
    memory.stop()
    await stage.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

await runProgram(usage, (args) => main(readOptions(args)))
