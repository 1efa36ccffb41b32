import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { sampleScene, type PlateKey, type Scene } from '../demo/photos.ts'
import { play } from '../demo/play.ts'
import { print, runProgram } from '../program.ts'
import { seededRandom } from '../samples/random.ts'
import { verifyAudit } from '../stage/audit.ts'
import { freePort } from '../stage/free-port.ts'
import { setProductionStage } from '../stage/production.ts'
import { setStage, type Stage } from '../stage/stage.ts'
import { stopSignal, unlessStopped } from '../stage/stop-signal.ts'
import { until } from '../stage/until.ts'
import { lostOrDoubled, unfinished } from './aftermath.ts'
import { blowsOn, type Blow } from './blows.ts'
import { onlyOnce, stubbornLine } from './stubborn-line.ts'
import { torment, type Tormentor } from './tormentor.ts'

const usage = `usage: npm run chaos -- [--rounds N] [--seed N] [--production] [--json]

Plays one accident after the other from the first photo to the reviewed determination while something is killed or stands still again and again:
in each round another part, from the processes of the platform to its database and the systems outside. Afterwards every promise is checked:
each acknowledged photo is there with its hash, each job has ended, no document and no claim exists twice, the record is whole.

  --rounds N     how many accidents (20)
  --seed N       when the blows fall (1)
  --production   two http and two worker processes on PostgreSQL, Redis and an S3 store instead of everything embedded
  --json         print one JSON object as the last line: rounds, kills, acknowledged, broken`

/** Pairs of cars of the simulated city: one phone gets twenty codes a day at most. */
const pairs = [
  ['黑E00001', '黑E00002'],
  ['黑E00003', '黑E00004'],
] as const
const asCar = (plateNumber: string): PlateKey => ({ plateNumber, plateKind: '02' })

async function main(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rounds: { type: 'string', default: '20' },
      seed: { type: 'string', default: '1' },
      production: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  })
  const rounds = Number(values.rounds)
  if (!Number.isInteger(rounds) || rounds < 1) throw new Error(`--rounds wants a number from 1, not ${values.rounds}`)
  const random = seededRandom(Number(values.seed))
  const stopped = stopSignal()
  const dataDir = await mkdtemp(join(tmpdir(), 'kuaichu-chaos-'))
  const settings = { VISION_CHILDREN: '1', DATABASE_POOL: '5', LOG_LEVEL: 'fatal' }
  const setting = (values.production ? setProductionStage : setStage)({ dataDir, port: await freePort(), settings })
  try {
    const stage = await unlessStopped(stopped, setting)
    const report = await unlessStopped(stopped, run(stage, await sampleScene(), rounds, random))
    if (values.json) print(JSON.stringify(report))
    return report.broken.length === 0 ? 0 : 1
  } finally {
    const stage = await setting.catch(() => undefined)
    await stage?.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

interface Report {
  readonly rounds: number
  readonly kills: number
  readonly acknowledged: number
  readonly broken: readonly string[]
}

async function run(stage: Stage, scene: Scene, rounds: number, random: () => number): Promise<Report> {
  const blows = blowsOn(stage)
  const broken: string[] = []
  const found = (promises: readonly string[]) => {
    broken.push(...promises)
    for (const what of promises) print(`BROKEN: ${what}`)
  }
  let [kills, acknowledged] = [0, 0]
  for (let round = 0; round < rounds; round += 1) {
    const blow = blows[round % blows.length]
    const [own, other] = pairs[round % pairs.length] ?? pairs[0]
    if (!blow) throw new Error('this stage cannot be hurt')
    const start = performance.now()
    const parties = { ...scene, parties: [asCar(own), asCar(other)] as const }
    const ended = await roundOf(stage, parties, blow, random)
    kills += ended.blows
    acknowledged += ended.photos
    const seconds = ((performance.now() - start) / 1000).toFixed(1)
    print(`round ${round + 1}: ${blow.name}, ${ended.blows} times in ${seconds} s, ${ended.broken.length} broken`)
    found(ended.broken)
  }
  found(await owing(stage))
  const audit = await verifyAudit(stage)
  found(audit.broken.map((place) => `the record: ${JSON.stringify(place)}`))
  return { rounds, kills, acknowledged, broken }
}

async function roundOf(stage: Stage, scene: Scene, blow: Blow, random: () => number) {
  const tormentor: Tormentor = torment(blow, random)
  const line = await stubbornLine(Number(new URL(stage.url).port), ({ path }) =>
    onlyOnce.test(path) ? tormentor.calm() : undefined,
  )
  try {
    const played = await play({ ...stage, url: line.url }, scene, (_, work) => work())
    await tormentor.stop()
    return { blows: tormentor.blows(), photos: scene.photos.length, broken: await lostOrDoubled(stage, scene, played) }
  } catch (error) {
    await tormentor.stop().catch(() => undefined)
    const what = error instanceof Error ? error.message : String(error)
    return { blows: tormentor.blows(), photos: 0, broken: [`${blow.name}: the case could not be finished: ${what}`] }
  } finally {
    await line.close()
  }
}

/** Jobs may still run when the last case is closed: previews, house-keeping. */
async function owing(stage: Stage): Promise<string[]> {
  await until('all work is done', async () => (await unfinished(stage)).length === 0).catch(() => undefined)
  return unfinished(stage)
}

await runProgram(usage, main)
