import type { ErrorRequestHandler, Request } from 'express'
import type { Logger } from 'pino'
import { isPrismaError, unavailableIfAway } from '../kernel/database-away.ts'
import { errorCodes, Failure, type ErrorCode, type ErrorDetails } from '../kernel/errors.ts'

/** RFC 9457 problem details, with the message in both languages; `title` and `detail` follow Accept-Language. */
export interface Problem {
  readonly type: string
  readonly code: ErrorCode
  readonly status: number
  readonly title: string
  readonly detail: string
  readonly titles: { readonly zh: string; readonly en: string }
  readonly details: { readonly zh: string; readonly en: string }
  readonly requestId: string
  readonly [extension: string]: unknown
}

export function toProblem(code: ErrorCode, details: ErrorDetails, requestId: string, language: 'zh' | 'en'): Problem {
  const { status, title, advice } = errorCodes[code]
  const filled = {
    zh: fill(advice.zh, { ...details, requestId }, 'zh'),
    en: fill(advice.en, { ...details, requestId }, 'en'),
  }
  return {
    ...details,
    type: `/api/problems/${code}`,
    code,
    status,
    title: title[language],
    detail: filled[language],
    titles: title,
    details: filled,
    requestId,
  }
}

/** `{name}` becomes the detail of that name; a detail may itself bear both languages. */
function fill(text: string, details: ErrorDetails, language: 'zh' | 'en'): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = details[name]
    if (value !== null && typeof value === 'object' && language in value)
      return String((value as Record<string, unknown>)[language])
    return Array.isArray(value) ? value.join(', ') : String(value ?? '')
  })
}

export function languageOf(request: Request): 'zh' | 'en' {
  return request.acceptsLanguages('zh', 'en') === 'en' ? 'en' : 'zh'
}

/** What other layers throw, in our codes. */
function translate(error: unknown): Failure {
  const known = isPrismaError(error) ? unavailableIfAway(error) : error
  if (known instanceof Failure) return known
  const { type, status, limit } = (error ?? {}) as {
    type?: string
    status?: number
    limit?: number
  }
  if (type === 'entity.too.large')
    return new Failure('too-large', { bound: `${Math.floor((limit ?? 0) / 1024)} KB`, maxBytes: limit })
  if (type === 'entity.parse.failed')
    return new Failure('bad-input', { issues: [{ path: '', message: 'not valid JSON' }] })
  if (type === 'charset.unsupported' || type === 'encoding.unsupported')
    return new Failure('unsupported-media', { accepted: ['utf-8'] })
  // A file that is not there, a method that static files do not know.
  if (status !== undefined && [403, 404, 405].includes(status)) return new Failure('not-found')
  if (error instanceof URIError || (status !== undefined && status >= 400 && status < 500))
    return new Failure('bad-input', { issues: [{ path: '', message: 'malformed request' }] })
  return new Failure('internal', {}, error)
}

/** A part that is restarted is back within seconds. */
const unavailableRetryAfterS = 5

/** The one place where errors become answers. Only defects of ours are logged as errors. */
export function problemHandler(log: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) {
      next(error)
      return
    }
    const failure = translate(error)
    const requestId = String(response.locals.requestId ?? '')
    const { status } = errorCodes[failure.code]
    if (status >= 500) log.error({ err: failure.cause ?? failure, requestId, code: failure.code }, 'request failed')
    const retryAfterS = failure.details.retryAfterS ?? (status === 503 ? unavailableRetryAfterS : undefined)
    if (retryAfterS !== undefined) response.setHeader('Retry-After', String(retryAfterS))
    response
      .status(status)
      .type('application/problem+json')
      .send(JSON.stringify(toProblem(failure.code, failure.details, requestId, languageOf(request))))
  }
}
