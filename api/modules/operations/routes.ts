import type { Context } from '../../kernel/context.ts'
import { route, type Route } from '../../kernel/route.ts'
import * as schema from './schema.ts'
import * as operations from './service.ts'

const common = { tag: 'operations', audience: 'staff' } as const

/** None bears an Idempotency-Key: whether an act is done already is seen in the queue itself. */
export const operationRoutes = (ctx: Context): Route[] => [
  route({
    ...common,
    method: 'get',
    path: '/operations/queues',
    operationId: 'listLanes',
    summary: 'What waits, runs and failed in each lane of background work',
    reply: schema.laneList,
    errors: ['unavailable'],
    handle: ({ actor }) => operations.listLanes(ctx, actor),
  }),
  route({
    ...common,
    method: 'post',
    path: '/operations/queues/:lane/pause',
    operationId: 'pauseLane',
    summary: 'Take no further job of this lane until it is resumed',
    params: schema.byLane,
    errors: ['unavailable'],
    handle: ({ actor, params }) => operations.pauseLane(ctx, actor, params.lane),
  }),
  route({
    ...common,
    method: 'post',
    path: '/operations/queues/:lane/resume',
    operationId: 'resumeLane',
    summary: 'Take jobs of this lane again',
    params: schema.byLane,
    errors: ['unavailable'],
    handle: ({ actor, params }) => operations.resumeLane(ctx, actor, params.lane),
  }),
  route({
    ...common,
    method: 'get',
    path: '/operations/failed-jobs',
    operationId: 'listFailedJobs',
    summary: 'Jobs that failed for good, newest first',
    query: schema.failedJobQuery,
    reply: schema.failedJobList,
    errors: ['unavailable'],
    handle: ({ actor, query }) => operations.listFailedJobs(ctx, actor, query),
  }),
  route({
    ...common,
    method: 'post',
    path: '/operations/failed-jobs/:id/retry',
    operationId: 'retryFailedJob',
    summary: 'Have a failed job tried anew from its first attempt',
    params: schema.byJob,
    errors: ['not-found', 'unavailable'],
    handle: ({ actor, params }) => operations.retryFailedJob(ctx, actor, params.id),
  }),
  route({
    ...common,
    method: 'delete',
    path: '/operations/failed-jobs/:id',
    operationId: 'dismissFailedJob',
    summary: 'Forget a failed job; the reason goes into the audit record',
    params: schema.byJob,
    body: schema.dismissJob,
    errors: ['not-found', 'unavailable'],
    handle: ({ actor, params, body }) => operations.dismissFailedJob(ctx, actor, params.id, body),
  }),
]
