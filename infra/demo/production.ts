import type { ChildProcess } from 'node:child_process'
import { execFile } from 'node:child_process'
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { startServers } from '../servers/start.ts'
import { simulatorEnvironment } from '../simulators/environment.ts'
import { startSimulators } from '../simulators/start.ts'
import { startBalancer } from './balancer.ts'
import { freePort } from './free-port.ts'
import { ended, startServer } from './server-process.ts'
import { installation, type Stage } from './stage.ts'

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

  const ports = await Promise.all(Array.from({ length: https }, () => freePort()))
  let running: ChildProcess[] = []
  const start = async (setUp: Readonly<Record<string, string>>) => {
    const envOf = (name: string) => ({ ...common, KUAICHU_DATA_DIR: join(dataDir, name) })
    const [first = 0, ...others] = ports
    const http = (at: number, more = {}) => startServer({ ...envOf(`http-${at}`), ...more, PORT: String(at) }, 'http')
    // One after the other: the first puts the sample accounts in place.
    running = [await http(first, setUp)]
    const rest = others.map((at) => http(at))
    const working = Array.from({ length: workers }, (_, index) => startServer(envOf(`worker-${index}`), 'worker'))
    running.push(...(await Promise.all([...rest, ...working])))
  }
  await start({ SET_UP_FILE: installation })
  const balancer = await startBalancer(port, ports)
  const stopAll = async (signal: 'SIGTERM' | 'SIGKILL') => {
    await Promise.all(running.map((child) => ended(child, signal)))
  }
  return {
    url: `http://localhost:${port}`,
    dataDir,
    simulators,
    environment: common,
    serverPid: () => running[0]?.pid ?? null,
    databasePid: () => null,
    restartServer: async () => {
      await stopAll('SIGKILL')
      await start({})
    },
    stopServer: () => stopAll('SIGTERM'),
    stop: async () => {
      await balancer.stop()
      await stopAll('SIGTERM')
      await simulators.stop()
      await servers.stop()
    },
  }
}

/** What every process of an installation must have alike. */
function newSecrets() {
  const { privateKey } = generateKeyPairSync('ed25519')
  return {
    URL_SIGNING_SECRET: randomBytes(32).toString('base64url'),
    AUDIT_SIGNING_KEY: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  }
}
