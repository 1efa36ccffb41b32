import { randomUUID } from 'node:crypto'
import supertest from 'supertest'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { lanes } from '../../api/kernel/lanes.ts'
import type { Queue } from '../../api/kernel/ports.ts'
import { allRoutes } from '../../api/modules.ts'
import { serveHealth, serveHttp } from '../../api/serve.ts'
import { startTestPlatform, type TestPlatform } from '../support/platform.ts'

let platform: TestPlatform
beforeAll(async () => {
  platform = await startTestPlatform({ worker: false })
})
afterAll(() => platform.stop())

const http = () => supertest(platform.url)
const signInPath = '/api/staff/session'
const signIn = () => http().post(signInPath).set('Kuaichu-Session', 'staff')
const report = (plateNumber = '黑E12345') => ({
  occurredAt: new Date().toISOString(),
  placeText: '中七路',
  weather: 'clear',
  roadKind: 'urban',
  ownVehicle: { plateNumber, plateKind: '02' },
  otherVehicles: [{ plateNumber: '黑E00001', plateKind: '02' }],
})

interface OpenApi {
  openapi: string
  paths: Record<string, Record<string, { operationId: string; responses: Record<string, unknown> }>>
  components: { schemas: Record<string, unknown> }
}

describe('openapi.json', () => {
  it('names every route once, with an answer for success and for failure', async () => {
    const document = (await http().get('/api/openapi.json')).body as OpenApi
    expect(document.openapi).toBe('3.1.0')
    const routes = allRoutes(platform.ctx)
    for (const { method, path, operationId } of routes) {
      const operation = document.paths[path.replace(/:(\w+)/g, '{$1}')]?.[method]
      expect(operation?.operationId, `${method} ${path}`).toBe(operationId)
      const statuses = Object.keys(operation?.responses ?? {})
      expect(statuses.some((status) => status.startsWith('2'))).toBe(true)
      expect(statuses).toContain('429')
    }
    const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods))
    expect(operations).toHaveLength(routes.length)
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(routes.length)
  })

  it('has no reference that leads nowhere', async () => {
    const { body, text } = await http().get('/api/openapi.json')
    const known = new Set(Object.keys((body as OpenApi).components.schemas))
    const asked = [...text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name ?? '')
    expect(asked.filter((name) => !known.has(name))).toEqual([])
  })
})

describe('the page of the API', () => {
  it('loads nothing from elsewhere', async () => {
    const page = await http().get('/api/docs/')
    expect(page.status).toBe(200)
    const links = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, link]) => link ?? '')
    expect(links.length).toBeGreaterThan(2)
    for (const link of links) {
      expect(link).not.toMatch(/^(https?:)?\/\//)
      expect((await http().get(new URL(link, 'http://x/api/docs/').pathname)).status, link).toBe(200)
    }
    expect(page.text).not.toMatch(/<script>(?!\s*<\/script>)/)
    expect((await http().get('/api/docs/swagger-initializer.js')).text).toContain("'/api/openapi.json'")
  })
})

describe('a problem', () => {
  it('is problem+json in the language of the reader, with the other one beside it', async () => {
    const chinese = await http().get('/api/me').set('Accept-Language', 'zh-CN,zh;q=0.9,en;q=0.8')
    const english = await http().get('/api/me').set('Accept-Language', 'en-GB,en;q=0.9')
    expect(chinese.headers['content-type']).toMatch(/^application\/problem\+json/)
    const body = JSON.parse(chinese.text) as { title: string; titles: object; requestId: string }
    expect(body).toMatchObject({ type: '/api/problems/not-signed-in', status: 401, title: '请先登录' })
    expect(body.titles).toEqual({ zh: '请先登录', en: 'Sign in first' })
    expect(JSON.parse(english.text)).toMatchObject({ title: 'Sign in first' })
    expect(body.requestId).toBe(chinese.headers['x-request-id'])
    expect(JSON.parse((await http().get('/api/me').set('Accept-Language', 'fr')).text)).toMatchObject({
      title: '请先登录',
    })
  })

  it('has a type that can be opened', async () => {
    expect((await http().get('/api/problems/conflict')).body).toMatchObject({ code: 'conflict', status: 409 })
    for (const code of ['nothing', 'toString', '__proto__', 'constructor'])
      expect((await http().get(`/api/problems/${code}`)).status, code).toBe(404)
  })

  it.each(['/api/nothing', '/api/me/', '/api/ME', '/api', '/nothing/at/all.js', '/api/accidents/x/y/z'])(
    'is 404 at %s',
    async (path) => {
      const answer = await http().get(path).set('Accept', 'application/json')
      // The driver's portal answers addresses of its own where it has been built.
      if (path.startsWith('/api')) expect(answer.status).toBe(404)
      else expect([200, 404]).toContain(answer.status)
    },
  )

  it.each([
    '/%',
    '/api/%E0%A4%A',
    '/api/accidents/%00',
    '/api/docs/%2e%2e%2f%2e%2e%2fpackage.json',
    '/assets/none.js',
    '/console/assets/none.js',
  ])('of the caller’s making is never ours: %s', async (path) => {
    expect((await http().get(path)).status).toBeLessThan(500)
  })
})

