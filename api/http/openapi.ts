import { OpenAPIRegistry, OpenApiGeneratorV31 } from '@asteasolutions/zod-to-openapi'
import { z } from 'zod'
import { errorCodes, type ErrorCode } from '../kernel/errors.ts'
import type { Audience, Route } from '../kernel/route.ts'

const both = z.object({ zh: z.string(), en: z.string() })

/** RFC 9457; extensions depend on the code. */
const problemSchema = z
  .looseObject({
    type: z.string(),
    code: z.enum(Object.keys(errorCodes) as [ErrorCode, ...ErrorCode[]]),
    status: z.number().int(),
    title: z.string(),
    detail: z.string(),
    titles: both,
    details: both,
    requestId: z.string(),
  })
  .meta({ id: 'Problem' })

/** The OpenAPI 3.1 document of all routes. Stable: the same routes give the same text. */
export function openApiDocument(routes: readonly Route[], version: string): object {
  const registry = new OpenAPIRegistry()
  for (const [kind, name] of [
    ['staff', 'kuaichu_staff'],
    ['driver', 'kuaichu_driver'],
  ] as const) {
    registry.registerComponent('securitySchemes', kind, { type: 'apiKey', in: 'cookie', name })
  }
  for (const route of routes) registry.registerPath(toPath(route))
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: {
      title: 'Kuaichu 快处',
      version,
      description:
        'Rapid settlement of minor road accidents. Requests that change something bear the header `Kuaichu-Session: staff|driver`; ' +
        'those marked idempotent may bear an `Idempotency-Key`. Errors are problem+json (RFC 9457).',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/api' }],
  })
}

type PathConfig = Parameters<OpenAPIRegistry['registerPath']>[0]

function toPath(route: Route): PathConfig {
  const errors = new Set<ErrorCode>([...(route.errors ?? []), 'slow-down'])
  if (route.params ?? route.query ?? route.body) errors.add('bad-input')
  if (route.audience !== 'anyone') errors.add('not-signed-in').add('forbidden')
  const byStatus = groupByStatus([...errors].sort())
  const security: Record<Audience, Record<string, string[]>[]> = {
    anyone: [],
    staff: [{ staff: [] }],
    driver: [{ driver: [] }],
    'signed-in': [{ staff: [] }, { driver: [] }],
  }
  const responses: PathConfig['responses'] = {
    [route.status ?? (route.reply ? 200 : 204)]: route.reply
      ? { description: 'Done', content: { 'application/json': { schema: route.reply } } }
      : { description: 'Done' },
  }
  for (const [status, codes] of [...byStatus].sort(([a], [b]) => a - b)) {
    responses[status] = {
      description: codes.join(' | '),
      content: { 'application/problem+json': { schema: problemSchema } },
    }
  }
  return {
    method: route.method,
    path: route.path.replace(/:(\w+)/g, '{$1}'),
    operationId: route.operationId,
    summary: route.summary,
    tags: [route.tag],
    security: security[route.audience],
    request: {
      ...(route.params ? { params: route.params as z.ZodObject } : {}),
      ...(route.query ? { query: route.query as z.ZodObject } : {}),
      ...(route.idempotent ? { headers: z.object({ 'Idempotency-Key': z.string().min(8).max(100).optional() }) } : {}),
      ...(route.body ? { body: { required: true, content: { 'application/json': { schema: route.body } } } } : {}),
    },
    responses,
  }
}

function groupByStatus(codes: readonly ErrorCode[]): Map<number, ErrorCode[]> {
  const groups = new Map<number, ErrorCode[]>()
  for (const code of codes) {
    const { status } = errorCodes[code]
    groups.set(status, [...(groups.get(status) ?? []), code])
  }
  return groups
}
