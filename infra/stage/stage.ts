import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { stopEmbeddedPostgres } from '../../api/adapters/postgres/embedded.ts'
import { simulatorEnvironment } from '../simulators/environment.ts'
import { startSimulators, type Simulators } from '../simulators/start.ts'
import { ended, startServer } from './server-process.ts'
import { signalTree, type Victim } from './victim.ts'

/** Everything a play needs, running: simulators, the server with its database and vision, sample accounts. */
export interface Stage {
  readonly url: string
  readonly dataDir: string
  readonly simulators: Omit<Simulators, 'stop'>
  /** What the platform's processes are given, for those who look at its data from outside. */
  readonly environment: NodeJS.ProcessEnv
  /** The server's process; another one after each restart. */
  serverPid(): number | null
  /** The embedded database's process, which is nobody's child. */
  databasePid(): number | null
  /** What of it can be hurt. */
  readonly victims: readonly Victim[]
  /** Has the object store take nothing more, as one that is full; where the stage can do that. */
  readonly fillStore?: (full: boolean) => Promise<void>
  /** kill -9 of the server, and a new one on the same data: for those who want to see that nothing is lost. */
  restartServer(): Promise<void>
  /** The server alone; everything else goes on. */
  stopServer(): Promise<void>
  stop(): Promise<void>
}

export const installation = fileURLToPath(new URL('../sample-data/installation.json', import.meta.url))

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
  let server = await startServer(env, role).catch(async (error: unknown) => {
    await stopAround()
    throw error
  })
  const databasePid = () => firstLine(join(dataDir, 'postgres', 'data', 'postmaster.pid'))
  const restartServer = async () => {
    await ended(server, 'SIGKILL')
    server = await startServer(env, role)
  }
  // They find the database that the first one started and migrated.
  const beside = await Promise.all(others.map((name) => startServer(env, name)))
  return {
    url: `http://localhost:${port}`,
    dataDir,
    simulators,
    environment: env,
    serverPid: () => server.pid ?? null,
    databasePid,
    restartServer,
    victims: [
      {
        name: 'server',
        kill: () => ended(server, 'SIGKILL'),
        revive: restartServer,
        freeze: () => void server.kill('SIGSTOP'),
        thaw: () => void server.kill('SIGCONT'),
      },
      {
        name: 'database',
        kill: async () => signalTree(databasePid(), 'SIGKILL'),
        // The server starts it, and does so when it starts itself.
        revive: restartServer,
        freeze: () => signalTree(databasePid(), 'SIGSTOP'),
        thaw: () => signalTree(databasePid(), 'SIGCONT'),
      },
    ],
    stopServer: () => ended(server, 'SIGTERM'),
    stop: async () => {
      await Promise.all([server, ...beside].map((child) => ended(child, 'SIGTERM')))
      await stopAround()
    },
  }
}

function firstLine(path: string): number | null {
  try {
    return Number(readFileSync(path, 'utf8').split('\n')[0])
  } catch {
    return null
  }
}
