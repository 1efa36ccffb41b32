import { fork, type ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { stopEmbeddedPostgres } from '../../api/adapters/postgres/embedded.ts'
import { simulatorEnvironment } from '../simulators/environment.ts'
import { startSimulators, type Simulators } from '../simulators/start.ts'

/** Everything a play needs, running: simulators, the server with its database and vision, sample accounts. */
export interface Stage {
  readonly url: string
  readonly dataDir: string
  readonly simulators: Omit<Simulators, 'stop'>
  /** The server's process; another one after each restart. */
  serverPid(): number | null
  /** The embedded database's process, which is nobody's child. */
  databasePid(): number | null
  /** kill -9 of the server, and a new one on the same data: for those who want to see that nothing is lost. */
  restartServer(): Promise<void>
  /** The server alone; everything else goes on. */
  stopServer(): Promise<void>
  stop(): Promise<void>
}

const root = fileURLToPath(new URL('../..', import.meta.url))
const serverModule = fileURLToPath(new URL('../../api/main.ts', import.meta.url))
const installation = fileURLToPath(new URL('../sample-data/installation.json', import.meta.url))
/** A laptop with nothing else to do needs four seconds; a machine that is busy with other work took fifty. */
const startWithinMs = 180_000

type Role = 'all' | 'http' | 'worker'

/**
 * `settings` override the server's environment; what the caller's own environment says wins over both. `roles` are processes of their own; the first one
 * is the server that answers.
 */
export async function setStage({
  dataDir,
  port,
  settings = {},
  roles: [role, ...others] = ['all'],
}: {
  dataDir: string
  port: number
  settings?: Readonly<Record<string, string>>
  roles?: readonly ['all' | 'http', ...'worker'[]]
}): Promise<Stage> {
  const simulators = await startSimulators({ dataDir: join(dataDir, 'simulators') })
  const env = {
    LOG_LEVEL: 'warn',
    ...settings,
    ...process.env,
    PORT: String(port),
    PUBLIC_URL: `http://localhost:${port}`,
    KUAICHU_DATA_DIR: dataDir,
    SET_UP_FILE: installation,
    ...simulatorEnvironment(simulators),
  }
  const stopAround = async () => {
    await simulators.stop()
    await stopEmbeddedPostgres(join(dataDir, 'postgres'))
  }
  let server = await startServer(role, env).catch(async (error: unknown) => {
    await stopAround()
    throw error
  })
  // They find the database that the first one started and migrated.
  const beside = others.map((name) => forkServer(name, env))
  return {
    url: `http://localhost:${port}`,
    dataDir,
    simulators,
    serverPid: () => server.pid ?? null,
    databasePid: () => firstLine(join(dataDir, 'postgres', 'data', 'postmaster.pid')),
    restartServer: async () => {
      await ended(server, 'SIGKILL')
      server = await startServer(role, env)
    },
    stopServer: () => ended(server, 'SIGTERM'),
    stop: async () => {
      await Promise.all([server, ...beside].map((child) => ended(child, 'SIGTERM')))
      await stopAround()
    },
  }
}

/** stdout belongs to the play; the server's log goes where errors go. */
function forkServer(role: Role, env: NodeJS.ProcessEnv): ChildProcess {
  return fork(serverModule, [`--role=${role}`], {
    cwd: root,
    env,
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', process.stderr, 'inherit', 'ipc'],
  })
}

function startServer(role: Role, env: NodeJS.ProcessEnv): Promise<ChildProcess> {
  const child = forkServer(role, env)
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL')
      reject(new Error('the server did not start within three minutes'))
    }, startWithinMs)
    child.once('message', () => {
      clearTimeout(timer)
      resolve(child)
    })
    child.once('exit', (code) => {
      clearTimeout(timer)
      reject(new Error(`the server ended with ${code ?? 'a signal'} before it listened`))
    })
  })
}

async function ended(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exit = new Promise((resolve) => child.once('exit', resolve))
  child.kill(signal)
  await exit
}

function firstLine(path: string): number | null {
  try {
    return Number(readFileSync(path, 'utf8').split('\n')[0])
  } catch {
    return null
  }
}
