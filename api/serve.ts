import { createServer, type Server } from 'node:http'
import { fileURLToPath } from 'node:url'
import { SpanKind } from '@opentelemetry/api'
import { Router } from 'express'
import { attachSocketServer } from './adapters/live/socket-server.ts'
import { signedFilesRouter } from './adapters/objects/signed-files.ts'
import { listen } from './adapters/postgres/client.ts'
import type { Platform } from './context.ts'
import { createApp, createHealthApp } from './http/app.ts'
import { authenticate } from './http/authenticate.ts'
import { watchPlatform } from './http/gauges.ts'
import { rateLimits } from './http/limits.ts'
import { liveDoor } from './http/live-door.ts'
import { sealAudit } from './kernel/audit/root.ts'
import { fail } from './kernel/errors.ts'
import type { Job } from './kernel/jobs.ts'
import type { Lane } from './kernel/lanes.ts'
import { jobDuration, jobWait } from './kernel/measures.ts'
import { outboxChannel } from './kernel/traces.ts'
import type { JobHandler } from './kernel/ports.ts'
import { startRelay } from './kernel/relay.ts'
import { startSweeps } from './kernel/sweeps.ts'
import { traced, traceField } from './kernel/trace.ts'
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
      // Where a store serves its own files, an old link to ours must not find a portal's page.
      ...(platform.files
        ? { '/': signedFilesRouter(platform.files) }
        : { '/files': Router().use(() => fail('not-found')) }),
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
  return listening(server, options, { stop: () => sockets.close() }, watchPlatform(platform))
}

/** Listens; stopping stops these parts first and then lets no request in. */
async function listening(
  server: Server,
  { port, host }: { port: number; host: string },
  ...parts: readonly { stop(): Promise<void> | void }[]
): Promise<Running & { port: number }> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : port,
    stop: async () => {
      for (const part of parts) await part.stop()
      await closeServer(server)
    },
  }
}

/** The worker role: hands on the outbox, runs jobs and sweeps. `lanes`: the work it takes on, all when none is named. */
export async function startWorker(
  platform: Platform,
  { concurrency, lanes = [] }: { concurrency: number; lanes?: readonly Lane[] },
): Promise<Running> {
  const own = allJobs.filter((job) => lanes.length === 0 || lanes.includes(job.lane))
  const handlers = Object.fromEntries(own.map((job) => [job.name, measured(platform, job)]))
  await platform.queue.work(handlers, { concurrency })
  const relay = startRelay(platform, allJobs, (wake) =>
    listen(platform.databaseUrl, outboxChannel, wake, { onConnect: wake, log: platform.log }),
  )
  const sweeps = startSweeps(platform, allSweeps)
  return {
    stop: async () => {
      await relay.stop()
      await sweeps.stop()
      // A store or a database that is away at this moment: another worker seals, or this one when it is there again.
      await sealAudit(platform).catch((error: unknown) => platform.log.warn({ err: error }, 'the record is not sealed'))
    },
  }
}

function measured(platform: Platform, job: Job): JobHandler {
  const labels = { queue: job.lane, job: job.name }
  return {
    maxAttempts: job.maxAttempts,
    run: async (payload, attempt) => {
      jobWait.observe(labels, Math.max(0, Date.now() - attempt.dueAt.getTime()) / 1000)
      const end = jobDuration.startTimer(labels)
      const { [traceField]: from, ...ids } = payload
      try {
        await traced(`job ${job.name}`, { kind: SpanKind.CONSUMER, from, attributes: ids }, () =>
          job.run(platform, ids, attempt),
        )
        end({ outcome: 'done' })
      } catch (error) {
        end({ outcome: 'failed' })
        throw error
      }
    },
  }
}

/** Where a worker tells how it is: health and measurements, nothing else. */
export async function serveHealth(
  platform: Platform,
  options: { port: number; host: string; metricsToken?: string },
): Promise<Running & { port: number }> {
  return listening(createServer(createHealthApp(platform, options.metricsToken)), options, watchPlatform(platform))
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeIdleConnections()
    // Whoever still downloads gets a few seconds.
    setTimeout(() => server.closeAllConnections(), 3_000).unref()
  })
}
