import { processTree } from './processes.ts'

/**
 * Watches the resident memory of this process, of everything it started, and of the embedded database, which is nobody's child.
 * Linux only (reads /proc); elsewhere the peak is this process's own. Shared pages count once for each process that maps them,
 * so the sum is an upper bound.
 */
export function watchMemory(alsoBelow: () => number | null, everyMs = 1_000): { peakMb(): number; stop(): void } {
  let peakKb = 0
  const look = () => {
    peakKb = Math.max(peakKb, residentKb([process.pid, ...[alsoBelow()].filter((pid) => pid !== null)]))
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

function residentKb(roots: readonly number[]): number {
  const tree = processTree(roots)
  if (tree.length === 0) return process.memoryUsage.rss() / 1024
  return tree.reduce((sum, { residentKb }) => sum + residentKb, 0)
}
