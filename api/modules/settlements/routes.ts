import type { Context } from '../../kernel/context.ts'
import { route, type Route } from '../../kernel/route.ts'
import * as schema from './schema.ts'
import * as settlements from './service.ts'

const tag = 'settlements'

export const settlementRoutes = (ctx: Context): Route[] => [
  route({
    method: 'get',
    path: '/accidents/:id/settlement',
    operationId: 'getSettlement',
    summary: 'Who pays what, as far as it concerns you; an estimate, the insurer decides',
    tag,
    audience: 'signed-in',
    params: schema.byId,
    reply: schema.settlementView,
    errors: ['not-found'],
    handle: ({ actor, params }) => settlements.getSettlement(ctx, actor, params.id),
  }),
  route({
    method: 'get',
    path: '/claims',
    operationId: 'listClaims',
    summary: 'The claims you may see, newest first',
    tag,
    audience: 'staff',
    query: schema.claimQuery,
    reply: schema.claimList,
    handle: ({ actor, query }) => settlements.listClaims(ctx, actor, query),
  }),
  route({
    method: 'post',
    path: '/claims/:id/retry',
    operationId: 'retryClaim',
    summary: 'Send a claim that the insurer refused once more',
    tag,
    audience: 'staff',
    idempotent: true,
    params: schema.byId,
    body: schema.atVersion,
    reply: schema.claimView,
    errors: ['not-found', 'conflict', 'not-now', 'idempotency-conflict'],
    handle: ({ actor, params, body }) => settlements.retryClaim(ctx, actor, params.id, body),
  }),
]
