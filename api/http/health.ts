import { Router } from 'express'
import type { Context } from '../kernel/context.ts'

type Part = 'database' | 'queue' | 'objects'

/**
 * `/health/live`: the process runs. `/health/ready`: it can do its work; 503 names what it cannot reach. `needed` are the parts without
 * which it can do none: http goes on without the queue, for what it takes in waits in the outbox.
 */
export function healthRoutes(ctx: Context, needed: readonly Part[]): Router {
  const router = Router()
  router.get('/live', (_request, response) => void response.json({ status: 'ok' }))
  router.get('/ready', async (_request, response) => {
    const [database, queue, objects] = await Promise.all([
      reachable(() => ctx.db.$queryRaw`select 1`),
      reachable(() => ctx.queue.lanes()),
      reachable(() => ctx.objects.size('health/probe')),
    ])
    const parts = { database, queue, objects }
    const ready = needed.every((part) => parts[part])
    response.status(ready ? 200 : 503).json({ status: ready ? 'ok' : 'not-ready', parts })
  })
  return router
}

async function reachable(probe: () => Promise<unknown>): Promise<boolean> {
  try {
    await probe()
    return true
  } catch {
    return false
  }
}
