import { z } from 'zod'
import type { Actor } from '../../kernel/access/roles.ts'
import type { Context } from '../../kernel/context.ts'
import { viewCase } from './case-file.ts'

const canonical = z.object({ details: z.record(z.string(), z.unknown()) })

/** What happened in the case, oldest first: its audit chain, which bears no personal values. */
export async function getTimeline(ctx: Context, actor: Actor, id: string) {
  await viewCase(ctx, ctx.db, actor, id)
  const events = await ctx.db.auditEvent.findMany({ where: { stream: `accident:${id}` }, orderBy: { seq: 'asc' } })
  return {
    items: events.map((event) => ({
      at: event.at.toISOString(),
      action: event.action,
      actorRole: event.actorRole,
      details: canonical.parse(JSON.parse(Buffer.from(event.canonical).toString())).details,
    })),
  }
}
