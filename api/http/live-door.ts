import { z } from 'zod'
import { decide, mayEver } from '../kernel/access/access.ts'
import type { Actor } from '../kernel/access/roles.ts'
import type { Context } from '../kernel/context.ts'
import { readSessionCookies, type SessionKind } from './cookies.ts'
import type { FindActor } from './authenticate.ts'

/**
 * Who may open the live channel and which rooms he may enter. `accident:<id>` follows the case's own access rule; a session and a member
 * of staff hear about themselves; reviewers and duty officers hear about their districts, clerks about the claims of their company.
 */
export function liveDoor(ctx: Context, findActor: FindActor) {
  const origin = new URL(ctx.policy.publicUrl).origin
  return {
    live: ctx.live,
    origins: (asked: string) => asked === origin,
    authenticate: async (cookieHeader: string | undefined, named: unknown) => {
      const secrets = readSessionCookies(cookieHeader)
      const kind: SessionKind | undefined =
        named === 'staff' || named === 'driver'
          ? named
          : secrets.staff
            ? 'staff'
            : secrets.driver
              ? 'driver'
              : undefined
      const secret = kind && secrets[kind]
      const actor = kind && secret ? await findActor(kind, secret) : null
      if (!kind || !secret || !actor || actor.kind === 'system') return null
      return {
        actorKey: `${actor.kind}:${actor.id}`,
        sessionId: actor.sessionId,
        // Asked anew at each entry: what was revoked since is gone.
        mayJoin: async (room: string) => {
          const now = await findActor(kind, secret)
          return now !== null && mayEnter(ctx, now, room)
        },
      }
    },
  }
}

async function mayEnter(ctx: Context, actor: Actor, room: string): Promise<boolean> {
  const [kind = '', id = ''] = room.split(':')
  if (kind === 'session') return actor.kind !== 'system' && actor.sessionId === id
  if (kind === 'staff') return actor.kind === 'staff' && actor.id === id
  if (kind === 'reviews')
    return actor.kind === 'staff' && mayEver(actor, 'review.read') && actor.districtCodes.includes(id)
  if (kind === 'orders')
    return actor.kind === 'staff' && mayEver(actor, 'officerOrder.read') && actor.districtCodes.includes(id)
  // A district or an insurer: whoever may read a claim of it hears of all of them.
  if (kind === 'claims')
    return actor.kind === 'staff' && decide(actor, 'claim.read', { districtCode: id, insurerId: id }).allowed
  if (kind === 'queue') return actor.kind === 'staff' && actor.authorisations.some((a) => a.districtCode === id)
  if (kind === 'accident' && z.uuid().safeParse(id).success) {
    const accident = await ctx.db.accident.findUnique({ where: { id } })
    return accident !== null && decide(actor, 'accident.read', accident).allowed
  }
  return false
}