describe('a body', () => {
  it.each([
    ['not JSON', '{"loginName":', 'application/json', 400, 'bad-input'],
    ['a bare text', '"x"', 'application/json', 400, 'bad-input'],
    ['a list', '[]', 'application/json', 400, 'bad-input'],
    ['nothing', '', 'application/json', 400, 'bad-input'],
    ['prototype keys', '{"__proto__":{"loginName":"x"},"constructor":1}', 'application/json', 400, 'bad-input'],
    ['a form', 'loginName=x&password=y', 'application/x-www-form-urlencoded', 415, 'unsupported-media'],
    ['JSON in disguise', '{"loginName":"x","password":"y"}', 'text/plain', 415, 'unsupported-media'],
    ['an unknown charset', '{}', 'application/json; charset=klingon', 415, 'unsupported-media'],
    ['a megabyte and more', JSON.stringify({ x: 'x'.repeat(1024 * 1024) }), 'application/json', 413, 'too-large'],
    ['a tower of brackets', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, 'application/json', 400, 'bad-input'],
  ])('that is %s is refused', async (_, body, type, status, code) => {
    const answer = await signIn().set('Content-Type', type).send(body)
    expect([answer.status, (JSON.parse(answer.text) as { code: string }).code]).toEqual([status, code])
  })

  it('that is compressed to nothing is measured as it unfolds', async () => {
    const { gzipSync } = await import('node:zlib')
    const bomb = gzipSync(JSON.stringify({ x: ' '.repeat(20 * 1024 * 1024) }))
    const answer = await signIn()
      .set('Content-Type', 'application/json')
      .set('Content-Encoding', 'gzip')
      .serialize((value: unknown) => value as string)
      .send(bomb)
    expect(answer.status).toBe(413)
  })

  it('names each field that does not fit, never what was in it', async () => {
    const answer = await signIn().send({ loginName: '', password: 'p'.repeat(300), secondFactor: 'secret' })
    const { issues } = JSON.parse(answer.text) as { issues: { path: string }[] }
    expect(issues.map(({ path }) => path).sort()).toEqual(['loginName', 'password', 'secondFactor'])
    expect(answer.text).not.toContain('ppp')
  })
})

