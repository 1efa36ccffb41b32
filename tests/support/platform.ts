import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inject } from 'vitest'
import { readConfig } from '../../api/config.ts'
import { createLog, createPlatform, type Platform } from '../../api/context.ts'
import type { Clock } from '../../api/kernel/clock.ts'
import { setUp, setUpFile } from '../../api/modules/identity/service.ts'
import { serveHttp, startWorker, type Running } from '../../api/serve.ts'
import { freePort } from '../../infra/stage/free-port.ts'
import { messagesOn } from '../../infra/simulators/control-client.ts'
import { simulatorEnvironment } from '../../infra/simulators/environment.ts'
import { startSimulators, type Simulators } from '../../infra/simulators/start.ts'
import { caller, type Caller } from './caller.ts'
import { countsOf } from './queue-counts.ts'
import { freshDatabase } from './database.ts'

const samplePassword = 'kuaichu-demo-1'
/** The same in every process that a test starts on its database. */
export const masterKey = `test:${Buffer.alloc(32, 'test').toString('base64')}`

export interface TestPlatform {
  readonly ctx: Platform
  readonly url: string
  /** The database as its owner: for tests that play the intruder. */
  readonly ownerUrl: string
  readonly simulators: Omit<Simulators, 'stop'>
  /** Signs a driver in, with the code that the SMS simulator received. */
  driver(phone: string): Promise<Caller>
  /** Signs in one of the sample accounts (infra/sample-data/installation.json). */
  staff(loginName: string): Promise<Caller>
  /** Somebody who has not signed in. */
  stranger(session?: 'staff' | 'driver'): Caller
  /** Resolves when everything announced has been handed on and every job has run. */
  idle(): Promise<void>
  stop(): Promise<void>
}

/**
 * The whole platform on a fresh database with the sample accounts, listening on loopback, its worker running.
 * `ownSimulators` for a test that plants faults; `env` overrides settings.
 */
export async function startTestPlatform(
  options: { clock?: Clock; env?: Record<string, string>; ownSimulators?: boolean; worker?: boolean } = {},
): Promise<TestPlatform> {
  const dataDir = await mkdtemp(join(tmpdir(), 'kuaichu-test-'))
  const database = await freshDatabase()
  const own = options.ownSimulators ? await startSimulators({ dataDir: join(dataDir, 'simulators') }) : undefined
  const simulators = own ?? inject('simulators')
  const port = await freePort()
  const env = readConfig({
    PORT: String(port),
    PUBLIC_URL: `http://localhost:${port}`,
    LOG_LEVEL: 'silent',
    KUAICHU_DATA_DIR: dataDir,
    DATABASE_URL: database.appUrl,
    DATABASE_OWNER_URL: database.ownerUrl,
    DATABASE_POOL: '6',
    FIELD_KEYS: masterKey,
    VISION_CHILDREN: '1',
    ...simulatorEnvironment(simulators),
    ...options.env,
  })
  const ctx = await createPlatform(env, { clock: options.clock, log: createLog('silent') })
  const sample = new URL('../../infra/sample-data/installation.json', import.meta.url)
  await setUp(ctx, setUpFile.parse(JSON.parse(await readFile(sample, 'utf8'))))

  const running: Running[] = [await serveHttp(ctx, { port, host: '127.0.0.1', trustedProxies: 0, limitScale: 10_000 })]
  if (options.worker ?? true) running.push(await startWorker(ctx, { concurrency: 2 }))
  const url = `http://localhost:${port}`

  return {
    ctx,
    url,
    ownerUrl: database.ownerUrl,
    simulators,
    driver: (phone) => signInDriver(url, simulators.smsUrl, phone),
    staff: async (loginName) => {
      const staff = caller(url, 'staff')
      const { status, body } = await staff.post('/staff/session', { loginName, password: samplePassword })
      if (status !== 200) throw new Error(`${loginName} cannot sign in: ${JSON.stringify(body)}`)
      return staff
    },
    stranger: (session = 'driver') => caller(url, session),
    idle: () => idle(ctx),
    stop: async () => {
      for (const part of running.reverse()) await part.stop()
      await ctx.close()
      await own?.stop()
      await database.drop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

async function signInDriver(url: string, smsUrl: string, phone: string): Promise<Caller> {
  const driver = caller(url, 'driver')
  const asked = await driver.post('/driver/codes', { phone })
  if (asked.status !== 201) throw new Error(`no code for ${phone}: ${JSON.stringify(asked.body)}`)
  const messages = await messagesOn(smsUrl, phone)
  const signedIn = await driver.post('/driver/session', { phone, code: messages.at(-1)?.parameters.code })
  if (signedIn.status !== 204) throw new Error(`${phone} cannot sign in: ${JSON.stringify(signedIn.body)}`)
  return driver
}

const idleDeadlineMs = 30_000

/** Twice in a row: what a job's last act reports may appear after the events were counted and before the jobs are. */
async function idle(ctx: Platform): Promise<void> {
  const deadline = Date.now() + idleDeadlineMs
  for (let quiet = 0; ;) {
    const waiting = await ctx.db.outboxEvent.count({ where: { handedOnAt: null } })
    const { waiting: queued, running } = await countsOf(ctx.queue)
    quiet = waiting + queued + running === 0 ? quiet + 1 : 0
    if (quiet === 2) return
    if (quiet === 1) continue
    if (Date.now() > deadline)
      throw new Error(`not idle: ${waiting} events, ${queued} jobs waiting, ${running} running`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
