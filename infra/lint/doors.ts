// Asks a real nginx, with the configuration of infra/compose, whether its doors open and close as they should: for every address of the API
// document, for the ways around a closed one, and for what is handed on. Needs nginx on the machine; infra/lint/run.sh installs it.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { request } from 'node:https'
import { connect, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { setTimeout as delay } from 'node:timers/promises'

const root = fileURLToPath(new URL('../..', import.meta.url))
const host = 'kuaichu.example.gov.cn'
const bucket = 'kuaichu-objects'
const ports = { plain: 18_080, public: 18_443, desk: 19_443 } as const
type Door = 'public' | 'desk'

/** What the application or the store behind the doors saw of a request. */
interface Seen {
  readonly by: 'application' | 'store'
  readonly url: string
  readonly bytes: number
  readonly headers: IncomingMessage['headers']
}

interface Ask {
  readonly method?: string
  readonly headers?: Record<string, string>
  readonly body?: Buffer
}

const failures: string[] = []
let held = 0
function expect(holds: boolean, what: string): void {
  if (holds) held += 1
  else failures.push(what)
}

/** Answers with what it saw. */
async function echo(by: Seen['by']): Promise<Server> {
  const server = createServer((incoming, response) => {
    let bytes = 0
    incoming.on('data', (part: Buffer) => (bytes += part.length))
    incoming.on('end', () =>
      response.end(JSON.stringify({ by, url: incoming.url ?? '', bytes, headers: incoming.headers } satisfies Seen)),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server
}

const portOf = (server: Server) => (server.address() as AddressInfo).port

/** The configuration as compose mounts it, with this machine's ports, echoes and a certificate of the moment. */
function layOut(folder: string, application: number, store: number): string {
  const compose = join(root, 'infra/compose/nginx')
  const made = spawnSync('openssl', [
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '1'],
    ...['-subj', `/CN=${host}`, '-keyout', join(folder, 'TLS_KEY'), '-out', join(folder, 'TLS_CERTIFICATE')],
  ])
  if (made.status !== 0) throw new Error(`openssl made no certificate: ${String(made.stderr)}`)
  cpSync('/etc/nginx/mime.types', join(folder, 'mime.types'))
  for (const name of ['conf.d', 'doors']) mkdirSync(join(folder, name))

  const replace = (text: string, pairs: readonly (readonly [string, string])[]) =>
    pairs.reduce((result, [from, to]) => {
      if (!result.includes(from)) throw new Error(`the configuration no longer says "${from}"`)
      return result.replaceAll(from, to)
    }, text)
  const doors = join(root, 'infra/helm/kuaichu/doors')
  for (const name of readdirSync(doors)) {
    // What a container prints is a pipe there, which nginx can open; here it may be a socket, which it cannot.
    const text = readFileSync(join(doors, name), 'utf8').replaceAll(/\/dev\/std(out|err)/g, join(folder, 'nginx.log'))
    writeFileSync(join(folder, 'doors', name), text)
  }
  const servers = replace(readFileSync(join(compose, 'servers.conf.template'), 'utf8'), [
    ['${PUBLIC_HOST}', host],
    ['${S3_BUCKET}', bucket],
    ['/run/secrets/', `${folder}/`],
    ['http:8080', `127.0.0.1:${application}`],
    ['http://store:9000', `http://127.0.0.1:${store}`],
    ['listen 8080', `listen 127.0.0.1:${ports.plain}`],
    ['listen 8443', `listen 127.0.0.1:${ports.public}`],
    ['listen 9443', `listen 127.0.0.1:${ports.desk}`],
  ])
  writeFileSync(join(folder, 'conf.d/servers.conf'), servers)
  const main = replace(readFileSync(join(compose, 'nginx.conf'), 'utf8'), [['/tmp/', `${folder}/`]])
  const file = join(folder, 'nginx.conf')
  writeFileSync(file, main)
  return file
}

async function startNginx(file: string): Promise<ChildProcess> {
  const test = spawnSync('nginx', ['-t', '-q', '-c', file], { encoding: 'utf8' })
  if (test.error) throw new Error('nginx is not installed', { cause: test.error })
  if (test.status !== 0) throw new Error(`nginx does not take its configuration:\n${test.stderr}`)
  const nginx = spawn('nginx', ['-c', file, '-g', 'daemon off;'], { stdio: ['ignore', 'ignore', 'inherit'] })
  for (let tries = 0; !(await answers(ports.public)); tries++) {
    if (tries === 100 || nginx.exitCode !== null) throw new Error('nginx did not start')
    await delay(50)
  }
  return nginx
}

async function ended(nginx: ChildProcess): Promise<void> {
  const exit = new Promise((resolve) => nginx.once('exit', resolve))
  nginx.kill('SIGTERM')
  await exit
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy()
      resolve(true)
    }).on('error', () => resolve(false))
  })
}

