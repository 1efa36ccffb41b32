import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { handOver, run, type Launcher } from './launcher.ts'

/** What lies where in the directory of one embedded server. */
export interface DataDirectory {
  dir: string
  /** PostgreSQL's own PGDATA. */
  data: string
  /** Passwords of the three roles, mode 0600. */
  credentials: string
  /** The port last used, so that bookmarks and psql commands stay true after a restart. */
  port: string
  log: string
}

export interface Credentials {
  superuser: string
  owner: string
  app: string
}

export function layoutOf(dir: string): DataDirectory {
  return {
    dir,
    data: join(dir, 'data'),
    credentials: join(dir, 'credentials.json'),
    port: join(dir, 'port'),
    log: join(dir, 'postgres.log'),
  }
}

/**
 * Makes the database files on the first start. All is prepared in a neighbouring directory and put in place by one rename:
 * a crash leaves nothing half made, and of two processes that do this at once exactly one wins.
 */
export function initialise(layout: DataDirectory, launcher: Launcher): void {
  const { dir } = layout
  if (existsSync(layout.credentials)) return

  sweepAbandoned(dir)
  const unfinished = layoutOf(`${dir}.new-${process.pid}`)
  mkdirSync(unfinished.dir, { mode: 0o700 })
  try {
    create(unfinished, launcher)
    renameSync(unfinished.dir, dir)
  } catch (error) {
    rmSync(unfinished.dir, { recursive: true, force: true })
    if (!existsSync(layout.credentials))
      throw new Error(`cannot make a PostgreSQL data directory in ${dir}: ${(error as Error).message}`, {
        cause: error,
      })
  }
}

export function readCredentials(layout: DataDirectory): Credentials {
  return JSON.parse(readFileSync(layout.credentials, 'utf8')) as Credentials
}

function create(layout: DataDirectory, launcher: Launcher): void {
  const credentials: Credentials = { superuser: newPassword(), owner: newPassword(), app: newPassword() }
  const passwordFile = join(layout.dir, 'initdb-password')
  writeFileSync(passwordFile, credentials.superuser, { mode: 0o600 })
  handOver(launcher, layout.dir)
  const { ok, output } = run(launcher, launcher.binaries.initdb, [
    `--pgdata=${layout.data}`,
    '--username=postgres',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // Same order and same case rules on every machine, whatever its C library; Chinese sorts by `COLLATE "zh-x-icu"` where asked.
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
  ])
  rmSync(passwordFile)
  if (!ok) throw new Error(`initdb failed: ${output}`)
  writeFileSync(layout.credentials, JSON.stringify(credentials), { mode: 0o600 })
}

/** Alphanumeric, so that it stands in a URL as it is. */
function newPassword(): string {
  return randomBytes(24).toString('hex')
}

/** Removes what a process killed in mid-initdb left. */
function sweepAbandoned(dir: string): void {
  const prefix = `${basename(dir)}.new-`
  for (const name of readdirSync(dirname(dir))) {
    if (!name.startsWith(prefix)) continue
    const pid = Number(name.slice(prefix.length))
    if (pid === process.pid || !isAlive(pid)) rmSync(join(dirname(dir), name), { recursive: true, force: true })
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
