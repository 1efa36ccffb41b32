import { Router, type Request, type Response } from 'express'
import type { z } from 'zod'
import type { Context } from '../kernel/context.ts'
import { fail } from '../kernel/errors.ts'
import { authenticate, type FindActor } from './authenticate.ts'
import { clearSessionCookie, setSessionCookie } from './cookies.ts'
import { answerOnce } from './idempotency.ts'
import type { Route } from '../kernel/route.ts'
import type { Counter } from './limits.ts'

interface Door {
  readonly ctx: Context
  readonly findActor: FindActor
  readonly limit: (limit: Counter, caller: string) => Promise<void>
}

/** Mounts every route: limit, authenticate, parse, run, and answer with what the reply schema names. */
export function mountRoutes(door: Door, routes: readonly Route[]): Router {
  const router = Router({ caseSensitive: true, strict: true })
  for (const route of routes)
    router[route.method](route.path, (request, response) => serve(door, route, request, response))
  return router
}

async function serve(
  { ctx, findActor, limit }: Door,
  route: Route,
  request: Request,
  response: Response,
): Promise<void> {
  const origin = new URL(ctx.policy.publicUrl).origin
  const address = request.ip ?? 'unknown'
  const kind = route.limit ?? (route.method === 'get' ? 'read' : 'write')
  if (kind === 'public') await limit(kind, address)
  if (kind === 'credentials') await limit('credentials-by-address', address)
  const bySession = kind === 'read' || kind === 'write'
  const actor = await authenticate(request, route.audience, findActor, origin).catch(async (error: unknown) => {
    // Whoever is nobody is counted by his address: sessions cannot be guessed at leisure.
    if (bySession) await limit(kind, address)
    throw error
  })
  if (bySession) await limit(kind, actor?.id ?? address)

  const params = parse(route.params, request.params, 'params')
  const query = parse(route.query, request.query, 'query')
  if (route.body) requireJson(request)
  const body = parse(route.body, request.body, 'body')
  if (kind === 'credentials') {
    // Hashed under a key: a table of counters is no place for phone numbers.
    const tried = route.limitBy?.(body as never) ?? actor?.id ?? address
    await limit(kind, ctx.fields.indexOf('rate_limit.key', tried))
  }
  const secure = origin.startsWith('https:')
  const session = {
    address,
    begin: (of: 'staff' | 'driver', secret: string, expiresAt: Date) =>
      setSessionCookie(response, of, secret, expiresAt, secure),
    end: (of: 'staff' | 'driver') => clearSessionCookie(response, of, secure),
  }
  // `route()` tied the handler's types to these schemas; the list of all routes has forgotten them.
  const run = () => route.handle({ actor, params, query, body, session } as never) as Promise<unknown>
  const answer = route.idempotent ? await answerOnce(ctx, request, actor, body, run) : await run()

  response.setHeader('Cache-Control', 'no-store')
  if (route.reply) response.status(route.status ?? 200).json(route.reply.parse(answer))
  else response.status(route.status ?? 204).end()
}

function parse(schema: z.ZodType | undefined, value: unknown, where: string): unknown {
  if (!schema) return undefined
  const parsed = schema.safeParse(value ?? {})
  if (!parsed.success) {
    const issues = parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }))
    return fail('bad-input', { where, issues })
  }
  const unstorable = findUnstorable(parsed.data)
  if (unstorable) fail('bad-input', { where, issues: [unstorable] })
  return parsed.data
}

const unstorableText = /[\0\p{Surrogate}]/u
const largestInteger = 2 ** 31 - 1

/** What no column of ours holds: PostgreSQL stores no NUL and no half of a surrogate pair, and our whole numbers have 32 bits. */
function findUnstorable(value: unknown, path = ''): { path: string; message: string } | null {
  if (typeof value === 'string') return unstorableText.test(value) ? { path, message: 'not valid text' } : null
  if (typeof value === 'number')
    return Number.isInteger(value) && Math.abs(value) > largestInteger ? { path, message: 'too large a number' } : null
  if (value === null || typeof value !== 'object') return null
  for (const [key, part] of Object.entries(value)) {
    const found = findUnstorable(key, path) ?? findUnstorable(part, path === '' ? key : `${path}.${key}`)
    if (found) return found
  }
  return null
}

function requireJson(request: Request): void {
  if (request.is('application/json') === false) fail('unsupported-media', { accepted: ['application/json'] })
}
