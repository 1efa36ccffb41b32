import type { Context } from './context.ts'
import type { Sweep } from './jobs.ts'

/** Runs one sweep if no other process is at it: a transaction-level advisory lock named after the sweep. */
export async function sweepOnce(ctx: Context, sweep: Sweep): Promise<boolean> {
  return ctx.db.$transaction(
    async (tx) => {
      const [lock] = await tx.$queryRaw<{ got: boolean }[]>`
        select pg_try_advisory_xact_lock(hashtextextended(${`sweep:${sweep.name}`}, 0)) as got`
      if (!lock?.got) return false
      await sweep.run(ctx)
      return true
    },
    { timeout: 120_000 },
  )
}

/**
 * Runs every sweep now and then on its own interval, one after another: each holds a connection for its lock while it works on a second one.
 * A failure is logged and tried again at the next turn.
 */
export function startSweeps(ctx: Context, sweeps: readonly Sweep[]): { stop(): Promise<void> } {
  let stopping = false
  let queue = Promise.resolve()
  const turn = (sweep: Sweep) => {
    queue = queue.then(async () => {
      if (stopping) return
      await sweepOnce(ctx, sweep).catch((error: unknown) => {
        ctx.log.warn({ err: error, sweep: sweep.name }, 'sweep failed; it will be tried again')
      })
    })
  }
  // At once too: a process that is restarted more often than the interval would never sweep.
  sweeps.forEach(turn)
  const timers = sweeps.map((sweep) => setInterval(() => turn(sweep), sweep.everyMs))
  return {
    stop: async () => {
      stopping = true
      timers.forEach(clearInterval)
      await queue
    },
  }
}
