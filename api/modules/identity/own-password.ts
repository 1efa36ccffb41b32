import type { StaffActor } from '../../kernel/access/roles.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/errors.ts'
import type { Transaction } from '../../kernel/transaction.ts'
import { hashPassword, passwordMatches } from './passwords.ts'
import type { ChangePassword } from './schema.ts'
import { endSessions } from './sessions.ts'
import { auditOwner, countFailure, lockedUntil, requireFreshPassword } from './sign-in-attempts.ts'

type Tx = Transaction<'staffUser' | 'session'>

/** Returned, not thrown: the count of a wrong answer must be committed. */
type Verdict = { readonly status: 'changed' | 'wrong' } | { readonly status: 'locked'; readonly until: Date }

/**
 * Replaces one's own password, proved by the present one, and ends one's other sessions. A wrong one counts towards the lock as at signing in,
 * so that an open page left alone is no place to guess at. Fails `bad-input` at the field, `locked-out`.
 */
export async function changeOwnPassword(ctx: Context, actor: StaffActor, input: ChangePassword): Promise<void> {
  const verdict = await ctx.transact((tx: Tx) => judge(ctx, tx, actor, input))
  if (verdict.status === 'locked') fail('locked-out', { until: verdict.until.toISOString() })
  if (verdict.status === 'wrong')
    fail('bad-input', { issues: [{ path: 'password', message: 'is not the present one' }] })
}

async function judge(ctx: Context, tx: Tx, actor: StaffActor, input: ChangePassword): Promise<Verdict> {
  const now = ctx.clock.now()
  await tx.$queryRaw`select id from staff_user where id = ${actor.id}::uuid for update`
  const user = await tx.staffUser.findUniqueOrThrow({ where: { id: actor.id } })
  const until = lockedUntil(user, now)
  if (until) return { status: 'locked', until }
  if (!(await passwordMatches(user.passwordHash, input.password))) {
    await countFailure(ctx, tx, user, 'password')
    return { status: 'wrong' }
  }
  requireFreshPassword(user, input)
  const row = await tx.staffUser.update({
    where: { id: user.id },
    data: {
      passwordHash: await hashPassword(input.newPassword),
      mustChangePassword: false,
      failedAttempts: 0,
      version: { increment: 1 },
    },
  })
  await endSessions(tx, now, { staffUserId: user.id, id: { not: actor.sessionId } })
  await auditOwner(tx, ctx, row, 'staff.password-changed')
  return { status: 'changed' }
}
