import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import express, { type Express, type RequestHandler, type Router } from 'express'
import helmet from 'helmet'
import { fail } from '../kernel/errors.ts'
import type { Context } from '../kernel/context.ts'
import { requestScope } from '../kernel/request.ts'
import type { Route } from '../kernel/route.ts'
import type { FindActor } from './authenticate.ts'
import { healthRoutes } from './health.ts'
import { languageOf, problemHandler, toProblem } from './problem.ts'
import { errorCodes, type ErrorCode } from '../kernel/errors.ts'
import { metricsHandler, observe } from './metrics.ts'
import { mountRoutes } from './mount.ts'
import { openApiDocument } from './openapi.ts'
import { traceRequest } from './trace.ts'

export interface AppParts {
  readonly ctx: Context
  readonly routes: readonly Route[]
  readonly findActor: FindActor
  readonly limit: Parameters<typeof mountRoutes>[0]['limit']
  /** Routers for what is not JSON: resumable uploads, signed files. By mount path. */
  readonly routers: Readonly<Record<string, Router>>
  /** Built portals by mount path; one that was not built is left out. */
  readonly portals: Readonly<Record<string, string>>
  readonly trustedProxies: number
  /** Another origin from which pages show photos and clips, where objects are not ours to serve. */
  readonly mediaOrigin?: string
  /** Opens /metrics to whoever is not on this machine. */
  readonly metricsToken?: string
}

const jsonLimitBytes = 1024 * 1024
export const apiVersion = '0.1.0'

/** The express app: every address, in the order it is tried. */
export function createApp({ ctx, routes, findActor, limit, routers, portals, ...options }: AppParts): Express {
  const app = express()
  app.disable('x-powered-by')
  app.set('trust proxy', options.trustedProxies)
  app.set('query parser', 'simple')
  app.use(securityHeaders(ctx.policy.publicUrl, options.mediaOrigin))
  app.use(withRequestId)
  app.use(traceRequest)
  app.use(observe(ctx.log))

  // A mistyped probe must not find the portal's page and take it for health.
  app.use('/health', healthRoutes(ctx, ['database', 'objects']), () => fail('not-found'))
  app.get('/metrics', metricsHandler(options.metricsToken))
  for (const [path, router] of Object.entries(routers)) app.use(path, router)

  const document = openApiDocument(routes, apiVersion)
  app.get('/api/openapi.json', (_request, response) => void response.json(document))
  app.get('/api/problems/:code', describeProblem)
  app.use('/api/docs', apiDocs())
  app.use('/api', express.json({ limit: jsonLimitBytes }), mountRoutes({ ctx, findActor, limit }, routes))
  app.use('/api', () => fail('not-found'))

  for (const [path, directory] of Object.entries(portals)) if (existsSync(directory)) app.use(path, portal(directory))
  app.use(() => fail('not-found'))
  app.use(problemHandler(ctx.log))
  return app
}

/** What a worker answers: whether it can work, and its measurements. */
export function createHealthApp(ctx: Context, metricsToken: string | undefined): Express {
  const app = express()
  app.disable('x-powered-by')
  app.use('/health', healthRoutes(ctx, ['database', 'queue', 'objects']))
  app.get('/metrics', metricsHandler(metricsToken))
  app.use(() => fail('not-found'))
  app.use(problemHandler(ctx.log))
  return app
}

function securityHeaders(publicUrl: string, mediaOrigin?: string): RequestHandler {
  const media = mediaOrigin === undefined ? [] : [mediaOrigin]
  const secure = publicUrl.startsWith('https:')
  const socket = publicUrl.replace(/^http/, 'ws')
  return helmet({
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        // Ant Design writes its styles at run time.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'blob:', 'data:', ...media],
        mediaSrc: ["'self'", 'blob:', ...media],
        connectSrc: ["'self'", socket],
        objectSrc: ["'none'"],
        frameAncestors: ["'none'"],
        upgradeInsecureRequests: secure ? [] : null,
      },
    },
    strictTransportSecurity: secure,
    crossOriginResourcePolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'no-referrer' },
  })
}

const withRequestId: RequestHandler = (_request, response, next) => {
  const requestId = randomUUID()
  response.locals.requestId = requestId
  response.setHeader('X-Request-Id', requestId)
  requestScope.run({ requestId }, next)
}

/** A problem's `type` can be opened and says what it means. */
const describeProblem: RequestHandler = (request, response) => {
  const code = String(request.params.code)
  if (!Object.hasOwn(errorCodes, code)) fail('not-found')
  response.json(toProblem(code as ErrorCode, {}, String(response.locals.requestId), languageOf(request)))
}

/** The browsable API page: Swagger UI from its npm package, reading our own document. */
function apiDocs(): Router {
  const router = express.Router()
  const directory = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'))
  router.get('/swagger-initializer.js', (_request, response) => {
    response
      .type('js')
      .send(`window.ui = SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#swagger-ui', deepLinking: true })`)
  })
  router.use(express.static(directory, { index: 'index.html' }))
  return router
}

/** A single-page app: hashed assets are kept for a year, the page itself is asked for each time. */
function portal(directory: string): Router {
  const router = express.Router()
  router.use(
    '/assets',
    express.static(join(directory, 'assets'), { immutable: true, maxAge: '1y', fallthrough: false }),
  )
  router.use(express.static(directory, { index: false }))
  router.get('/{*path}', (_request, response) => {
    response.setHeader('Cache-Control', 'no-cache')
    response.sendFile(join(directory, 'index.html'))
  })
  return router
}
