import type { RequestHandler } from 'express'
import type { Logger } from 'pino'
import { collectDefaultMetrics, Histogram, register } from 'prom-client'

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
      const route = request.route ? `${request.baseUrl}${String((request.route as { path: unknown }).path)}` : 'other'
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

export const metricsHandler: RequestHandler = async (_request, response) => {
  response.type(register.contentType).send(await register.metrics())
}
