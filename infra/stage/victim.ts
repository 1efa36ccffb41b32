import { processTree } from './processes.ts'

/** A part of a running stage that can be hurt from outside, as crashes and stalls hurt it. */
export interface Victim {
  readonly name: string
  /** As a crash ends it. */
  kill(): Promise<void>
  /** Whatever brings it back in an installation: a supervisor, an orchestrator, an administrator. */
  revive(): Promise<void>
  freeze(): void
  thaw(): void
}

/** Sends a signal to this process and all below it. */
export function signalTree(pid: number | null | undefined, signal: NodeJS.Signals): void {
  if (pid === null || pid === undefined) return
  for (const entry of processTree([pid]).reverse()) {
    try {
      process.kill(entry.pid, signal)
    } catch {
      // It ended between the listing and the signal.
    }
  }
}
