import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { reportCase } from '../demo/reported-case.ts'
import { scenePlace } from '../demo/script.ts'
import { print, runProgram } from '../program.ts'
import { photosFolder } from '../samples/label.ts'
import type { Person } from '../stage/client.ts'
import { freePort } from '../stage/free-port.ts'
import { openPage, type OpenPage } from '../stage/page.ts'
import { setStage, type Stage } from '../stage/stage.ts'
import { readOptions, usage, type BenchOptions } from './options.ts'
import { phonePhoto } from './phone-photo.ts'

interface Times {
  /** From the request to the 201 of POST /evidence. */
  readonly acknowledgeMs: number
  /** From that 201 until the page knows the verdict. */
  readonly verdictMs: number
}

const parties = [
  { plateNumber: '黑E6A152', plateKind: '02' },
  { plateNumber: '黑ED20867', plateKind: '52' },
] as const
/** The first photos find cold code and half-started children; a platform that runs all day does not. */
const warmUp = 3

async function measure(stage: Stage, { photos, count }: BenchOptions, say: (line: string) => void): Promise<Times[]> {
  const folder = photos ?? photosFolder
  const files = readdirSync(folder)
    .filter((name) => ['.jpg', '.jpeg', '.png', '.webp'].includes(extname(name).toLowerCase()))
    .sort()
  if (files.length === 0) throw new Error(`${folder} holds no photos`)
  const { driver, accidentId } = await reportCase(stage, parties)
  const page = await openPage(driver, accidentId)
  const times: Times[] = []
  try {
    for (let index = 0; index < warmUp + count; index++) {
      const file = files[index % files.length] ?? ''
      const bytes = await phonePhoto(readFileSync(join(folder, file)), index)
      const time = await send(driver, page, accidentId, bytes)
      if (index < warmUp) continue
      times.push(time)
      const [acknowledged, verdict] = [time.acknowledgeMs, time.verdictMs].map((ms) => `${Math.round(ms)} ms`)
      say(`${file}  ${(bytes.length / 1e6).toFixed(1)} MB  acknowledged in ${acknowledged}, verdict ${verdict} later`)
    }
    return times
  } finally {
    page.close()
  }
}

async function send(driver: Person, page: OpenPage, accidentId: string, bytes: Buffer): Promise<Times> {
  const uploadId = await driver.upload(bytes, 'photo.jpg')
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const capture = { how: 'camera', takenAt: new Date().toISOString(), position: scenePlace.position }
  const said = { uploadId, sha256, accidentId, shot: 'other', subject: null, capture }

  const asked = performance.now()
  const { id } = await driver.post<{ id: string }>('/evidence', said)
  const acknowledged = performance.now()
  await page.verdictOn(id)
  return { acknowledgeMs: acknowledged - asked, verdictMs: performance.now() - acknowledged }
}

function summarise(times: readonly Times[]) {
  const verdict = times.map(({ verdictMs }) => verdictMs)
  return {
    count: times.length,
    medianMs: quantile(verdict, 0.5),
    p95Ms: quantile(verdict, 0.95),
    maxMs: quantile(verdict, 1),
    acknowledgeMedianMs: quantile(
      times.map(({ acknowledgeMs }) => acknowledgeMs),
      0.5,
    ),
    cpuModel: cpus()[0]?.model ?? 'unknown',
  }
}

/** The smallest of the values that at least this share of them does not exceed, in whole ms. */
function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return Math.round(sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0)
}

async function main(options: BenchOptions): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'kuaichu-bench-'))
  const stage = await setStage({ dataDir, port: await freePort() })
  try {
    const summary = summarise(await measure(stage, options, print))
    if (options.json) print(JSON.stringify(summary))
    else
      print(
        `${summary.count} photos: median ${summary.medianMs} ms, p95 ${summary.p95Ms} ms, at most ${summary.maxMs} ms`,
      )
  } finally {
    await stage.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

await runProgram(usage, (args) => main(readOptions(args)))
