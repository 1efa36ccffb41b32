import { createServer, type Server } from 'node:http'
import { fileURLToPath } from 'node:url'
import { attachSocketServer } from './adapters/live/socket-server.ts'
import { signedFilesRouter } from './adapters/objects/signed-files.ts'
import { listen } from './adapters/postgres/client.ts'
import type { Platform } from './context.ts'
import { createApp } from './http/app.ts'
import { authenticate } from './http/authenticate.ts'
import { rateLimits } from './http/limits.ts'
import { liveDoor } from './http/live-door.ts'
import { sealAudit } from './kernel/audit/root.ts'
import { outboxChannel } from './kernel/outbox.ts'
import { startRelay } from './kernel/relay.ts'
import { startSweeps } from './kernel/sweeps.ts'
import { allJobs, allRoutes, allSweeps } from './modules.ts'
import { uploadRouter } from './modules/evidence/uploads.ts'
import { findActor } from './modules/identity/service.ts'

export interface Running {
  stop(): Promise<void>
}

/** Below the sources and below dist/ alike, the built portals lie beside `api`. */
const portalDirectory = (name: string) => {
  const fromSources = import.meta.url.endsWith('.ts')
  return fileURLToPath(new URL(`${fromSources ? '..' : '../..'}/${name}/dist`, import.meta.url))
}

/** The http role: stateless; any number may run. Resolves when it listens. */
export async function serveHttp(
  platform: Platform,
  options: { port: number; host: string; trustedProxies: number; metricsToken?: string; limitScale?: number },
): Promise<Running & { port: number }> {
  const find = (kind: 'staff' | 'driver', secret: string) => findActor(platform, kind, secret)
  const app = createApp({
    ctx: platform,
    routes: allRoutes(platform),
    findActor: find,
    limit: rateLimits(platform.pool, options.limitScale),
    routers: {
      ...(platform.files ? { '/': signedFilesRouter(platform.files) } : {}),
      '/api/uploads': uploadRouter({
        ctx: platform,
        authenticate: (request) => authenticate(request, 'signed-in', find, new URL(platform.policy.publicUrl).origin),
      }),
    },
    portals: { '/console': portalDirectory('web-console'), '/': portalDirectory('agent-portal') },
    trustedProxies: options.trustedProxies,
    metricsToken: options.metricsToken,
    mediaOrigin: platform.mediaOrigin,
  })
  const server = createServer(app)
  const look = (kind: 'staff' | 'driver', secret: string) => findActor(platform, kind, secret, { present: false })
  const sockets = attachSocketServer(server, liveDoor(platform, look))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, options.host, resolve)
  })
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : options.port
  return {
    port,
    stop: async () => {
      await sockets.close()
      await closeServer(server)
    },
  }
}

/** The worker role: hands on the outbox, runs jobs and sweeps. */
export async function startWorker(platform: Platform, options: { concurrency: number }): Promise<Running> {
  const handlers = Object.fromEntries(
    allJobs.map((job) => [
      job.name,
      {
        maxAttempts: job.maxAttempts,
        run: (payload: Record<string, string>, attempt: { number: number; last: boolean }) =>
          job.run(platform, payload, attempt),
      },
    ]),
  )
  await platform.queue.work(handlers, options)
  const relay = startRelay(platform, allJobs, (wake) =>
    listen(platform.databaseUrl, outboxChannel, wake, { onConnect: wake, log: platform.log }),
  )
  const sweeps = startSweeps(platform, allSweeps)
  return {
    stop: async () => {
      await relay.stop()
      await sweeps.stop()
      await sealAudit(platform)
    },
  }
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeIdleConnections()
    // Whoever still downloads gets a few seconds.
    setTimeout(() => server.closeAllConnections(), 3_000).unref()
  })
}
