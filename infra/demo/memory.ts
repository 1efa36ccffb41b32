import { readdirSync, readFileSync } from 'node:fs'

/**
 * Watches the resident memory of this process, of everything it started, and of the embedded database, which is nobody's child.
 * Linux only (reads /proc); elsewhere the peak is this process's own. Shared pages count once for each process that maps them,
 * so the sum is an upper bound.
 */
export function watchMemory(alsoBelow: () => number | null, everyMs = 250): { peakMb(): number; stop(): void } {
  let peakKb = 0
  const look = () => {
    peakKb = Math.max(peakKb, residentKb([process.pid, alsoBelow()]))
  }
  const timer = setInterval(look, everyMs)
  timer.unref()
  return {
    peakMb: () => {
      look()
      return Math.round(peakKb / 1024)
    },
    stop: () => clearInterval(timer),
  }
}

interface Entry {
  readonly pid: number
  readonly parent: number
  readonly residentKb: number
}

function residentKb(roots: readonly (number | null)[]): number {
  const all = processes()
  if (all.length === 0) return process.memoryUsage.rss() / 1024
  const counted = new Set<number>()
  const add = (pid: number): number => {
    if (counted.has(pid)) return 0
    counted.add(pid)
    const own = all.find((entry) => entry.pid === pid)?.residentKb ?? 0
    const children = all.filter((entry) => entry.parent === pid)
    return children.reduce((sum, child) => sum + add(child.pid), own)
  }
  return roots.reduce<number>((sum, root) => sum + (root === null ? 0 : add(root)), 0)
}

function processes(): Entry[] {
  let names: string[]
  try {
    names = readdirSync('/proc')
  } catch {
    return []
  }
  return names.flatMap((name) => {
    if (!/^\d+$/.test(name)) return []
    try {
      const status = readFileSync(`/proc/${name}/status`, 'utf8')
      const field = (key: string) => Number(new RegExp(`^${key}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0)
      return [{ pid: Number(name), parent: field('PPid'), residentKb: field('VmRSS') }]
    } catch {
      // It ended between the listing and the look.
      return []
    }
  })
}
