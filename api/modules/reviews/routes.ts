import type { Context } from '../../kernel/context.ts'
import { route, type Route } from '../../kernel/route.ts'
import * as schema from './schema.ts'
import * as reviews from './service.ts'

const tag = 'reviews'

export const reviewRoutes = (ctx: Context): Route[] => [
  route({
    method: 'get',
    path: '/reviews',
    operationId: 'listReviews',
    summary: 'The reviews you may do: flagged first, then the sample',
    tag,
    audience: 'staff',
    query: schema.reviewQuery,
    reply: schema.reviewList,
    handle: ({ actor, query }) => reviews.listReviews(ctx, actor, query),
  }),
  route({
    method: 'get',
    path: '/reviews/:id',
    operationId: 'getReview',
    summary: 'One review, with what you may do to it now',
    tag,
    audience: 'staff',
    params: schema.byId,
    reply: schema.reviewView,
    errors: ['not-found'],
    handle: ({ actor, params }) => reviews.getReview(ctx, actor, params.id),
  }),
  route({
    method: 'post',
    path: '/reviews/:id/confirmation',
    operationId: 'confirmReview',
    summary: 'Let the determination stand',
    tag,
    audience: 'staff',
    idempotent: true,
    params: schema.byId,
    body: schema.confirmReview,
    reply: schema.reviewView,
    errors: ['not-found', 'conflict', 'not-now', 'idempotency-conflict'],
    handle: ({ actor, params, body }) => reviews.confirmReview(ctx, actor, params.id, body),
  }),
  route({
    method: 'post',
    path: '/reviews/:id/taking-over',
    operationId: 'takeOverReview',
    summary: 'Open the simple procedure: the case is yours',
    tag,
    audience: 'staff',
    idempotent: true,
    params: schema.byId,
    body: schema.takeOverReview,
    reply: schema.reviewView,
    errors: ['not-found', 'conflict', 'not-now', 'idempotency-conflict'],
    handle: ({ actor, params, body }) => reviews.takeOverReview(ctx, actor, params.id, body),
  }),
]
