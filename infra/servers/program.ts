import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { signalTree } from '../stage/victim.ts'

/** A server that somebody else wrote, run on loopback for a demonstration, a load run or a test, and hurt on purpose. */
export interface Program {
  start(): Promise<void>
  /** As a crash ends it, with everything below it. */
  kill(): Promise<void>
  /** Stops its clock: connections stay open, nothing answers. */
  freeze(): void
  thaw(): void
}

const startWithinMs = 60_000

/** `as`: whom it runs as, where not as we do; `isUp` asks whether it does its work; `from` tells who lacks it where to get it. */
export function program(options: {
  command: readonly string[]
  as?: { uid?: number; gid?: number }
  isUp: () => Promise<boolean>
  from: string
}): Program {
  const { isUp, from, as = {} } = options
  const [name = '', ...args] = options.command
  let child: ChildProcess | undefined

  const signal = (kind: NodeJS.Signals) => signalTree(child?.pid, kind)

  return {
    async start() {
      const started = spawn(name, args, { ...as, stdio: ['ignore', 'ignore', 'pipe'] })
      child = started
      let said = ''
      started.stderr.on('data', (text: Buffer) => (said = (said + text.toString()).slice(-2_000)))
      let failed: Error | undefined
      started.once('error', (cause) => (failed = new Error(`${name} is not there: it comes from ${from}`, { cause })))
      started.once('exit', (code) => (failed ??= new Error(`${name} ended with ${code ?? 'a signal'}: ${said}`)))
      const deadline = Date.now() + startWithinMs
      while (!(await isUp())) {
        if (failed) throw failed
        if (Date.now() > deadline) throw new Error(`${name} is not up after a minute: ${said}`)
        await delay(50)
      }
    },
    async kill() {
      if (!child || child.exitCode !== null || child.signalCode !== null) return
      const gone = once(child, 'exit')
      signal('SIGKILL')
      await gone
    },
    freeze: () => signal('SIGSTOP'),
    thaw: () => signal('SIGCONT'),
  }
}
