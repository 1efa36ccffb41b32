import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, renameSync, rmSync, statSync } from 'node:fs'
import { userInfo } from 'node:os'
import { dirname } from 'node:path'
import { binariesIn, type Binaries } from './binaries.ts'

/**
 * How PostgreSQL, which refuses to run as root, is run for the user we are:
 * - `self`: as this very user;
 * - `user-namespace`: root, shown to the server as an ordinary user (works below /root, too, since files stay root's);
 * - `unprivileged-user`: root steps down to `nobody`, who owns the data directory.
 */
export type RunAs = 'self' | 'user-namespace' | 'unprivileged-user'

export interface Launcher {
  runAs: RunAs
  binaries: Binaries
  /** Who must own the data directory, as numbers of this system; undefined: whoever made it. */
  owner?: number
  /** The command line and spawn options that run `program` with `args`. */
  command(program: string, args: string[]): { file: string; args: string[]; options: { uid?: number; gid?: number } }
}

const namespaceUser = 1000
const nobody = 65534

/**
 * Finds the first way to run PostgreSQL that works here, or tries only the one asked for.
 * @param dir the server's directory: an unprivileged user must be able to reach it.
 * @throws telling why each way failed and what to do.
 */
export function chooseLauncher(binaries: Binaries, dir: string, only?: RunAs): Launcher {
  const failures: string[] = []
  for (const runAs of only ? [only] : candidates()) {
    try {
      const launcher = makers[runAs](binaries, dir)
      const trial = run(launcher, launcher.binaries.postgres, ['--version'])
      if (trial.ok) return launcher
      failures.push(`${runAs}: ${trial.output}`)
    } catch (error) {
      failures.push(`${runAs}: ${(error as Error).message}`)
    }
  }
  throw new Error(
    `cannot run the embedded PostgreSQL (${failures.join('; ')}). Run as an ordinary user, or put the data directory where ` +
      `"nobody" may reach it (KUAICHU_DATA_DIR=/var/lib/kuaichu), or point DATABASE_URL and DATABASE_OWNER_URL at a server.`,
  )
}

/** Runs a program to its end. `output` is what it said, both streams. */
export function run(launcher: Launcher, program: string, args: string[]): { ok: boolean; output: string } {
  const { file, args: argv, options } = launcher.command(program, args)
  const result = spawnSync(file, argv, { ...options, encoding: 'utf8', cwd: '/', timeout: 120_000 })
  const output = result.error?.message ?? `${result.stdout}${result.stderr}`.trim()
  return { ok: result.status === 0, output }
}

/** Hands the directory to the user that the server runs as; only root can, and only root needs to. */
export function handOver(launcher: Launcher, dir: string): void {
  if (launcher.owner === undefined || statSync(dir).uid === launcher.owner) return
  const { status, stderr } = spawnSync('chown', ['-R', `${launcher.owner}:${launcher.owner}`, dir], {
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`cannot hand ${dir} to user ${launcher.owner}: ${stderr}`)
}

function candidates(): RunAs[] {
  if (process.getuid?.() === 0) return ['user-namespace', 'unprivileged-user']
  return hasAccount() ? ['self'] : ['user-namespace', 'self']
}

/** initdb wants its user in /etc/passwd; `docker run --user 1234` often has none. */
function hasAccount(): boolean {
  try {
    return userInfo().username !== ''
  } catch {
    return false
  }
}

const makers: Record<RunAs, (binaries: Binaries, dir: string) => Launcher> = {
  self: (binaries) => ({
    runAs: 'self',
    binaries,
    command: (file, args) => ({ file, args, options: {} }),
  }),

  'user-namespace': (binaries) => ({
    runAs: 'user-namespace',
    binaries,
    owner: process.getuid?.() === 0 ? 0 : undefined,
    command: (program, args) => ({
      file: 'unshare',
      args: ['--user', `--map-user=${namespaceUser}`, `--map-group=${namespaceUser}`, '--', program, ...args],
      options: {},
    }),
  }),

  'unprivileged-user': (binaries, dir) => {
    if (process.platform !== 'linux') throw new Error('only on Linux')
    if (!canReach(nobody, dirname(dir))) throw new Error(`user "nobody" cannot reach ${dirname(dir)}`)
    return {
      runAs: 'unprivileged-user',
      binaries: canRun(nobody, binaries) ? binaries : copyOf(binaries, `${dir}.binaries`),
      owner: nobody,
      command: (file, args) => ({ file, args, options: { uid: nobody, gid: nobody } }),
    }
  },
}

function canReach(uid: number, dir: string): boolean {
  return spawnSync('test', ['-x', dir], { uid, gid: uid, cwd: '/' }).status === 0
}

function canRun(uid: number, { postgres }: Binaries): boolean {
  return spawnSync(postgres, ['--version'], { uid, gid: uid, cwd: '/' }).status === 0
}

/** Beside the data directory rather than in a shared temporary folder, where somebody else could have put them first. */
function copyOf(binaries: Binaries, target: string): Binaries {
  if (!existsSync(target)) {
    const unfinished = `${target}.${process.pid}`
    cpSync(binaries.root, unfinished, { recursive: true, verbatimSymlinks: true })
    try {
      renameSync(unfinished, target)
    } catch (error) {
      rmSync(unfinished, { recursive: true, force: true })
      if (!existsSync(target)) throw error
    }
  }
  return binariesIn(target)
}
