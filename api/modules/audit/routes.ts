import type { Context } from '../../kernel/context.ts'
import { route, type Route } from '../../kernel/route.ts'
import * as schema from './schema.ts'
import { listAuditEvents } from './service.ts'

export const auditRoutes = (ctx: Context): Route[] => [
  route({
    method: 'get',
    path: '/audit/events',
    operationId: 'listAuditEvents',
    summary: 'What was done, newest first',
    tag: 'audit',
    audience: 'staff',
    query: schema.auditQuery,
    reply: schema.auditEventList,
    handle: ({ actor, query }) => listAuditEvents(ctx, actor, query),
  }),
]
