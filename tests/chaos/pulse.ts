import { setTimeout as pause } from 'node:timers/promises'

export interface Pulse {
  /** Ends the watch: how often the server answered, how often not, and its slowest answer. */
  stop(): Promise<{ answered: number; failed: number; slowestMs: number }>
}

const everyMs = 50

/** Asks the server again and again whether it lives. */
export function watchPulse(url: string): Pulse {
  const seen = { answered: 0, failed: 0, slowestMs: 0 }
  let watching = true
  const watch = async () => {
    while (watching) {
      const start = performance.now()
      const alive = await fetch(`${url}/health/live`).then(
        ({ ok }) => ok,
        () => false,
      )
      seen[alive ? 'answered' : 'failed'] += 1
      seen.slowestMs = Math.max(seen.slowestMs, performance.now() - start)
      await pause(everyMs)
    }
  }
  const done = watch()
  return {
    stop: async () => {
      watching = false
      await done
      return seen
    },
  }
}
