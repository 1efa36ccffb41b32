import { z } from 'zod'
import { mayEver } from '../../kernel/access/access.ts'
import type { StaffActor } from '../../kernel/access/roles.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/errors.ts'
import type { AuditQuery } from './schema.ts'

const canonicalSchema = z.object({ details: z.record(z.string(), z.unknown()) })

/** What was done, newest first. */
export async function listAuditEvents(
  ctx: Context,
  actor: StaffActor,
  { stream, actorId, action, after, limit }: AuditQuery,
) {
  if (!mayEver(actor, 'auditEvent.read')) fail('forbidden', { action: 'auditEvent.read', reason: 'role' })
  const rows = await ctx.db.auditEvent.findMany({
    where: { AND: [{ stream, actorId, action }, after ? below(after) : {}] },
    orderBy: [{ at: 'desc' }, { stream: 'desc' }, { seq: 'desc' }],
    take: limit + 1,
  })
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: shown.map(({ canonical, hash, ...row }) => ({
      ...row,
      at: row.at.toISOString(),
      details: canonicalSchema.parse(JSON.parse(Buffer.from(canonical).toString())).details,
      hash: Buffer.from(hash).toString('hex'),
    })),
    next: rows.length > limit && last ? `${last.at.toISOString()}|${last.stream}|${last.seq}` : null,
  }
}

function below(cursor: string) {
  const [time = '', stream = '', seq = ''] = cursor.split('|')
  const at = new Date(time)
  if (!z.iso.datetime().safeParse(time).success || !/^\d{1,9}$/.test(seq)) {
    fail('bad-input', { issues: [{ path: 'after', message: 'use the value of "next" as it is' }] })
  }
  // The first condition says nothing new, but it is the one that the index of the times serves.
  return {
    at: { lte: at },
    OR: [{ at: { lt: at } }, { at, stream: { lt: stream } }, { at, stream, seq: { lt: Number(seq) } }],
  }
}
