import { mkdirSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { findBinaries } from './binaries.ts'
import { initialise, layoutOf, readCredentials, type DataDirectory } from './data-directory.ts'
import { chooseLauncher, type Launcher, type RunAs } from './launcher.ts'
import { silent, type Log } from './log.ts'
import { findPostmaster, stopPostmaster } from './postmaster.ts'
import { appRole, databaseName, ownerRole, provision, withClient } from './roles.ts'
import { ensureRunning, host, type ServerSettings } from './supervisor.ts'

export interface EmbeddedPostgres {
  /** For migrations and maintenance: owns the database, may create others, is no superuser. */
  ownerUrl: string
  /** For the application: may do what migrations granted. */
  appUrl: string
  host: string
  port: number
  /** True when the server ran before this call: somebody else's, or one that outlived the process that started it. */
  attached: boolean
  /** Fast shutdown, also of a server that was attached to. Without it the server goes on after this process. */
  stop(): Promise<void>
}

const dyingMs = 5_000
const retryMs = 20

/**
 * Starts PostgreSQL on a directory of its own, or attaches to the server that runs there already. Listens on 127.0.0.1 only.
 * @param options.dir made on the first start (about a second); a later start takes a tenth.
 * @param options.durable false switches fsync off: for databases that may be lost, never for cases.
 * @param options.runAs overrides how a server is run for root; see {@link RunAs}.
 * @throws when PostgreSQL cannot run here, with what to do about it, or does not come up, with the end of its log.
 */
export async function startEmbeddedPostgres(options: {
  dir: string
  port?: number
  log?: Log
  durable?: boolean
  runAs?: RunAs
}): Promise<EmbeddedPostgres> {
  const { port: wantedPort, log = silent, durable = true, runAs } = options
  const dir = resolve(options.dir)
  const startedAt = performance.now()

  const layout = layoutOf(dir)
  const { port, attached } = await ensureAnswering(layout, () => prepare(layout, runAs), { port: wantedPort, durable })

  const tookMs = Math.round(performance.now() - startedAt)
  const { owner, app } = readCredentials(layout)
  log.info({ dir, port, attached, tookMs }, 'embedded PostgreSQL is ready')
  return {
    ownerUrl: urlOf(ownerRole, owner, port, databaseName),
    appUrl: urlOf(appRole, app, port, databaseName),
    host,
    port,
    attached,
    stop: () => stopPostmaster(layout.data),
  }
}

/** Stops the server of a directory, whoever started it; does nothing when none runs. */
export async function stopEmbeddedPostgres(dir: string): Promise<void> {
  await stopPostmaster(layoutOf(resolve(dir)).data)
}

/** Whether a program of ours works on the database of a directory at this moment; false where no server runs. */
export async function isEmbeddedPostgresInUse(dir: string): Promise<boolean> {
  const layout = layoutOf(resolve(dir))
  const living = findPostmaster(layout.data)
  if (living?.status !== 'ready') return false
  const { superuser } = readCredentials(layout)
  return withClient(urlOf('postgres', superuser, living.port, 'postgres'), async (client) => {
    const { rowCount } = await client.query(`SELECT FROM pg_stat_activity WHERE datname = $1 LIMIT 1`, [databaseName])
    return rowCount === 1
  })
}

/** A server that was killed this moment still looks alive: one we attached to must also answer, or we look again. */
async function ensureAnswering(layout: DataDirectory, prepareStart: () => Launcher, settings: ServerSettings) {
  const deadline = Date.now() + dyingMs
  for (;;) {
    const server = await ensureRunning(layout, prepareStart, settings)
    const { superuser, owner, app } = readCredentials(layout)
    try {
      await provision(urlOf('postgres', superuser, server.port, 'postgres'), { owner, app })
      return server
    } catch (error) {
      if (!server.attached || Date.now() > deadline) throw error
      await delay(retryMs)
    }
  }
}

/** Before a start: finds out how PostgreSQL can run here and makes the files if there are none. */
function prepare(layout: DataDirectory, runAs?: RunAs): Launcher {
  mkdirSync(dirname(layout.dir), { recursive: true })
  const launcher = chooseLauncher(findBinaries(), layout.dir, runAs)
  initialise(layout, launcher)
  return launcher
}

function urlOf(role: string, password: string, port: number, database: string): string {
  return `postgresql://${role}:${password}@${host}:${port}/${database}`
}