/** The path goes out as it is written: nothing tidies it on the way, as a browser would. */
function ask(door: Door, path: string, { method = 'GET', headers = {}, body }: Ask = {}) {
  return new Promise<{ status: number; seen: Seen | null }>((resolve, reject) => {
    const outgoing = request(
      {
        ...{ host: '127.0.0.1', port: ports[door], servername: host, rejectUnauthorized: false, agent: false },
        ...{ path, method, headers: { host, ...headers } },
      },
      (response) => {
        const parts: Buffer[] = []
        response.on('data', (part: Buffer) => parts.push(part))
        response.on('end', () => {
          const text = Buffer.concat(parts).toString()
          const seen = text.startsWith('{"by"') ? (JSON.parse(text) as Seen) : null
          resolve({ status: response.statusCode ?? 0, seen })
        })
      },
    )
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}

interface ApiDocument {
  readonly paths: Record<string, Record<string, { security?: Record<string, unknown>[] }>>
}

/** Staff only: every way to sign in is theirs; and their sign-in itself, which nobody who drives has a use for. */
const isForStaff = (path: string, security: readonly Record<string, unknown>[]) =>
  path === '/staff/session' || (security.length > 0 && security.every((way) => 'staff' in way))

async function everyAddress(): Promise<void> {
  const { paths } = JSON.parse(readFileSync(join(root, 'api/openapi.json'), 'utf8')) as ApiDocument
  for (const [template, methods] of Object.entries(paths)) {
    const path = `/api${template.replaceAll(/\{\w+\}/g, '0190b1c2-0000-7000-8000-000000000001')}`
    const forStaff = Object.values(methods).every(({ security = [] }) => isForStaff(template, security))
    for (const method of Object.keys(methods).map((name) => name.toUpperCase())) {
      const atPublic = await ask('public', path, { method })
      expect(
        (atPublic.seen === null) === forStaff,
        `public door: ${method} ${template} is ${forStaff ? 'for staff only, and open' : 'for drivers or anybody, and closed'}`,
      )
      const atDesk = await ask('desk', path, { method })
      expect(atDesk.seen?.url === path, `desk door: ${method} ${template} is closed`)
    }
  }
}

async function pages(): Promise<void> {
  for (const path of ['/', '/report/safety', '/cases/1/photos', '/join/secret', '/check/ABCD', '/assets/x.js'])
    expect((await ask('public', path)).seen !== null, `public door: ${path} is closed`)
  const closed = [
    '/console',
    '/console/',
    '/console/cases',
    '/surveyor',
    '/surveyor/cases/1',
    '/api/docs/',
    '/api/openapi.json',
  ]
  for (const path of closed) {
    expect((await ask('public', path)).seen === null, `public door: ${path} is open`)
    expect((await ask('desk', path)).seen !== null, `desk door: ${path} is closed`)
  }
  for (const path of ['/metrics', '/METRICS', '/health/ready', '/health', '/metrics/'])
    for (const door of ['public', 'desk'] as const)
      expect((await ask(door, path)).seen === null, `${door} door: ${path} is open`)
}

/** Other spellings of addresses that are closed. */
async function waysAround(): Promise<void> {
  const spellings = [
    '/API/staff',
    '/Api/Staff/session',
    '//api/staff',
    '/api//staff',
    '/api/./staff',
    '/x/../api/staff',
  ]
  const encoded = ['/%61pi/staff', '/api/%73taff', '/api/me/../staff', '/api/checks/x/..%2f..%2fstaff', '/CONSOLE/']
  const others = [
    '/api/staff?x=/api/me',
    '/api/me/password',
    '/api/accidents/1/determinations',
    '/api',
    '/api/',
    '/Metrics',
  ]
  for (const path of [...spellings, ...encoded, ...others])
    expect((await ask('public', path)).seen === null, `public door: ${path} finds a way around`)
  expect((await ask('public', '/', { method: 'POST' })).status === 403, 'public door: a page takes a POST')
}

async function whatIsHandedOn(): Promise<void> {
  const cookie = 'a=1; kuaichu_staff=s3cret; kuaichu_driver=d; b=2'
  const atPublic = (await ask('public', '/api/accidents', { headers: { cookie, 'x-forwarded-for': '6.6.6.6' } })).seen
  expect(atPublic?.headers.cookie === 'kuaichu_driver=d', 'public door: another cookie than the driver’s is handed on')
  const staffOnly = await ask('public', '/api/accidents', { headers: { cookie: 'kuaichu_staff=s3cret' } })
  expect(
    staffOnly.seen !== null && staffOnly.seen.headers.cookie === undefined,
    'public door: a staff cookie is handed on',
  )
  const named = await ask('public', '/socket.io/?EIO=4', {
    headers: { cookie, connection: 'upgrade', upgrade: 'websocket' },
  })
  expect(named.seen?.headers.cookie === 'kuaichu_driver=d', 'public door: the live channel is handed another cookie')
  expect(named.seen?.headers.upgrade === 'websocket', 'public door: the upgrade of the live channel is lost')
  const atDesk = (await ask('desk', '/api/accidents', { headers: { cookie, 'x-forwarded-for': '6.6.6.6' } })).seen
  expect(atDesk?.headers.cookie === cookie, 'desk door: a cookie is lost')
  for (const seen of [atPublic, atDesk]) {
    expect(seen?.headers['x-forwarded-for'] === '127.0.0.1', 'a caller’s word for his address is handed on')
    expect(seen?.headers.host === host, 'the host name is lost')
  }
}

async function bodies(): Promise<void> {
  const photo = Buffer.alloc(5 * 1024 * 1024)
  for (const door of ['public', 'desk'] as const) {
    const upload = await ask(door, '/api/uploads/1', { method: 'PATCH', body: photo })
    expect(upload.seen?.bytes === photo.length, `${door} door: a photo of 5 MB does not come through whole`)
    const json = await ask(door, '/api/evidence', { method: 'POST', body: photo })
    expect(json.status === 413, `${door} door: a JSON body of 5 MB is let through`)
  }
}

async function store(): Promise<void> {
  const link = `/${bucket}/evidence/1?X-Amz-Signature=abc`
  for (const door of ['public', 'desk'] as const) {
    const { seen } = await ask(door, link, { headers: { cookie: 'kuaichu_driver=d' } })
    expect(seen?.by === 'store' && seen.url === link, `${door} door: a signed link does not reach the store`)
    expect(seen?.headers.host === host && seen.headers.cookie === undefined, `${door} door: the store is told too much`)
    const file = await ask(door, '/files/evidence/1?s=abc')
    expect(file.seen?.by === 'application', `${door} door: a signed link does not reach the application`)
    const written = await ask(door, link, { method: 'PUT', body: Buffer.from('x') })
    expect(written.status === 403, `${door} door: the store takes a PUT`)
  }
}

async function main(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'kuaichu-doors-'))
  const [application, objects] = [await echo('application'), await echo('store')]
  let nginx: ChildProcess | undefined
  try {
    nginx = await startNginx(layOut(folder, portOf(application), portOf(objects)))
    for (const check of [everyAddress, pages, waysAround, whatIsHandedOn, bodies, store]) await check()
  } finally {
    if (nginx) await ended(nginx)
    application.close()
    objects.close()
    rmSync(folder, { recursive: true, force: true })
  }
  for (const failure of failures) process.stderr.write(`${failure}\n`)
  process.stdout.write(`doors: ${held} hold, ${failures.length} do not\n`)
  return failures.length === 0 ? 0 : 1
}

process.exitCode = await main()
process.exit()
