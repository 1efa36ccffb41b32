import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Context } from '../../api/kernel/context.ts'
import { settableClock } from '../../api/kernel/clock.ts'
import { findActor } from '../../api/modules/identity/service.ts'
import { acknowledgeEvidence } from '../../api/modules/evidence/service.ts'
import { evidenceJobs } from '../../api/modules/evidence/jobs.ts'
import { evidenceSweeps } from '../../api/modules/evidence/sweeps.ts'
import { VisionPool } from '../../vision/index.ts'
import { countsOf } from '../support/queue-counts.ts'
import { startTestPlatform, type TestPlatform } from '../support/platform.ts'
import { addPhoto, photoOf, place, plates, reportedCase, sha256Of, upload, type Roadside } from './evidence.cases.ts'

const clock = settableClock(new Date())
let platform: TestPlatform
let roadside: Roadside
beforeAll(async () => {
  platform = await startTestPlatform({ clock, worker: false })
})
afterAll(() => platform.stop())

const child = (name: string) => new URL(`../../vision/test-children/${name}.testing.ts`, import.meta.url)
const job = (name: string) => {
  const found = evidenceJobs.find((one) => one.name === name)
  if (!found) throw new Error(`no job ${name}`)
  return found
}
const assess = (ctx: Context, id: string, last = false) => job('assess-evidence').run(ctx, { id }, { number: 1, last })

/** The platform with a vision pool whose children do something else than look. */
async function withPool<T>(
  options: ConstructorParameters<typeof VisionPool>[0],
  work: (ctx: Context) => Promise<T>,
): Promise<T> {
  const vision = new VisionPool({ children: 1, ...options })
  try {
    return await work({ ...platform.ctx, vision })
  } finally {
    await vision.close()
  }
}

let seed = 40
async function receivedPhoto(): Promise<string> {
  roadside = await reportedCase(platform)
  return addPhoto(roadside, await photoOf([plates.A, plates.B], seed++))
}
const evidence = (id: string) =>
  platform.ctx.db.evidence.findUniqueOrThrow({ where: { id }, include: { custody: true } })

describe('a photo that vision cannot look at', () => {
  it('and whose child dies twice goes to the driver as unreadable, with the reason', async () => {
    const id = await receivedPhoto()
    await withPool({ childModule: new URL('./evidence.dying-child.ts', import.meta.url) }, (ctx) => assess(ctx, id))
    const { body } = await roadside.driver.get(`/evidence/${id}`)
    expect(body).toMatchObject({
      state: 'unreadable',
      accepted: false,
      checks: [{ id: 'readable-image', status: 'fail', measured: 'crashed' }],
    })
    expect(body.actions).toEqual([{ action: 'keep', allowed: true }])
  })

  it('and that hangs goes to the driver as unreadable, with the reason', async () => {
    const id = await receivedPhoto()
    const childModule = new URL('./evidence.hanging-child.ts', import.meta.url)
    await withPool({ childModule, timeoutMs: 300 }, (ctx) => assess(ctx, id))
    expect(await evidence(id)).toMatchObject({ state: 'unreadable', checks: [{ measured: 'timed-out' }] })
  })

  it('is tried again while vision is away, and on the last attempt put before a person', async () => {
    const id = await receivedPhoto()
    await withPool({ childModule: child('failing') }, async (ctx) => {
      await expect(assess(ctx, id)).rejects.toThrow()
      expect((await evidence(id)).state).toBe('received')
      await assess(ctx, id, true)
    })
    expect(await evidence(id)).toMatchObject({ state: 'unreadable', checks: [{ measured: 'not-analysed' }] })
  })
})

describe('delivered twice', () => {
  it('an assessment acts once', async () => {
    const id = await receivedPhoto()
    await Promise.all([assess(platform.ctx, id), assess(platform.ctx, id)])
    await assess(platform.ctx, id)
    const { state, version, custody } = await evidence(id)
    expect({ state, version, custody: custody.map(({ kind }) => kind) }).toEqual({
      state: 'assessed',
      version: 2,
      custody: ['received', 'assessed'],
    })
  })

  it('a preview is made once', async () => {
    const id = await receivedPhoto()
    await assess(platform.ctx, id)
    const derive = () => job('derive-preview').run(platform.ctx, { id }, { number: 1, last: false })
    await Promise.all([derive(), derive()])
    await derive()
    expect((await evidence(id)).custody.filter(({ kind }) => kind === 'derived')).toHaveLength(1)
  })
})

describe('killed', () => {
  it('between the stored bytes and the acknowledgement, the server loses nothing: the repeat completes', async () => {
    roadside = await reportedCase(platform)
    const { driver, id: accidentId } = roadside
    const bytes = await photoOf([plates.A], seed++)
    const sha256 = sha256Of(bytes)
    const uploadId = await upload(driver, bytes)
    const secret = /kuaichu_driver=([^;]+)/.exec(
      String(driver.agent.jar.getCookies({ domain: 'localhost', path: '/', secure: false, script: false })),
    )?.[1]
    const actor = await findActor(platform.ctx, 'driver', secret ?? '')
    if (actor?.kind !== 'driver') throw new Error('the driver is not signed in')
    const input = {
      uploadId,
      sha256,
      accidentId,
      shot: 'other',
      subject: null,
      capture: { how: 'camera' as const, position: place },
    }

    const dying: Context = { ...platform.ctx, transact: () => Promise.reject(new Error('killed here')) }
    await expect(acknowledgeEvidence(dying, actor, input)).rejects.toThrow('killed here')
    expect(await platform.ctx.objects.size(`evidence/${accidentId}/${sha256}`)).toBe(bytes.length)
    expect(await platform.ctx.db.evidence.count({ where: { accidentId } })).toBe(0)

    const first = await acknowledgeEvidence(platform.ctx, actor, input)
    expect(await acknowledgeEvidence(platform.ctx, actor, input)).toEqual(first)
    expect(sha256Of(await platform.ctx.objects.read(`evidence/${accidentId}/${sha256}`))).toBe(sha256)
  })

  it('before its job was done, a photo is put before vision again by the sweep', async () => {
    const id = await receivedPhoto()
    const before = (await countsOf(platform.ctx.queue)).waiting
    clock.advance(16 * 60_000)
    for (const sweep of evidenceSweeps) await sweep.run(platform.ctx)
    expect((await countsOf(platform.ctx.queue)).waiting).toBeGreaterThan(before)
    expect((await evidence(id)).state).toBe('received')
  })
})
