import type { Context } from '../../kernel/context.ts'
import { route, type Route } from '../../kernel/route.ts'
import * as schema from './schema.ts'
import * as retention from './service.ts'

const common = { tag: 'retention', audience: 'staff' } as const

export const retentionRoutes = (ctx: Context): Route[] => [
  route({
    ...common,
    method: 'get',
    path: '/accidents/:id/retention',
    operationId: 'getRetention',
    summary: 'Until when a case is kept, what was erased, and the holds that keep it longer',
    params: schema.byId,
    reply: schema.retentionView,
    errors: ['not-found'],
    handle: ({ actor, params }) => retention.getRetention(ctx, actor, params.id),
  }),
  route({
    ...common,
    method: 'post',
    path: '/accidents/:id/holds',
    operationId: 'placeHold',
    summary: 'Keep everything of a case: a court, a review or a complaint needs it',
    idempotent: true,
    params: schema.byId,
    body: schema.placeHold,
    status: 201,
    reply: schema.retentionView,
    errors: ['not-found', 'not-now'],
    handle: ({ actor, params, body }) => retention.placeHold(ctx, actor, params.id, body),
  }),
  route({
    ...common,
    method: 'post',
    path: '/accidents/:id/holds/:holdId/lifting',
    operationId: 'liftHold',
    summary: 'The file is no longer needed: it goes when its time is over',
    idempotent: true,
    params: schema.byHold,
    body: schema.liftHold,
    reply: schema.retentionView,
    errors: ['not-found', 'conflict'],
    handle: ({ actor, params, body }) => retention.liftHold(ctx, actor, params, body),
  }),
  route({
    ...common,
    method: 'get',
    path: '/retention/due',
    operationId: 'listDueErasures',
    summary: 'What will be erased in the next days',
    query: schema.dueQuery,
    reply: schema.dueList,
    handle: ({ actor, query }) => retention.listDueErasures(ctx, actor, query),
  }),
]
