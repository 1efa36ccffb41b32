import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startWorker, type Running } from '../../api/serve.ts'
import { claimsAt, plantFault } from '../../infra/simulators/control-client.ts'
import { simulatorEnvironment } from '../../infra/simulators/environment.ts'
import { freshDatabase } from '../support/database.ts'
import { masterKey, startTestPlatform, type TestPlatform } from '../support/platform.ts'
import { announceDetermination, decidedCase } from './settlements.cases.ts'

let platform: TestPlatform
let database: { DATABASE_URL: string; DATABASE_OWNER_URL: string; FIELD_KEYS: string }
let second: Running | undefined

beforeAll(async () => {
  const { appUrl, ownerUrl } = await freshDatabase()
  database = { DATABASE_URL: appUrl, DATABASE_OWNER_URL: ownerUrl, FIELD_KEYS: masterKey }
  platform = await startTestPlatform({ worker: false, ownSimulators: true, env: database })
})
afterAll(async () => {
  await second?.stop()
  await platform.stop()
})

/** A worker in a process of its own, on the same database, objects and simulators. */
function startWorkerProcess(): ChildProcess {
  const main = fileURLToPath(new URL('../../api/main.ts', import.meta.url))
  return spawn(process.execPath, ['--import', 'tsx', main, '--role=worker'], {
    stdio: 'ignore',
    env: {
      ...process.env,
      ...database,
      ...simulatorEnvironment(platform.simulators),
      PUBLIC_URL: platform.url,
      LOG_LEVEL: 'silent',
      KUAICHU_DATA_DIR: platform.ctx.policy.dataDir,
      VISION_CHILDREN: '1',
    },
  })
}

const patience = { timeout: 30_000, interval: 50 }

it('a worker killed between the report and the insurer’s answer leaves one claim, and the next worker notes its number', async () => {
  const { ctx, simulators } = platform
  const made = await decidedCase(ctx)
  const arrived = async () =>
    (await claimsAt(simulators.insurerUrl)).filter(({ report }) => report.accidentNumber === made.number)
  const claim = () => ctx.db.claim.findFirst({ where: { accidentId: made.accidentId } })

  await plantFault(simulators.insurerUrl, { kind: 'slow', path: '/PICC', delayMs: 60_000 })
  await announceDetermination(ctx, 'in-force', made)
  const first = startWorkerProcess()
  await expect.poll(async () => (await arrived()).length, patience).toBe(1)
  first.kill('SIGKILL')
  await once(first, 'exit')
  expect(await claim()).toMatchObject({ state: 'pending', claimNumber: null })

  second = await startWorker(ctx, { concurrency: 2 })
  await expect.poll(async () => (await claim())?.state, patience).toBe('accepted')
  const [reported, ...others] = await arrived()
  expect(others).toEqual([])
  expect(reported).toMatchObject({ arrivals: 2, claimNumber: (await claim())?.claimNumber })
}, 90_000)
