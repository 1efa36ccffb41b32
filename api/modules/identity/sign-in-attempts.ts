import type { StaffUser } from '../../generated/prisma/client.ts'
import type { StaffActor, StaffRole } from '../../kernel/access/roles.ts'
import { recordAudit } from '../../kernel/audit/record.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/errors.ts'
import type { Transaction } from '../../kernel/transaction.ts'

type Tx = Transaction<'staffUser'>

const attemptsBeforeLock = 5
const lockMs = 15 * 60_000

/** Until when wrong answers keep the account locked; nothing when they do not. */
export function lockedUntil(user: StaffUser | null, now: Date): Date | null {
  return user?.lockedUntil && user.lockedUntil > now ? user.lockedUntil : null
}

/** Counts a wrong answer; the fifth in a row locks. */
export async function countFailure(
  ctx: Context,
  tx: Tx,
  user: StaffUser,
  what: 'password' | 'second-factor',
): Promise<void> {
  const failures = user.failedAttempts + 1
  const locks = failures >= attemptsBeforeLock
  const until = new Date(ctx.clock.now().getTime() + lockMs)
  const row = await tx.staffUser.update({
    where: { id: user.id },
    data: {
      ...(locks ? { failedAttempts: 0, lockedUntil: until } : { failedAttempts: failures }),
      version: { increment: 1 },
    },
  })
  await auditOwner(tx, ctx, row, locks ? 'staff.locked-out' : 'staff.sign-in-failed', { what })
}

/** A password that its owner chooses: not the one he has, and nothing that his name gives away. */
export function requireFreshPassword(
  user: StaffUser,
  { password, newPassword }: { password: string; newPassword: string },
): void {
  const weak = newPassword === password || newPassword.toLowerCase().includes(user.loginName.toLowerCase())
  if (weak)
    fail('bad-input', { issues: [{ path: 'newPassword', message: 'must be new and must not contain the login name' }] })
}

/** What the owner of an account did with it, or somebody who gave himself out as him. */
export function auditOwner(
  tx: Tx,
  ctx: Context,
  row: StaffUser,
  action: string,
  details: Record<string, unknown> = {},
): Promise<void> {
  const rows = [{ model: 'staffUser', row }]
  return recordAudit(tx, ctx.clock.now(), { stream: `staff:${row.id}`, action, actor: asActor(row), details, rows })
}

function asActor(user: StaffUser): StaffActor {
  return {
    kind: 'staff',
    id: user.id,
    role: user.role as StaffRole,
    displayName: user.displayName,
    unitId: user.unitId,
    insurerId: user.insurerId,
    districtCodes: user.districtCodes,
    authorisations: [],
    sessionId: '',
  }
}
