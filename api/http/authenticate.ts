import type { Request } from 'express'
import type { Actor } from '../kernel/access/roles.ts'
import { fail } from '../kernel/errors.ts'
import { readSessionCookies, sessionHeader, type SessionKind } from './cookies.ts'
import type { Audience } from '../kernel/route.ts'

/** Finds whose session a secret is; nothing where it has ended. */
export type FindActor = (kind: SessionKind, secret: string) => Promise<Actor | null>

/**
 * Who calls. The header says which of the two sessions is meant; without it a read may use the only cookie there is.
 * A request that changes something must bear the header and come from our own origin (CSRF).
 */
export async function authenticate(
  request: Request,
  audience: Audience,
  findActor: FindActor,
  publicOrigin: string,
): Promise<Actor | null> {
  const kind = sessionKind(request, audience)
  const unsafe = !['GET', 'HEAD', 'OPTIONS'].includes(request.method)
  if (unsafe) requireOwnOrigin(request, publicOrigin)

  const secret = kind && readSessionCookies(request.headers.cookie)[kind]
  const actor = kind && secret ? await findActor(kind, secret) : null
  if (audience === 'anyone') return actor
  if (!actor) fail('not-signed-in')
  if (audience !== 'signed-in' && actor.kind !== audience) fail('forbidden', { reason: 'role' })
  return actor
}

function sessionKind(request: Request, audience: Audience): SessionKind | undefined {
  const named = request.headers[sessionHeader]
  if (named === 'staff' || named === 'driver') return named
  if (audience === 'staff' || audience === 'driver') return audience
  const { staff, driver } = readSessionCookies(request.headers.cookie)
  if (staff && !driver) return 'staff'
  return driver && !staff ? 'driver' : undefined
}

/** A sandboxed page sends the origin `null`. */
function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined
}

function requireOwnOrigin(request: Request, publicOrigin: string): void {
  const { origin, [sessionHeader]: named } = request.headers
  if (named === undefined) fail('cross-site')
  if (origin !== undefined && origin !== publicOrigin && hostOf(origin) !== request.headers.host) fail('cross-site')
}
