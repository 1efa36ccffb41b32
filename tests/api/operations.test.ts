import { createPublicKey } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { bullQueue } from '../../api/adapters/queue/bull/bull.ts'
import { verifyAudit } from '../../api/kernel/audit/verify.ts'
import { fail } from '../../api/kernel/errors.ts'
import { lanes, type Lane } from '../../api/kernel/lanes.ts'
import type { FailedJob, JobHandler, Queue } from '../../api/kernel/ports.ts'
import { laneOf } from '../../api/modules.ts'
import type { FailedJobView } from '../../api/modules/operations/schema.ts'
import { serveHttp } from '../../api/serve.ts'
import { freePort } from '../../infra/stage/free-port.ts'
import { caller, type Caller } from '../support/caller.ts'
import { startTestPlatform, type TestPlatform } from '../support/platform.ts'

const patience = { timeout: 15_000, interval: 20 }
const claimId = '0199f3a0-0000-7000-8000-000000000001'

let platform: TestPlatform
let administrator: Caller
/** What the workers of this test do next: they fail until something is mended. */
let broken = true
let ran: string[] = []

const handler: JobHandler = {
  maxAttempts: 1,
  run: async ({ id = '' }) => {
    if (broken) throw new TypeError('黑E6A152 is no plate')
    ran.push(id)
  },
}

beforeAll(async () => {
  platform = await startTestPlatform({ worker: false })
  administrator = await platform.staff('system')
  await platform.ctx.queue.work({ 'hand-off-claim': handler, 'render-document': handler }, { concurrency: 2 })
})
afterAll(() => platform.stop())
beforeEach(async () => {
  broken = true
  ran = []
  for (const { id } of await platform.ctx.queue.failedJobs({ limit: 100 })) await platform.ctx.queue.dismiss(id)
})

const failedJobs = async () =>
  (await administrator.get<{ items: FailedJobView[] }>('/operations/failed-jobs')).body.items

async function failed(name = 'hand-off-claim', id = claimId): Promise<FailedJobView> {
  await platform.ctx.queue.add(name, { id, accidentId: 'a' }, { key: id })
  const find = async () => (await failedJobs()).find((job) => job.name === name && job.payload.id === id)
  await vi.waitFor(async () => expect(await find()).toBeDefined(), patience)
  return (await find()) as FailedJobView
}

const stateOf = async (lane: Lane) => {
  const { body } = await administrator.get<{ items: { lane: Lane }[] }>('/operations/queues')
  return body.items.find((state) => state.lane === lane)
}
const retry = (id: string, by = administrator) => by.post(`/operations/failed-jobs/${id}/retry`)
const dismiss = (id: string, body: object = { reason: '测试数据，不必重试' }, by = administrator) =>
  by.delete(`/operations/failed-jobs/${id}`, body)

/** What the record gained meanwhile, oldest first. */
async function recorded(act: () => Promise<unknown>) {
  const where = { stream: 'system' }
  const before = await platform.ctx.db.auditEvent.count({ where })
  await act()
  const events = await platform.ctx.db.auditEvent.findMany({ where, orderBy: { seq: 'asc' }, skip: before })
  return events.map(({ action, actorRole, canonical }) => ({
    action,
    actorRole,
    details: (JSON.parse(Buffer.from(canonical).toString()) as { details: Record<string, unknown> }).details,
  }))
}

const verified = async () => {
  const publicKey = createPublicKey(platform.ctx.policy.auditSigningKey)
    .export({ type: 'spki', format: 'pem' })
    .toString()
  return (await verifyAudit({ db: platform.ctx.db, objects: platform.ctx.objects, publicKey })).broken
}

describe('who is not the system administrator', () => {
  const addresses = [
    ['get', '/operations/queues'],
    ['get', '/operations/failed-jobs'],
    ['post', '/operations/queues/assessment/pause'],
    ['post', '/operations/queues/assessment/resume'],
    ['post', '/operations/failed-jobs/1/retry'],
    ['delete', '/operations/failed-jobs/1'],
  ] as const
  const statuses = (by: Caller) =>
    Promise.all(addresses.map(async ([method, path]) => (await by[method](path, { reason: 'because' })).status))

  it.each([
    'officer.wang',
    'chief.liu',
    'dispatch.chen',
    'surveyor.li',
    'clerk.picc',
    'admin.picc',
    'auditor',
    'security',
  ])('%s is refused everything, and nothing is recorded', async (name) => {
    const events = await recorded(async () => {
      expect(await statuses(await platform.staff(name))).toEqual([403, 403, 403, 403, 403, 403])
    })
    expect(events).toEqual([])
    expect(await stateOf('assessment')).toMatchObject({ paused: false })
  })

  it('is refused as a driver, and as nobody', async () => {
    expect(await statuses(await platform.driver('13970000001'))).toEqual([403, 403, 403, 403, 403, 403])
    expect(await statuses(platform.stranger('staff'))).toEqual([401, 401, 401, 401, 401, 401])
  })
})

