import { Router } from 'express'
import type { Context } from '../kernel/context.ts'

/** `/health/live`: the process runs. `/health/ready`: it can do its work; 503 names what it cannot reach. */
export function healthRoutes(ctx: Context): Router {
  const router = Router()
  router.get('/live', (_request, response) => void response.json({ status: 'ok' }))
  router.get('/ready', async (_request, response) => {
    const [database, queue, objects] = await Promise.all([
      reachable(() => ctx.db.$queryRaw`select 1`),
      reachable(() => ctx.queue.counts()),
      reachable(() => ctx.objects.size('health/probe')),
    ])
    const ready = database && queue && objects
    response.status(ready ? 200 : 503).json({ status: ready ? 'ok' : 'not-ready', parts: { database, queue, objects } })
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
