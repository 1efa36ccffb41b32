import { spawnSync } from 'node:child_process'
import { readFileSync, readlinkSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

/** The server process of a data directory, as its postmaster.pid tells. */
export interface Postmaster {
  pid: number
  port: number
  /** `ready` once it takes connections; before that and while it stops, the other words of postmaster.pid's line 8. */
  status: string
}

/** @returns null when no server of this directory lives, whatever a stale postmaster.pid says. */
export function findPostmaster(data: string): Postmaster | null {
  const postmaster = readPidFile(data)
  return postmaster && isPostmasterOf(postmaster.pid, data) ? postmaster : null
}

/** True when postmaster.pid names a process number that now belongs to another program (after a reboot, say). */
export function pidFileMisleads(data: string): boolean {
  const postmaster = readPidFile(data)
  return postmaster !== null && !isPostmasterOf(postmaster.pid, data)
}

/** Stops fast: open transactions are rolled back, everything committed is on disk. Resolves when the process is gone. */
export async function stopPostmaster(data: string, timeoutMs = 30_000): Promise<void> {
  const deadline = Date.now() + timeoutMs
  const postmaster = findPostmaster(data)
  if (!postmaster) return
  process.kill(postmaster.pid, 'SIGINT')
  while (findPostmaster(data)?.pid === postmaster.pid) {
    if (Date.now() > deadline) throw new Error(`PostgreSQL (process ${postmaster.pid}) did not stop in ${timeoutMs} ms`)
    await delay(10)
  }
}

/** Lines: process, directory, start time, port, socket directory, listen address, shared memory key, status. */
function readPidFile(data: string): Postmaster | null {
  let text: string
  try {
    text = readFileSync(join(data, 'postmaster.pid'), 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
  const lines = text.split('\n')
  const pid = Number(lines[0])
  if (!Number.isInteger(pid) || pid <= 0) return null
  return { pid, port: Number(lines[3]), status: lines[7]?.trim() ?? 'starting' }
}

/** A server's working directory is its data directory; that tells it from a stranger who was given the same number. */
function isPostmasterOf(pid: number, data: string): boolean {
  if (process.platform === 'linux') {
    try {
      return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(data)
    } catch {
      return false
    }
  }
  const { stdout } = spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
  return stdout.includes('postgres') && stdout.includes(data)
}