describe('lanes', () => {
  it('are all shown with what waits, runs and failed', async () => {
    await failed()
    const { body } = await administrator.get<{ items: object[] }>('/operations/queues')
    expect(body.items.map((item) => (item as { lane: Lane }).lane)).toEqual(lanes)
    expect(await stateOf('hand-off')).toEqual({ lane: 'hand-off', waiting: 0, running: 0, failed: 1, paused: false })
  })

  it('take no job while paused, and all of them after', async () => {
    broken = false
    const events = await recorded(async () => {
      expect((await administrator.post('/operations/queues/hand-off/pause')).status).toBe(204)
      await platform.ctx.queue.add('hand-off-claim', { id: 'waits' })
      await platform.ctx.queue.add('render-document', { id: 'runs' })
      await vi.waitFor(() => expect(ran).toEqual(['runs']), patience)
      expect(await stateOf('hand-off')).toMatchObject({ waiting: 1, paused: true })
      expect((await administrator.post('/operations/queues/hand-off/resume')).status).toBe(204)
      await vi.waitFor(() => expect(ran).toEqual(['runs', 'waits']), patience)
    })
    expect(events).toEqual([
      { action: 'queue.paused', actorRole: 'system-administrator', details: { lane: 'hand-off' } },
      { action: 'queue.resumed', actorRole: 'system-administrator', details: { lane: 'hand-off' } },
    ])
  })

  it('are paused once, however often it is asked for', async () => {
    const act = (verb: string) => administrator.post(`/operations/queues/notices/${verb}`)
    const events = await recorded(async () => {
      for (const verb of ['pause', 'pause', 'resume', 'resume']) expect((await act(verb)).status).toBe(204)
    })
    expect(events.map(({ action }) => action)).toEqual(['queue.paused', 'queue.resumed'])
  })

  it('are paused by several at once without harm, each on record', async () => {
    const others = await Promise.all([1, 2, 3].map(() => platform.staff('system')))
    const events = await recorded(async () => {
      const answers = await Promise.all(others.map((by) => by.post('/operations/queues/notices/pause')))
      expect(answers.map(({ status }) => status)).toEqual([204, 204, 204])
      expect(await stateOf('notices')).toMatchObject({ paused: true })
      await administrator.post('/operations/queues/notices/resume')
    })
    expect(events.at(-1)?.action).toBe('queue.resumed')
    expect(new Set(events.slice(0, -1).map(({ action }) => action))).toEqual(new Set(['queue.paused']))
  })

  it.each(['nothing', 'ASSESSMENT', '%00', 'assessment%2F..'])('of the name %s are refused', async (lane) => {
    const events = await recorded(async () => {
      for (const verb of ['pause', 'resume'])
        expect(await administrator.post(`/operations/queues/${lane}/${verb}`)).toMatchObject({
          status: 400,
          body: { code: 'bad-input' },
        })
    })
    expect(events).toEqual([])
  })
})

