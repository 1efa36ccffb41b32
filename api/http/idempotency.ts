import type { Request } from 'express'
import type { Actor } from '../kernel/access/roles.ts'
import { digest } from '../kernel/canonical.ts'
import type { Context } from '../kernel/context.ts'
import { fail } from '../kernel/errors.ts'
import { AlreadyAnswered, keptAnswer } from '../kernel/idempotency.ts'
import { requestScope } from '../kernel/request.ts'

const keyForm = /^[\w-]{8,100}$/

/**
 * Runs an idempotent request once: with an Idempotency-Key, a repeat gets the first answer, also when the first one's answer was lost
 * on the way or the process died after its commit. The answer is kept by `ctx.transact`, inside the change.
 */
export async function answerOnce<T>(
  ctx: Context,
  request: Request,
  actor: Actor | null,
  body: unknown,
  run: () => Promise<T>,
): Promise<T> {
  const key = request.header('idempotency-key')
  const scope = requestScope.getStore()
  if (key === undefined || !scope) return run()
  if (!keyForm.test(key)) {
    fail('bad-input', { issues: [{ path: 'Idempotency-Key', message: '8 to 100 letters, digits, "-" or "_"' }] })
  }
  const idempotency = {
    actor: actor?.id ? `${actor.kind}:${actor.id}` : `address:${request.ip}`,
    key,
    requestHash: ctx.fields.indexOf(
      'idempotency_key.requestHash',
      digest({ method: request.method, path: request.path, body }),
    ),
    kept: false,
  }
  const earlier = await findAnswer<T>(ctx, idempotency)
  if (earlier) return earlier.answer

  scope.idempotency = idempotency
  try {
    return await run()
  } catch (error) {
    // The first request may have committed while this one ran, which then fails on what the first changed.
    const kept = await findAnswer<T>(ctx, idempotency)
    if (kept) return kept.answer
    if (error instanceof AlreadyAnswered) fail('idempotency-conflict')
    throw error
  }
}

async function findAnswer<T>(
  ctx: Context,
  { actor, key, requestHash }: { actor: string; key: string; requestHash: string },
): Promise<{ answer: T } | null> {
  const row = await ctx.db.idempotencyKey.findUnique({ where: { actor_key: { actor, key } } })
  if (!row) return null
  if (row.requestHash !== requestHash) fail('idempotency-conflict')
  return { answer: (await keptAnswer(ctx.fields, row)) as T }
}
