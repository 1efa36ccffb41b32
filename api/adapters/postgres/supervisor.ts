import { spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { DataDirectory } from './data-directory.ts'
import { handOver, type Launcher } from './launcher.ts'
import { findPostmaster, pidFileMisleads } from './postmaster.ts'

export const host = '127.0.0.1'

export interface ServerSettings {
  /** A fixed port; otherwise the one used last, or a free one. */
  port?: number
  /** False only for databases that may be lost, such as those of tests. */
  durable: boolean
}

const startTimeoutMs = 60_000
const pollMs = 10
const keptLogBytes = 8 * 1024 * 1024

/** Refusals that pass by themselves: another process is just starting or stopping this server. */
const passing = /lock file "[^"]*" (already exists|is empty)|is still in use/

/**
 * Sees to it that exactly one server runs on the directory: attaches to a living one (ours, a neighbour's, or one that outlived
 * a killed Node process), or starts one that outlives us; `prepare` is called only for that. postmaster.pid is the lock:
 * PostgreSQL itself lets only one in.
 */
export async function ensureRunning(layout: DataDirectory, prepare: () => Launcher, settings: ServerSettings) {
  const deadline = Date.now() + startTimeoutMs
  while (Date.now() < deadline) {
    const living = findPostmaster(layout.data)
    if (living?.status === 'ready') return { port: living.port, attached: true }
    if (!living) {
      const started = await start(layout, prepare(), settings, deadline)
      if (started) return { port: started.port, attached: false }
    }
    await delay(pollMs)
  }
  throw new Error(`PostgreSQL in ${layout.dir} was not ready after ${startTimeoutMs} ms:\n${tail(layout.log, 0)}`)
}

/** @returns null when it gave way to another process or a taken port, and the caller should look again. */
async function start(layout: DataDirectory, launcher: Launcher, settings: ServerSettings, deadline: number) {
  if (pidFileMisleads(layout.data)) rmSync(join(layout.data, 'postmaster.pid'), { force: true })
  handOver(launcher, layout.dir)
  const port = settings.port ?? (await choosePort(layout))
  const logStart = rotateLog(layout.log)
  const child = spawnServer(layout, launcher, port, settings.durable)

  while (child.exitCode === null && child.signalCode === null && Date.now() < deadline) {
    const living = findPostmaster(layout.data)
    if (living?.pid === child.pid && living?.status === 'ready') {
      writeFileSync(layout.port, String(port))
      return { port }
    }
    await delay(pollMs)
  }

  const said = tail(layout.log, logStart)
  if (passing.test(said) || findPostmaster(layout.data)) return null
  if (settings.port === undefined && said.includes('could not bind')) return null
  throw new Error(`PostgreSQL did not start in ${layout.dir}:\n${said}`)
}

/** Its own session and no pipe to us: neither Ctrl-C in our terminal nor our death reaches it. */
function spawnServer(layout: DataDirectory, launcher: Launcher, port: number, durable: boolean) {
  const settings = {
    listen_addresses: host,
    port,
    unix_socket_directories: '',
    max_connections: 60,
    shared_buffers: '64MB',
    max_wal_size: '256MB',
    // Without helper processes for reading ahead: three fewer, and our tables fit in memory.
    io_method: 'sync',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', autovacuum: 'off' }),
  }
  const args = ['-D', layout.data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])]
  const { file, args: argv, options } = launcher.command(launcher.binaries.postgres, args)
  const log = openSync(layout.log, 'a', 0o600)
  const child = spawn(file, argv, { ...options, cwd: '/', detached: true, stdio: ['ignore', log, log] })
  closeSync(log)
  child.unref()
  return child
}

async function choosePort(layout: DataDirectory): Promise<number> {
  const remembered = existsSync(layout.port) ? Number(readFileSync(layout.port, 'utf8')) : 0
  return (await bind(remembered)) ?? (await bind(0)) ?? 0
}

/** @returns the port when it could be bound (0 asks for any free one), null when it is taken. */
function bind(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(null))
    probe.listen({ host, port, exclusive: true }, () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : null))
    })
  })
}

/** @returns where in the file the next start will begin to write, in bytes. */
function rotateLog(log: string): number {
  const size = existsSync(log) ? statSync(log).size : 0
  if (size < keptLogBytes) return size
  renameSync(log, `${log}.1`)
  return 0
}

function tail(log: string, from: number): string {
  return existsSync(log) ? readFileSync(log).subarray(from).toString('utf8').trim().slice(-2000) : ''
}
