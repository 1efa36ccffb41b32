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

/** Runs every sweep now and then on its own interval. A failure is logged and tried again at the next turn. */
export function startSweeps(ctx: Context, sweeps: readonly Sweep[]): { stop(): Promise<void> } {
  const running = new Set<Promise<unknown>>()
  const turn = (sweep: Sweep) => {
    const run = sweepOnce(ctx, sweep).catch((error: unknown) => {
      ctx.log.warn({ err: error, sweep: sweep.name }, 'sweep failed; it will be tried again')
    })
    running.add(run)
    void run.finally(() => running.delete(run))
  }
  // At once too: a process that is restarted more often than the interval would never sweep.
  sweeps.forEach(turn)
  const timers = sweeps.map((sweep) => setInterval(() => turn(sweep), sweep.everyMs))
  return {
    stop: async () => {
      timers.forEach(clearInterval)
      await Promise.allSettled(running)
    },
  }
}
