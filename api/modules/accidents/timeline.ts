import { z } from 'zod'
import type { Accident } from '../../generated/prisma/client.ts'
import { decide } from '../../kernel/access/access.ts'
import type { ActionName } from '../../kernel/access/policy.ts'
import type { Actor } from '../../kernel/access/roles.ts'
import type { Context } from '../../kernel/context.ts'
import { viewCase } from './case-file.ts'

const canonical = z.object({ details: z.record(z.string(), z.unknown()) })

type Details = Readonly<Record<string, unknown>>

/** Acts whose details are not for all who may read the case: money is its insurer's and the police's (DOMAIN.md 1.7), a review the police's. */
const detailsAccess: Readonly<Record<string, ActionName>> = {
  settlement: 'claim.read',
  claim: 'claim.read',
  review: 'accident.take-over',
}

function shownDetails(actor: Actor, accident: Accident, action: string, details: Details): Record<string, unknown> {
  const rule = detailsAccess[action.split('.')[0] ?? '']
  const open = rule === undefined || decide(actor, rule, { ...accident, insurerId: details.insurerId }).allowed
  return open ? { ...details } : {}
}

/** What happened in the case, oldest first: its audit chain, which bears no personal values. */
export async function getTimeline(ctx: Context, actor: Actor, id: string) {
  const { accident } = await viewCase(ctx, actor, id)
  const events = await ctx.db.auditEvent.findMany({ where: { stream: `accident:${id}` }, orderBy: { seq: 'asc' } })
  return {
    items: events.map((event) => ({
      at: event.at.toISOString(),
      action: event.action,
      actorRole: event.actorRole,
      details: shownDetails(
        actor,
        accident,
        event.action,
        canonical.parse(JSON.parse(Buffer.from(event.canonical).toString())).details,
      ),
    })),
  }
}
