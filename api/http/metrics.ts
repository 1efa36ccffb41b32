import { timingSafeEqual } from 'node:crypto'
import { BlockList } from 'node:net'
import type { Request, RequestHandler } from 'express'
import type { Logger } from 'pino'
import { collectDefaultMetrics, Histogram, register } from 'prom-client'
import { fail } from '../kernel/errors.ts'
import { hashSecret } from '../kernel/ids.ts'
import { routeOf } from './route-of.ts'

collectDefaultMetrics()
const duration = new Histogram({
  name: 'http_request_duration_seconds',
  help: 'Time from the first byte in to the last byte out',
  labelNames: ['method', 'route', 'status'],
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
})

/** One log line and one measurement per request. The path without its query: it may hold a signature, never a name. */
export function observe(log: Logger): RequestHandler {
  return (request, response, next) => {
    const start = process.hrtime.bigint()
    response.on('finish', () => {
      const ms = Number(process.hrtime.bigint() - start) / 1e6
      const route = routeOf(request)
      duration.observe({ method: request.method, route, status: response.statusCode }, ms / 1000)
      log.info(
        {
          requestId: String(response.locals.requestId),
          method: request.method,
          route,
          status: response.statusCode,
          ms: Math.round(ms),
        },
        'request',
      )
    })
    next()
  }
}

/**
 * Answers measurements to whoever shows the token, and without one to programs on this machine only. What a proxy hands on comes from
 * elsewhere, wherever the proxy itself stands. Fails `not-signed-in`.
 */
export const metricsHandler =
  (token: string | undefined): RequestHandler =>
  async (request, response) => {
    if (!isLocal(request) && !showsToken(request, token)) fail('not-signed-in')
    response.type(register.contentType).send(await register.metrics())
  }

const loopback = new BlockList()
loopback.addSubnet('127.0.0.0', 8, 'ipv4')
loopback.addAddress('::1', 'ipv6')

function isLocal({ socket, headers }: Request): boolean {
  const { remoteAddress = '', remoteFamily } = socket
  if (headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined) return false
  return loopback.check(remoteAddress, remoteFamily === 'IPv6' ? 'ipv6' : 'ipv4')
}

function showsToken({ headers }: Request, token: string | undefined): boolean {
  if (token === undefined) return false
  return timingSafeEqual(
    Buffer.from(hashSecret(headers.authorization ?? '')),
    Buffer.from(hashSecret(`Bearer ${token}`)),
  )
}
