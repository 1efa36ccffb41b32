import { execFile, type ChildProcess } from 'node:child_process'
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { newMasterKey } from '../../api/adapters/field-keys/master-keys.ts'
import type { Program } from '../servers/program.ts'
import { startServers } from '../servers/start.ts'
import { simulatorEnvironment } from '../simulators/environment.ts'
import { startSimulators } from '../simulators/start.ts'
import { startBalancer } from './balancer.ts'
import { freePort } from './free-port.ts'
import { ended, startServer } from './server-process.ts'
import { installation, type Stage } from './stage.ts'
import type { Victim } from './victim.ts'

const run = promisify(execFile)
const root = fileURLToPath(new URL('../..', import.meta.url))

const https = 2
const workers = 2

/**
 * A province's set-up on one machine: two http and two worker processes behind a balancer, which share nothing but PostgreSQL, Redis and an S3
 * store: each has a data directory of its own, and none has the database owner's rights.
 */
export async function setProductionStage(options: {
  dataDir: string
  port: number
  settings?: Readonly<Record<string, string>>
}): Promise<Stage> {
  const { dataDir, port, settings = {} } = options
  const simulators = await startSimulators({ dataDir: join(dataDir, 'simulators') })
  const servers = await startServers()
  const { DATABASE_OWNER_URL, ...addresses } = servers.environment
  const common = {
    LOG_LEVEL: 'warn',
    ...settings,
    ...process.env,
    PUBLIC_URL: `http://localhost:${port}`,
    ...newSecrets(),
    ...simulatorEnvironment(simulators),
    ...addresses,
  }
  const migrating = { ...process.env, DATABASE_OWNER_URL }
  await run(process.execPath, ['--import', 'tsx', 'api/migrate-cli.ts', 'deploy'], { cwd: root, env: migrating })

  const envOf = (name: string) => ({ ...common, KUAICHU_DATA_DIR: join(dataDir, name) })
  const ports = await Promise.all(Array.from({ length: https }, () => freePort()))
  const members = [
    ...ports.map((at, index) => member(`http-${index}`, 'http', { ...envOf(`http-${index}`), PORT: String(at) })),
    ...Array.from({ length: workers }, (_, index) => member(`worker-${index}`, 'worker', envOf(`worker-${index}`))),
  ]
  const [first, ...others] = members
  const startAll = async (setUp = {}) => {
    // One after the other: the first puts the sample accounts in place.
    await first?.start(setUp)
    await Promise.all(others.map((each) => each.start()))
  }
  const stopAll = (signal: 'SIGTERM' | 'SIGKILL') => Promise.all(members.map((each) => each.end(signal)))
  await startAll({ SET_UP_FILE: installation })
  const balancer = await startBalancer(port, ports)
  const victimOf = ([name, { kill, start, freeze, thaw }]: [string, Program]) => ({
    name,
    kill,
    revive: start,
    freeze,
    thaw,
  })
  return {
    url: `http://localhost:${port}`,
    dataDir,
    simulators,
    environment: common,
    victims: [...members.map(({ victim }) => victim), ...Object.entries(servers.programs).map(victimOf)],
    fillStore: servers.fillStore,
    serverPid: () => first?.pid() ?? null,
    databasePid: () => null,
    restartServer: async () => {
      await stopAll('SIGKILL')
      await startAll()
    },
    stopServer: async () => void (await stopAll('SIGTERM')),
    stop: async () => {
      await balancer.stop()
      await stopAll('SIGTERM')
      await simulators.stop()
      await servers.stop()
    },
  }
}

/** One of the processes, which can be ended and started again. */
function member(name: string, role: 'http' | 'worker', env: NodeJS.ProcessEnv) {
  let running: ChildProcess | undefined
  const start = async (more = {}) => {
    running = await startServer({ ...env, ...more }, role)
  }
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    if (running) await ended(running, signal)
  }
  const victim: Victim = {
    name,
    kill: () => end('SIGKILL'),
    revive: () => start(),
    freeze: () => void running?.kill('SIGSTOP'),
    thaw: () => void running?.kill('SIGCONT'),
  }
  return { start, end, victim, pid: () => running?.pid }
}

/** What every process of an installation must have alike. */
function newSecrets() {
  const { privateKey } = generateKeyPairSync('ed25519')
  return {
    URL_SIGNING_SECRET: randomBytes(32).toString('base64url'),
    AUDIT_SIGNING_KEY: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    // A database that was there before has numbers sealed with its own.
    FIELD_KEYS: process.env.FIELD_KEYS ?? newMasterKey(new Date()),
  }
}