describe('operations', () => {
  it('can see that the server lives and works', async () => {
    expect((await http().get('/health/live')).body).toEqual({ status: 'ok' })
    const ready = await http().get('/health/ready')
    expect([ready.status, ready.body]).toEqual([
      200,
      { status: 'ok', parts: { database: true, queue: true, objects: true } },
    ])
  })

  it('see a platform without its queue as ready for requests, for they wait in the outbox', async () => {
    const { ctx } = platform
    const queue: Queue = { ...ctx.queue, lanes: () => Promise.reject(new Error('away')) }
    const options = { port: 0, host: '127.0.0.1', trustedProxies: 0 }
    const served = await serveHttp({ ...ctx, queue }, options)
    const worker = await serveHealth({ ...ctx, queue }, options)
    try {
      const parts = { database: true, queue: false, objects: true }
      const ready = await supertest(`http://localhost:${served.port}`).get('/health/ready')
      expect([ready.status, ready.body]).toEqual([200, { status: 'ok', parts }])
      const idle = await supertest(`http://localhost:${worker.port}`).get('/health/ready')
      expect([idle.status, idle.body]).toEqual([503, { status: 'not-ready', parts }])
    } finally {
      await worker.stop()
      await served.stop()
    }
  })

  it('ask a worker how it is, and get nothing else from it', async () => {
    const { port, stop } = await serveHealth(platform.ctx, { port: 0, host: '127.0.0.1' })
    const worker = supertest(`http://localhost:${port}`)
    try {
      expect((await worker.get('/health/ready')).status).toBe(200)
      const { text } = await worker.get('/metrics')
      for (const lane of lanes) expect(text).toContain(`kuaichu_queue_jobs{queue="${lane}",state="waiting"} 0`)
      expect(text).toMatch(/^kuaichu_outbox_pending \d+$/m)
      expect(text).toMatch(/^kuaichu_outbox_oldest_seconds [\d.]+$/m)
      expect((await worker.get('/api/me')).status).toBe(404)
      expect((await worker.get('/metrics').set('X-Forwarded-For', '10.0.0.1')).status).toBe(401)
    } finally {
      await stop()
    }
  })

  it('find no health where there is none: a mistyped probe gets no page of a portal', async () => {
    expect(await http().get('/health/redy')).toMatchObject({ status: 404 })
  })

  it('get measurements by route, never by id', async () => {
    const id = randomUUID()
    await http().get(`/api/accidents/${id}`)
    const { text } = await http().get('/metrics')
    expect(text).toMatch(
      /http_request_duration_seconds_count\{method="GET",route="[^"]*\/accidents\/:id",status="401"\} \d+/,
    )
    expect(text).not.toContain(id)
  })

  it('keep their measurements from whoever comes through a proxy without the token', async () => {
    const metricsToken = 'metrics-token-of-24-chars'
    const { port, stop } = await serveHttp(platform.ctx, {
      port: 0,
      host: '127.0.0.1',
      trustedProxies: 0,
      metricsToken,
    })
    const ask = (headers: Record<string, string>) => supertest(`http://localhost:${port}`).get('/metrics').set(headers)
    const proxied = { 'X-Forwarded-For': '127.0.0.1' }
    try {
      expect((await ask({})).status).toBe(200)
      expect((await ask(proxied)).status).toBe(401)
      expect((await ask({ ...proxied, Authorization: 'Bearer metrics-token-of-24-charz' })).status).toBe(401)
      expect((await ask({ ...proxied, Authorization: `Bearer ${metricsToken}` })).status).toBe(200)
    } finally {
      await stop()
    }
  })

  it('find every answer with its headers of protection', async () => {
    for (const path of ['/api/me', '/health/live', '/api/docs/', '/nothing']) {
      const { headers } = await http().get(path)
      expect(headers['content-security-policy']).toMatch(/default-src 'self'.*frame-ancestors 'none'/)
      expect(headers['content-security-policy']).not.toMatch(/script-src[^;]*unsafe/)
      expect(headers['x-content-type-options']).toBe('nosniff')
      expect(headers['referrer-policy']).toBe('no-referrer')
      expect(headers).not.toHaveProperty('x-powered-by')
      expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/)
    }
  })
})

