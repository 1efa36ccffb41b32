import type { StaffActor } from '../../kernel/access/roles.ts'
import type { Context } from '../../kernel/context.ts'
import { changeAccount, unlocked } from './change-account.ts'
import { hashPassword, newInitialPassword } from './passwords.ts'
import type { PasswordResetView, StaffUserView } from './schema.ts'
import { toStaffUserView } from './staff-accounts.ts'

interface Seen {
  /** The version of the account that the administrator looked at. */
  readonly version: number
}

/**
 * Replaces a forgotten password by one that this answer alone bears: its owner must choose his own before he gets any further. Never an
 * idempotent request, whose answer would be kept; who repeats it on the same version is told `conflict`.
 */
export async function resetPassword(
  ctx: Context,
  actor: StaffActor,
  id: string,
  { version }: Seen,
): Promise<PasswordResetView> {
  const initialPassword = newInitialPassword()
  const passwordHash = await hashPassword(initialPassword)
  const row = await changeAccount(ctx, actor, id, {
    action: 'staff.password-reset',
    version,
    data: { ...unlocked, passwordHash, mustChangePassword: true },
    endsSessions: true,
  })
  return { initialPassword, account: toStaffUserView(row) }
}

/** Takes a lost authenticator off the account; where the role requires one, the next sign-in begins with enrolling another. */
export async function resetSecondFactor(
  ctx: Context,
  actor: StaffActor,
  id: string,
  { version }: Seen,
): Promise<StaffUserView> {
  const row = await changeAccount(ctx, actor, id, {
    action: 'staff.second-factor-reset',
    version,
    only: { totpSecret: { not: null } },
    data: { ...unlocked, totpSecret: null, totpEnrolledAt: null, totpLastStep: 0 },
    endsSessions: true,
  })
  return toStaffUserView(row)
}

/** Opens an account that wrong answers locked, before its quarter of an hour is over. */
export async function unlockStaffUser(
  ctx: Context,
  actor: StaffActor,
  id: string,
  { version }: Seen,
): Promise<StaffUserView> {
  const row = await changeAccount(ctx, actor, id, {
    action: 'staff.unlocked',
    version,
    only: { lockedUntil: { gt: ctx.clock.now() } },
    data: unlocked,
    endsSessions: false,
  })
  return toStaffUserView(row)
}
