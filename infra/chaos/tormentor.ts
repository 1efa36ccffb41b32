import { setTimeout as pause } from 'node:timers/promises'
import type { Blow } from './blows.ts'

export interface Tormentor {
  /** How often it has struck. */
  blows(): number
  /** Resolves when nothing is hurt, and keeps it so until the function it answers is called. */
  calm(): Promise<() => void>
  /** Strikes no more; resolves when the last wound has healed. Fails with what kept a part from coming back. */
  stop(): Promise<void>
}

/** Long enough for the platform to get somewhere in between, short enough to meet it in the middle of whatever it does. */
const restMs = { low: 500, high: 6_000 }
/** A case takes no five seconds on a machine of its own: one that nothing met would prove nothing. */
const firstWithinMs = 800

/** Strikes this blow again and again, with rests of random length between. */
export function torment(blow: Blow, random: () => number): Tormentor {
  let count = 0
  let stopping = false
  let asking = 0
  let hurt: Promise<void> = Promise.resolve()

  const run = async () => {
    while (!stopping) {
      await pause(count === 0 ? random() * firstWithinMs : restMs.low + random() * (restMs.high - restMs.low))
      if (stopping || asking > 0) continue
      count += 1
      hurt = blow.strike(random)
      await hurt
    }
  }
  const running = run()
  // Heard of at `stop`; until then it must not end the process.
  running.catch(() => undefined)
  return {
    blows: () => count,
    async calm() {
      asking += 1
      await hurt.catch(() => undefined)
      return () => void (asking -= 1)
    },
    async stop() {
      stopping = true
      await running
    },
  }
}
