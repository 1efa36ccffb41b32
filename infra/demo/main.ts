import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { print, runProgram } from '../program.ts'
import { verifyAudit } from '../stage/audit.ts'
import { requireFreePort } from '../stage/free-port.ts'
import { watchMemory } from '../stage/memory.ts'
import { setProductionStage } from '../stage/production.ts'
import { setStage, type Stage } from '../stage/stage.ts'
import { stopSignal, unlessStopped } from '../stage/stop-signal.ts'
import { freshDataDirectory } from './data-directory.ts'
import { readOptions, usage, type DemoOptions } from './options.ts'
import { sampleScene, sceneFrom } from './photos.ts'
import { play, type Step } from './play.ts'
import { summarise, whatFailed, type StepTime } from './summary.ts'

const run = promisify(execFile)
/** One case at a time on anybody's laptop: a vision child is some 170 MB, a database connection 17. */
const small = { VISION_CHILDREN: '1', DATABASE_POOL: '5' }

const root = fileURLToPath(new URL('../..', import.meta.url))

/**
 * For everything that the demo starts: a dozen programs on one machine that do little each. Memory is given back sooner (V8's young
 * generation, glibc's arenas per thread) for a few per cent of speed.
 */
const frugal = { NODE_OPTIONS: '--max-semi-space-size=2 --max-old-space-size=256', MALLOC_ARENA_MAX: '2' }

async function main(options: DemoOptions): Promise<number> {
  const steps: StepTime[] = []
  const step: Step = async (name, work) => {
    const start = performance.now()
    const result = await work()
    const ms = Math.round(performance.now() - start)
    steps.push({ name, ms })
    print(`${String(ms).padStart(6)} ms  ${name}`)
    return result
  }

  Object.assign(process.env, { ...frugal, ...process.env })
  const stopped = stopSignal()
  const unlessWeStop = <T>(work: Promise<T>) => unlessStopped(stopped, work)
  await requireFreePort(options.port)
  const choosing = step('the photos are chosen', () =>
    options.photos ? sceneFrom(options.photos, print) : sampleScene(),
  )
  const scene = await unlessWeStop(choosing)
  const dataDir = await freshDataDirectory(options.dataDir)
  let setting: Promise<Stage> | undefined
  let stage: Stage | undefined
  const memory = watchMemory(() => stage?.databasePid() ?? null)
  try {
    if (!options.exit) await unlessWeStop(step('the portals are built', () => buildPortals(stopped)))
    const set = options.production ? setProductionStage : setStage
    const start = () => (setting = set({ dataDir, port: options.port, settings: small }))
    const standing = (stage = await unlessWeStop(step('simulators, database and server start', start)))
    const played = await unlessWeStop(play(standing, scene, step))
    // A record is proved offline: with `--exit` nobody needs the server any more.
    if (options.exit) await standing.stopServer()
    const audit = await unlessWeStop(step('the record is verified', () => verifyAudit(standing)))
    for (const place of audit.broken) console.error(place)
    const failed = whatFailed(played, audit)
    for (const what of failed) print(`FAILED: ${what}`)

    if (!options.exit) await stayOpen(standing, stopped)
    if (options.json) print(JSON.stringify(summarise(played, audit, steps, memory.peakMb())))
    else
      print(
        `Case ${played.accident.number}: ${played.accident.state}. Peak memory of all processes ${memory.peakMb()} MB.`,
      )
    return failed.length === 0 ? 0 : 1
  } finally {
    memory.stop()
    // What has begun to start must not outlive us, though we were stopped before it stood.
    const begun = await setting?.catch(() => undefined)
    await begun?.stop()
  }
}

/** Builds a portal that was not built yet; `npm run build:web` builds them anew. */
async function buildPortals(signal: AbortSignal): Promise<void> {
  for (const portal of ['agent-portal', 'web-console']) {
    if (existsSync(`${root}${portal}/dist/index.html`)) continue
    await run('npx', ['vite', 'build', portal, '--logLevel', 'warn'], { cwd: root, signal })
  }
}

/** Leaves the portals open until Ctrl-C. */
async function stayOpen(stage: Stage, stopped: AbortSignal): Promise<void> {
  print(`
The portals are open:
  drivers and surveyors   ${stage.url}/          (surveyors: ${stage.url}/surveyor)
  officers and offices    ${stage.url}/console/
  the API                 ${stage.url}/api/docs/
Sample accounts: surveyor.li, officer.wang, chief.liu, clerk.picc, auditor, security, system; password kuaichu-demo-1.
Drivers sign in with any mobile number; the code is at ${stage.simulators.smsUrl}/control/messages?phone=NUMBER
Press Ctrl-C to stop.`)
  await once(stopped, 'abort')
}

await runProgram(usage, (args) => main(readOptions(args)))