describe('failed jobs', () => {
  it('are listed newest first, ids and the kind of failure, never what an error quoted', async () => {
    await failed()
    await failed('render-document')
    const items = await failedJobs()
    expect(items).toMatchObject([
      { name: 'render-document', lane: 'documents' },
      {
        name: 'hand-off-claim',
        lane: 'hand-off',
        payload: { id: claimId, accidentId: 'a' },
        attempts: 1,
        reason: 'TypeError',
      },
    ])
    expect(Math.abs(Date.now() - Date.parse(items[0]?.failedAt ?? ''))).toBeLessThan(60_000)
    expect(JSON.stringify(items)).not.toContain('黑E6A152')
    expect((await administrator.get('/operations/failed-jobs?limit=1')).body.items).toEqual(items.slice(0, 1))
  })

  it.each(['limit=0', 'limit=201', 'limit=x', 'limit=1.5', 'limit=1&limit=2'])('refuse the page %s', async (query) => {
    expect((await administrator.get(`/operations/failed-jobs?${query}`)).status).toBe(400)
  })

  it('run again when they are retried, once: the second try finds none', async () => {
    const { id } = await failed()
    broken = false
    const events = await recorded(async () => {
      expect((await retry(id)).status).toBe(204)
      await vi.waitFor(() => expect(ran).toEqual([claimId]), patience)
      expect(await retry(id)).toMatchObject({ status: 404, body: { code: 'not-found' } })
    })
    expect(events).toEqual([
      {
        action: 'job.retried',
        actorRole: 'system-administrator',
        details: {
          jobId: id,
          job: 'hand-off-claim',
          lane: 'hand-off',
          payload: { id: claimId, accidentId: 'a' },
          failure: 'TypeError',
        },
      },
    ])
    expect(await failedJobs()).toEqual([])
  })

  it('run once when several retry them at the same moment', async () => {
    const { id } = await failed()
    broken = false
    const events = await recorded(async () => {
      const answers = await Promise.all([1, 2, 3, 4].map(() => retry(id)))
      const statuses = answers.map(({ status }) => status)
      expect(statuses).toContain(204)
      expect(statuses.filter((status) => ![204, 404].includes(status))).toEqual([])
      await vi.waitFor(
        async () => expect(await stateOf('hand-off')).toMatchObject({ waiting: 0, running: 0 }),
        patience,
      )
    })
    expect(ran).toEqual([claimId])
    expect(events[0]?.action).toBe('job.retried')
    expect(await verified()).toEqual([])
  })

  it('come back when they fail again', async () => {
    const { id } = await failed()
    expect((await retry(id)).status).toBe(204)
    await vi.waitFor(async () => expect((await failedJobs()).map(({ attempts }) => attempts)).toEqual([1]), patience)
    expect((await retry(id)).status).toBe(204)
  })

  it('are gone when they are dismissed, and the reason stays on record', async () => {
    const { id } = await failed()
    const events = await recorded(async () => {
      expect((await dismiss(id, { reason: ' 案件已由民警接管 ' })).status).toBe(204)
      expect((await dismiss(id)).status).toBe(404)
      expect((await retry(id)).status).toBe(404)
    })
    expect(events).toMatchObject([
      {
        action: 'job.dismissed',
        details: { jobId: id, job: 'hand-off-claim', payload: { id: claimId }, reason: '案件已由民警接管' },
      },
    ])
    expect(await failedJobs()).toEqual([])
  })

  it('are dismissed by one of several, and the record says of the others that they came too late', async () => {
    const { id } = await failed()
    const events = await recorded(async () => {
      const answers = await Promise.all([1, 2, 3].map(() => dismiss(id)))
      expect(answers.map(({ status }) => status).sort()).toEqual([204, 404, 404])
    })
    const count = (wanted: string) => events.filter(({ action }) => action === wanted).length
    expect(count('job.dismissed') - count('operation.unconfirmed')).toBe(1)
    for (const { action, details } of events)
      if (action === 'operation.unconfirmed')
        expect(details).toMatchObject({ act: 'job.dismissed', answer: 'not-found', jobId: id })
  })

  it.each([
    {},
    { reason: '' },
    { reason: '  好 ' },
    { reason: 'x'.repeat(501) },
    { reason: 7 },
    { reason: '好的\u0000好' },
  ])('are not dismissed with %j', async (body) => {
    const { id } = await failed()
    expect(await recorded(async () => expect((await dismiss(id, body)).status).toBe(400))).toEqual([])
    expect(await failedJobs()).toHaveLength(1)
  })

  it.each(['x', '0', '-1', '1.5', '9'.repeat(40), 'hand-off.1', '%2e%2e', "1'--"])(
    'of the id %s do not exist',
    async (id) => {
      const events = await recorded(async () => {
        expect([(await retry(id)).status, (await dismiss(id)).status]).toEqual([404, 404])
      })
      expect(events).toEqual([])
    },
  )

  it('does not touch a job that waits or runs', async () => {
    await platform.ctx.queue.pause('hand-off')
    try {
      await platform.ctx.queue.add('hand-off-claim', { id: 'waiting' })
      const { rows } = await platform.ctx.pool.query<{ id: string }>('select id from graphile_worker.jobs')
      expect(rows).toHaveLength(1)
      for (const { id } of rows) expect([(await retry(id)).status, (await dismiss(id)).status]).toEqual([404, 404])
      broken = false
    } finally {
      await platform.ctx.queue.resume('hand-off')
    }
    await vi.waitFor(() => expect(ran).toEqual(['waiting']), patience)
  })
})

