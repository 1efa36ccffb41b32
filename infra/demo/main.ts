import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { freshDataDirectory } from './data-directory.ts'
import { watchMemory } from './memory.ts'
import { readOptions, usage, type DemoOptions } from './options.ts'
import { sampleScene, sceneFrom } from './photos.ts'
import { play, type Step } from './play.ts'
import { requireFreePort, setStage, type Stage } from './stage.ts'
import { summarise, whatFailed, type AuditResult, type StepTime } from './summary.ts'

const run = promisify(execFile)
const root = fileURLToPath(new URL('../..', import.meta.url))

async function main(options: DemoOptions): Promise<number> {
  const say = (line: string) => console.log(line)
  const steps: StepTime[] = []
  const step: Step = async (name, work) => {
    const start = performance.now()
    const result = await work()
    const ms = Math.round(performance.now() - start)
    steps.push({ name, ms })
    say(`${String(ms).padStart(6)} ms  ${name}`)
    return result
  }

  await requireFreePort(options.port)
  const dataDir = await freshDataDirectory(options.dataDir)
  let stage: Stage | undefined
  const memory = watchMemory(() => stage?.databasePid() ?? null)
  try {
    if (!options.exit) await step('the portals are built', buildPortals)
    const scene = await step('the photos are chosen', () =>
      options.photos ? sceneFrom(options.photos) : sampleScene(),
    )
    const standing = await step('simulators, database and server start', () =>
      setStage({ dataDir, port: options.port }),
    )
    stage = standing
    const played = await play(standing, scene, step)
    const audit = await step('the record is verified', () => verifyAudit(dataDir))
    const failed = whatFailed(played, audit)
    for (const what of failed) say(`FAILED: ${what}`)

    if (!options.exit) await stayOpen(standing, say)
    if (options.json) say(JSON.stringify(summarise(played, audit, steps, memory.peakMb())))
    else
      say(
        `Case ${played.accident.number}: ${played.accident.state}. Peak memory of all processes ${memory.peakMb()} MB.`,
      )
    return failed.length === 0 ? 0 : 1
  } finally {
    memory.stop()
    await stage?.stop()
  }
}

/** Builds a portal that was not built yet; `npm run build:web` builds them anew. */
async function buildPortals(): Promise<void> {
  for (const portal of ['agent-portal', 'web-console']) {
    if (existsSync(`${root}${portal}/dist/index.html`)) continue
    await run('npx', ['vite', 'build', portal, '--logLevel', 'warn'], { cwd: root })
  }
}

async function verifyAudit(dataDir: string): Promise<AuditResult> {
  const command = ['--import', 'tsx', 'api/audit-cli.ts', 'verify', '--json', '--data', dataDir]
  const { stdout } = await run(process.execPath, command, { cwd: root }).catch((error: unknown) => {
    // Exit status 1 is an answer: broken, with the places on standard output.
    if ((error as { code?: unknown }).code === 1) return error as { stdout: string }
    throw error
  })
  const { events, broken } = JSON.parse(stdout) as { events: number; broken: unknown[] }
  for (const place of broken) console.error(place)
  return { events, verified: broken.length === 0 }
}

/** Leaves the portals open until Ctrl-C. */
async function stayOpen(stage: Stage, say: (line: string) => void): Promise<void> {
  say(`
The portals are open:
  drivers and surveyors   ${stage.url}/          (surveyors: ${stage.url}/surveyor)
  officers and offices    ${stage.url}/console/
  the API                 ${stage.url}/api/docs/
Sample accounts: surveyor.li, officer.wang, chief.liu, clerk.picc, auditor, security, system; password kuaichu-demo-1.
Drivers sign in with any mobile number; the code is at ${stage.simulators.smsUrl}/control/messages?phone=NUMBER
Press Ctrl-C to stop.`)
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve)
    process.once('SIGTERM', resolve)
  })
}

if (process.argv.includes('--help')) {
  console.log(usage)
} else {
  try {
    process.exitCode = await main(readOptions(process.argv.slice(2)))
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
  // What was left open (keep-alive sockets) must not hold the command.
  process.exit()
}
