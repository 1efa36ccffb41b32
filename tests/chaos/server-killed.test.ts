import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyAudit } from '../../infra/stage/audit.ts'
import { inDatabase, sha256Of } from '../../infra/chaos/aftermath.ts'
import { onlyOnce, stubbornLine } from '../../infra/chaos/stubborn-line.ts'
import { sampleScene, type Scene } from '../../infra/demo/photos.ts'
import { play, type Step } from '../../infra/demo/play.ts'
import { reportCase } from '../../infra/demo/reported-case.ts'
import type { Stage } from '../../infra/stage/stage.ts'
import { seededRandom } from '../../infra/samples/random.ts'
import { expectNothingLostOrDoubled } from './aftermath.ts'
import { ownStage } from './stage.ts'

const wholePlayMs = 300_000
let stage: Stage
let scene: Scene
beforeAll(async () => {
  // Each of dozens of new servers loads the models of its vision children; one child makes the same promises.
  ;[stage, scene] = await Promise.all([ownStage({ VISION_CHILDREN: '1' }), sampleScene()])
})
afterAll(() => stage.stop())

describe('kill -9 of the server', () => {
  it(
    'between any two steps of the accident loses and doubles nothing',
    async () => {
      const step: Step = async (_name, work) => {
        const done = await work()
        await stage.restartServer()
        return done
      }
      await expectNothingLostOrDoubled(stage, scene, await play(stage, scene, step))
    },
    wholePlayMs,
  )

  it(
    'in the middle of every act that counts loses and doubles nothing, when each is repeated until it is answered',
    async () => {
      const port = Number(new URL(stage.url).port)
      const random = seededRandom(20_260_731)
      let restarting: Promise<void> | null = null
      let kills = 0
      const line = await stubbornLine(port, ({ method, path }) => {
        if (onlyOnce.test(path)) return restarting?.then(() => () => undefined)
        if (method === 'GET' || !acts.some((act) => act.test(path)) || restarting) return undefined
        kills += 1
        restarting = afterMs(random() * longestActMs)
          .then(() => stage.restartServer())
          .finally(() => (restarting = null))
        return undefined
      })
      try {
        const played = await play({ ...stage, url: line.url }, scene, (_name, work) => work())
        await restarting
        expect(kills).toBeGreaterThanOrEqual(scene.photos.length + 5)
        await expectNothingLostOrDoubled(stage, scene, played)
      } finally {
        await restarting
        await line.close()
      }
    },
    wholePlayMs,
  )

  it('between the last byte of an upload and its acknowledgement keeps the bytes: the acknowledgement is taken once', async () => {
    const { driver, accidentId } = await reportCase(stage, scene.parties)
    const [photo] = scene.photos
    if (!photo) throw new Error('the scene has no photo')
    const uploadId = await driver.upload(photo.bytes, photo.file)
    const said = { uploadId, sha256: sha256Of(photo.bytes), accidentId, shot: 'front-overview', subject: null }
    const acknowledgement = { ...said, capture: { how: 'camera' } }
    const key = randomUUID()

    await stage.restartServer()
    const first = await driver.post<{ id: string }>('/evidence', acknowledgement, key)
    await stage.restartServer()
    expect(await driver.post('/evidence', acknowledgement, key)).toEqual(first)
    expect(await driver.post('/evidence', acknowledgement)).toMatchObject({ id: first.id })

    const kept = await inDatabase(stage, (db) => db.evidence.findMany({ where: { accidentId } }))
    expect(kept).toMatchObject([{ id: first.id, sha256: said.sha256, bytes: photo.bytes.length }])
    expect(await verifyAudit(stage)).toMatchObject({ verified: true })
  }, 60_000)
})

/** Acknowledgement of a photo, and the acts that move a case. */
const acts = [
  /^\/api\/evidence$/,
  /\/(road-clear|submission|taking|confirmation)$/,
  /\/determinations$/,
  /\/signatures$/,
]
/** Some acts are done before the blow falls, some are struck in the middle, some not yet begun. */
const longestActMs = 120

const afterMs = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