describe('rate limits', () => {
  it('answer 429 and say when to come back', async () => {
    await platform.ctx.db.rateLimit.deleteMany()
    const { port, stop } = await serveHttp(platform.ctx, { port: 0, host: '127.0.0.1', trustedProxies: 0 })
    const busy = supertest(`http://localhost:${port}`)
    try {
      const answers = []
      for (let n = 0; n < 25; n++) {
        const attempt = busy.post(signInPath).set('Kuaichu-Session', 'staff').set('X-Forwarded-For', `10.0.0.${n}`)
        answers.push(await attempt.send({ loginName: 'nobody', password: 'x' }))
      }
      const refused = answers.filter(({ status }) => status === 429)
      expect(answers.slice(0, 20).map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 401))
      expect(refused).toHaveLength(5)
      expect(Number(refused[0]?.headers['retry-after'])).toBeGreaterThan(0)
      // Behind the same address (NAT) somebody else signs in all the same.
      const other = busy
        .post(signInPath)
        .set('Kuaichu-Session', 'staff')
        .send({ loginName: 'nobody-else', password: 'x' })
      expect((await other).status).toBe(401)
      expect((await busy.get('/health/live')).status).toBe(200)
    } finally {
      await stop()
    }
  })

  it('count whoever is nobody, too', async () => {
    const { port, stop } = await serveHttp(platform.ctx, {
      port: 0,
      host: '127.0.0.1',
      trustedProxies: 0,
      limitScale: 1 / 60,
    })
    try {
      const guess = () =>
        supertest(`http://localhost:${port}`).get('/api/me').set('Cookie', `kuaichu_staff=${randomUUID()}`)
      const statuses = []
      for (let n = 0; n < 12; n++) statuses.push((await guess()).status)
      expect(statuses).toEqual([...Array.from({ length: 10 }, () => 401), 429, 429])
    } finally {
      await stop()
    }
  })
})

describe('an Idempotency-Key', () => {
  it('answers the repeat with the first answer', async () => {
    const driver = await platform.driver('13930000001')
    const key = randomUUID()
    const input = report()
    const first = await driver.post<{ id: string }>('/accidents', input, { key })
    const second = await driver.post<{ id: string }>('/accidents', input, { key })
    expect(second).toMatchObject({ status: 201, body: first.body })
    expect(await platform.ctx.db.accident.count({ where: { placeText: input.placeText, id: first.body.id } })).toBe(1)
  })

  it('makes one case out of several requests at once', async () => {
    const driver = await platform.driver('13930000002')
    const key = randomUUID()
    const input = report()
    const answers = await Promise.all([1, 2, 3, 4].map(() => driver.post<{ id: string }>('/accidents', input, { key })))
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201])
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1)
    const me = await driver.get<{ id: string }>('/me')
    expect(await platform.ctx.db.accident.count({ where: { reporterDriverId: me.body.id } })).toBe(1)
  })

  it('gives two identical requests at once the same answer also where the second would be a conflict', async () => {
    const driver = await platform.driver('13930000003')
    const { body: accident } = await driver.post<{ id: string; version: number }>('/accidents', report())
    const key = randomUUID()
    const clear = () =>
      driver.post(`/accidents/${accident.id}/withdrawal`, { version: accident.version, reason: '误报' }, { key })
    const answers = await Promise.all([clear(), clear(), clear()])
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
  })

  it('refuses another body under the same key, and another address', async () => {
    const driver = await platform.driver('13930000004')
    const key = randomUUID()
    const first = await driver.post<{ id: string }>('/accidents', report(), { key })
    expect(await driver.post('/accidents', report('黑E54321'), { key })).toMatchObject({
      status: 409,
      body: { code: 'idempotency-conflict' },
    })
    const elsewhere = await driver.post(`/accidents/${first.body.id}/officer-requests`, { reason: '请来' }, { key })
    expect(elsewhere.status).toBe(409)
  })

  it('is one caller’s own', async () => {
    const [a, b] = [await platform.driver('13930000005'), await platform.driver('13930000006')]
    const key = randomUUID()
    const input = report()
    const ids = [
      await a.post<{ id: string }>('/accidents', input, { key }),
      await b.post<{ id: string }>('/accidents', input, { key }),
    ]
    expect(new Set(ids.map(({ body }) => body.id)).size).toBe(2)
  })

  it('of a request that failed is free for the mended one', async () => {
    const driver = await platform.driver('13930000007')
    const key = randomUUID()
    expect((await driver.post('/accidents', report('黑E1'), { key })).status).toBe(400)
    expect((await driver.post('/accidents', report(), { key })).status).toBe(201)
  })

  it.each(['short', 'with space', 'x'.repeat(101), 'käse-käse'])('must have its form: %s', async (key) => {
    const driver = await platform.driver('13930000008')
    const request = driver.agent.post('/api/accidents').set('Kuaichu-Session', 'driver').set('Idempotency-Key', key)
    expect((await request.send(report())).status).toBe(400)
  })
})
