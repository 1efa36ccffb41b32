import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Evidence } from '../../infra/stage/answers.ts'
import type { Person } from '../../infra/stage/client.ts'
import { processTree } from '../../infra/stage/processes.ts'
import { reportCase } from '../../infra/demo/reported-case.ts'
import type { Stage } from '../../infra/stage/stage.ts'
import { until } from '../../infra/stage/until.ts'
import { photosFolder } from '../../infra/samples/label.ts'
import { sha256Of } from '../../infra/chaos/aftermath.ts'
import { watchPulse, type Pulse } from './pulse.ts'
import { ownStage } from './stage.ts'
import { watchVisionChildren, type VisionChildren } from './vision-children.ts'

const parties = [
  { plateNumber: '黑E6A152', plateKind: '02' },
  { plateNumber: '黑ED20867', plateKind: '52' },
] as const
const withinMs = 90_000
/** Nobody at the roadside notices less. */
const stallMs = 2_000

let stage: Stage
let children: VisionChildren
let pulse: Pulse
let driver: Person
let accidentId: string
beforeAll(async () => {
  stage = await ownStage()
  children = await watchVisionChildren(stage)
  ;({ driver, accidentId } = await reportCase(stage, parties))
  pulse = watchPulse(stage.url)
}, withinMs)

let stopped = false
const stop = async () => {
  if (!stopped) await stage.stop()
  stopped = true
}
afterAll(stop)

/**
 * A sample scene at thirty megapixels, each at its own width so that no two are the same file. A PNG has to be decoded whole: looking at it takes half a
 * second at least, long enough to die in.
 */
async function largePhoto(wider: number): Promise<Buffer> {
  const scene = readFileSync(join(photosFolder, 'a1-overview-front.jpg'))
  return sharp(scene)
    .resize(6400 + wider, 4800)
    .png({ compressionLevel: 2 })
    .toBuffer()
}

async function send(bytes: Buffer): Promise<string> {
  const uploadId = await driver.upload(bytes, 'large.png')
  const said = { uploadId, sha256: sha256Of(bytes), accidentId, shot: 'other', subject: null }
  return (await driver.post<{ id: string }>('/evidence', { ...said, capture: { how: 'camera' } })).id
}

async function verdictOn(id: string): Promise<Evidence> {
  await until('the photo has its verdict', async () => (await evidence(id)).state !== 'received')
  return evidence(id)
}
const evidence = (id: string) => driver.get<Evidence>(`/evidence/${id}`)

describe.each(['SIGKILL', 'SIGSEGV'] as const)('a vision child that dies of %s in mid-photo', (signal) => {
  const wider = { SIGKILL: 0, SIGSEGV: 4 }[signal]

  it(
    'costs the photo nothing but time: it is looked at once more, and the pool is whole again',
    async () => {
      const [midPhoto, id] = await Promise.all([children.inMidPhoto(), largePhoto(wider).then(send)])
      process.kill(midPhoto, signal)
      expect(await verdictOn(id)).toMatchObject({ state: 'assessed' })
      expect(children.pids()).not.toContain(midPhoto)
      await children.complete()
    },
    withinMs,
  )

  it(
    'twice leaves the photo unreadable with the reason, for a person to look at',
    async () => {
      const [firstChild, id] = await Promise.all([children.inMidPhoto(), largePhoto(wider + 1).then(send)])
      process.kill(firstChild, signal)
      await until(
        'the photo has its verdict',
        async () => {
          // Whoever takes the photo next dies of it, too.
          const next = children.atWork(firstChild)
          if (next !== undefined) process.kill(next, signal)
          return (await evidence(id)).state !== 'received'
        },
        { everyMs: 20 },
      )
      expect(await verdictOn(id)).toMatchObject({
        state: 'unreadable',
        checks: [{ id: 'readable-image', status: 'fail', measured: 'crashed' }],
      })
      await children.complete()
    },
    withinMs,
  )
})

it('goes on with the case: the next photo gets its verdict, and http answered all the while', async () => {
  expect(await verdictOn(await send(await largePhoto(9)))).toMatchObject({ state: 'assessed' })
  const { answered, failed, slowestMs } = await pulse.stop()
  expect({ failed, stalled: slowestMs > stallMs }).toEqual({ failed: 0, stalled: false })
  expect(answered).toBeGreaterThan(20)
})

it('leaves no process behind when it is stopped', async () => {
  const pids = processTree([stage.serverPid(), stage.databasePid()].filter((pid) => pid !== null)).map(({ pid }) => pid)
  expect(pids.length).toBeGreaterThan(3)
  await stop()
  expect(processTree(pids)).toEqual([])
})
