import type { Context } from '../../kernel/context.ts'
import { route, type Route } from '../../kernel/route.ts'
import * as schema from './schema.ts'
import * as identity from './service.ts'

const tag = 'identity'

export const identityRoutes = (ctx: Context): Route[] => [
  route({
    method: 'post',
    path: '/driver/codes',
    operationId: 'askForSignInCode',
    summary: 'Send a one-time code to a driver’s phone',
    tag,
    audience: 'anyone',
    limit: 'credentials',
    body: schema.askForCode,
    status: 201,
    reply: schema.codeSent,
    errors: ['unavailable', 'cross-site'],
    handle: ({ body }) => identity.askForSignInCode(ctx, body),
  }),
  route({
    method: 'post',
    path: '/driver/session',
    operationId: 'signInDriver',
    summary: 'Sign a driver in with the code',
    tag,
    audience: 'anyone',
    limit: 'credentials',
    body: schema.driverSignIn,
    errors: ['code-invalid', 'cross-site'],
    handle: async ({ body, session }) => {
      const { secret, expiresAt } = await identity.signInDriver(ctx, body)
      session.begin('driver', secret, expiresAt)
    },
  }),
  route({
    method: 'post',
    path: '/staff/session',
    operationId: 'signInStaff',
    summary: 'Sign a member of staff in; the answer says what is still missing',
    tag,
    audience: 'anyone',
    limit: 'credentials',
    body: schema.staffSignIn,
    reply: schema.staffSignInAnswer,
    errors: ['wrong-credentials', 'locked-out', 'cross-site', 'conflict'],
    handle: async ({ body, session }) => {
      const result = await identity.signInStaff(ctx, body)
      if (result.status === 'signed-in') session.begin('staff', result.session.secret, result.session.expiresAt)
      return result
    },
  }),
  route({
    method: 'delete',
    path: '/session',
    operationId: 'signOut',
    summary: 'End the session named by the Kuaichu-Session header',
    tag,
    audience: 'signed-in',
    handle: async ({ actor, session }) => {
      await ctx.transact((tx) => identity.endSessions(tx, ctx.clock.now(), { id: actor.sessionId }))
      session.end(actor.kind)
    },
  }),
  route({
    method: 'get',
    path: '/me',
    operationId: 'getMe',
    summary: 'Who is signed in, and with what rights',
    tag,
    audience: 'signed-in',
    reply: schema.me,
    handle: ({ actor }) => Promise.resolve(actor as schema.Me),
  }),
  route({
    method: 'get',
    path: '/staff',
    operationId: 'listStaffUsers',
    summary: 'Accounts, by login name',
    tag,
    audience: 'staff',
    query: schema.accountPage,
    reply: schema.staffUserList,
    handle: ({ actor, query }) => identity.listStaffUsers(ctx, actor, query),
  }),
  route({
    method: 'post',
    path: '/staff',
    operationId: 'createStaffUser',
    summary: 'Make an account',
    tag,
    audience: 'staff',
    idempotent: true,
    body: schema.createStaffUser,
    status: 201,
    reply: schema.staffUserView,
    errors: ['conflict', 'idempotency-conflict'],
    handle: ({ actor, body }) => identity.createStaffUser(ctx, actor, body),
  }),
  route({
    method: 'put',
    path: '/staff/:id/enabled',
    operationId: 'setStaffUserEnabled',
    summary: 'Disable an account at once, or enable it again',
    tag,
    audience: 'staff',
    params: schema.byId,
    body: schema.setStaffUserEnabled,
    reply: schema.staffUserView,
    errors: ['not-found', 'conflict'],
    handle: ({ actor, params, body }) => identity.setStaffUserEnabled(ctx, actor, params.id, body),
  }),
  route({
    method: 'get',
    path: '/authorisations',
    operationId: 'listAuthorisations',
    summary: 'Authorisations of surveyors, newest first',
    tag,
    audience: 'staff',
    query: schema.page,
    reply: schema.authorisationList,
    handle: ({ actor, query }) => identity.listAuthorisations(ctx, actor, query),
  }),
  route({
    method: 'post',
    path: '/authorisations',
    operationId: 'grantAuthorisation',
    summary: 'Let a surveyor act in a district',
    tag,
    audience: 'staff',
    idempotent: true,
    body: schema.grantAuthorisation,
    status: 201,
    reply: schema.authorisationView,
    errors: ['idempotency-conflict'],
    handle: ({ actor, body }) => identity.grantAuthorisation(ctx, actor, body),
  }),
  route({
    method: 'post',
    path: '/authorisations/:id/revocation',
    operationId: 'revokeAuthorisation',
    summary: 'Take an authorisation back; it stops the next request',
    tag,
    audience: 'staff',
    params: schema.byId,
    body: schema.revokeAuthorisation,
    reply: schema.authorisationView,
    errors: ['not-found', 'conflict'],
    handle: ({ actor, params, body }) => identity.revokeAuthorisation(ctx, actor, params.id, body),
  }),
]