describe('a queue that cannot be reached', () => {
  /** A second server of the same installation whose queue is another. */
  async function withQueue(queue: Queue, use: (by: Caller) => Promise<void>): Promise<void> {
    const options = { port: 0, host: '127.0.0.1', trustedProxies: 0 }
    const served = await serveHttp({ ...platform.ctx, queue }, options)
    try {
      const by = caller(`http://localhost:${served.port}`, 'staff')
      await by.post('/staff/session', { loginName: 'system', password: 'kuaichu-demo-1' })
      await use(by)
    } finally {
      await served.stop()
    }
  }

  it('is told as 503 with what to do, and nothing is recorded', async () => {
    const redisUrl = `redis://127.0.0.1:${await freePort()}/0`
    const queue = bullQueue({ redisUrl, laneOf, log: platform.ctx.log })
    const job = 'hand-off.0199f3a0-0000-4000-8000-000000000001'
    const events = await recorded(() =>
      withQueue(queue, async (by) => {
        const unavailable = { status: 503, body: { code: 'unavailable', part: 'queue' } }
        const answers = await Promise.all([
          by.get('/operations/queues'),
          by.get('/operations/failed-jobs'),
          by.post('/operations/queues/notices/pause'),
          by.post('/operations/queues/notices/resume'),
          retry(job, by),
          dismiss(job, undefined, by),
        ])
        for (const answer of answers) expect(answer).toMatchObject(unavailable)
        expect(answers[0]?.headers['content-type']).toContain('problem+json')
      }),
    )
    expect(events).toEqual([])
  })

  it('goes on record where it went away in the middle: perhaps the act was done', async () => {
    const known = await failed()
    const gone: Queue = {
      ...platform.ctx.queue,
      pause: () => fail('unavailable', { part: 'queue' }),
      failedJob: () => Promise.resolve<FailedJob>({ ...known, failedAt: new Date(known.failedAt) }),
      dismiss: () => Promise.reject(new Error('a defect')),
    }
    const events = await recorded(() =>
      withQueue(gone, async (by) => {
        expect((await by.post('/operations/queues/notices/pause')).status).toBe(503)
        expect((await dismiss(known.id, undefined, by)).status).toBe(500)
      }),
    )
    expect(events).toMatchObject([
      { action: 'queue.paused', details: { lane: 'notices' } },
      { action: 'operation.unconfirmed', details: { act: 'queue.paused', answer: 'unavailable', lane: 'notices' } },
      { action: 'job.dismissed' },
      { action: 'operation.unconfirmed', details: { act: 'job.dismissed', answer: 'internal', jobId: known.id } },
    ])
  })

  it('does nothing that it cannot write down', async () => {
    const { id } = await failed()
    const deaf = { ...platform.ctx, transact: () => Promise.reject(new Error('no record')) }
    const served = await serveHttp(deaf, { port: 0, host: '127.0.0.1', trustedProxies: 0 })
    try {
      const by = caller(`http://localhost:${served.port}`, 'staff')
      by.agent.jar.setCookie(administrator.cookie(), 'localhost', '/')
      expect([
        (await by.post('/operations/queues/notices/pause')).status,
        (await retry(id, by)).status,
        (await dismiss(id, undefined, by)).status,
      ]).toEqual([500, 500, 500])
    } finally {
      await served.stop()
    }
    expect(await stateOf('notices')).toMatchObject({ paused: false })
    expect((await failedJobs()).map((job) => job.id)).toEqual([id])
  })
})

describe('the record', () => {
  it('is whole after all this, and the auditor reads in it who did what', async () => {
    expect(await verified()).toEqual([])
    const auditor = await platform.staff('auditor')
    const { body } = await auditor.get<{ items: object[] }>('/audit/events?stream=system&action=job.dismissed')
    expect(body.items[0]).toMatchObject({ actorRole: 'system-administrator', details: { job: 'hand-off-claim' } })
    expect(body.items.length).toBeGreaterThan(0)
  })
})
