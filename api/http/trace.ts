import { context, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import type { RequestHandler } from 'express'
import { routeOf } from './route-of.ts'

/** Each request begins a trace: what a caller says it follows from is not believed. */
export const traceRequest: RequestHandler = (request, response, next) => {
  const step = trace.getTracer('kuaichu').startSpan(request.method, { kind: SpanKind.SERVER, root: true })
  response.once('close', () => {
    const route = routeOf(request)
    step.updateName(`${request.method} ${route}`)
    step.setAttributes({
      'http.request.method': request.method,
      'http.route': route,
      'http.response.status_code': response.statusCode,
      'kuaichu.request_id': String(response.locals.requestId),
    })
    if (response.statusCode >= 500) step.setStatus({ code: SpanStatusCode.ERROR })
    step.end()
  })
  context.with(trace.setSpan(context.active(), step), next)
}
