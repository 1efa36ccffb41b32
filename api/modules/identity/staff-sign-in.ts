import type { StaffActor, StaffRole } from '../../kernel/access/roles.ts'
import { recordAudit } from '../../kernel/audit/record.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/errors.ts'
import type { StaffUser } from '../../generated/prisma/client.ts'
import type { Transaction } from '../../kernel/transaction.ts'
import { hashPassword, passwordMatches } from './passwords.ts'
import type { StaffSignIn } from './schema.ts'
import { enrolmentUri, newSecondFactor, secondFactorStep } from './second-factor.ts'
import { beginSession, type NewSession } from './sessions.ts'

type Tx = Transaction<'staffUser' | 'session'>

const attemptsBeforeLock = 5
const lockMs = 15 * 60_000

export type StaffSignInResult =
  | { readonly status: 'signed-in'; readonly session: NewSession }
  | { readonly status: 'second-factor' }
  | { readonly status: 'enrol'; readonly otpauthUri: string }
  | { readonly status: 'new-password' }

/**
 * Signs a member of staff in, or says what is still missing. Five wrong answers in a row lock the account for a quarter of an hour.
 * Fails `wrong-credentials`, `locked-out`.
 */
export async function signInStaff(ctx: Context, input: StaffSignIn): Promise<StaffSignInResult> {
  const now = ctx.clock.now()
  const user = await ctx.db.staffUser.findUnique({ where: { loginName: input.loginName } })
  if (user?.lockedUntil && user.lockedUntil > now) fail('locked-out', { until: user.lockedUntil.toISOString() })
  const right = await passwordMatches(user?.passwordHash, input.password)
  if (!user || user.disabledAt || !right) {
    if (user && !right) await countFailure(ctx, user, 'password')
    fail('wrong-credentials')
  }

  const required = ctx.policy.secondFactorRoles.includes(user.role)
  if (user.totpEnrolledAt || required) {
    const secret = user.totpSecret ?? (await startEnrolment(ctx, user))
    if (input.secondFactor === undefined) {
      return user.totpEnrolledAt
        ? { status: 'second-factor' }
        : { status: 'enrol', otpauthUri: enrolmentUri(user.loginName, secret) }
    }
    const step = await secondFactorStep(secret, input.secondFactor, user.totpLastStep, now)
    if (step === null) {
      await countFailure(ctx, user, 'second-factor')
      fail('wrong-credentials')
    }
    return admit(ctx, user, input, { totpLastStep: step, totpEnrolledAt: user.totpEnrolledAt ?? now })
  }
  return admit(ctx, user, input, {})
}

/** Everything was right: change the password where one is due, and begin the session. */
async function admit(
  ctx: Context,
  user: StaffUser,
  input: StaffSignIn,
  proof: { totpLastStep?: number; totpEnrolledAt?: Date },
): Promise<StaffSignInResult> {
  if (user.mustChangePassword && input.newPassword === undefined) return { status: 'new-password' }
  if (input.newPassword !== undefined) requireFreshPassword(user, input)
  const password = input.newPassword
    ? { passwordHash: await hashPassword(input.newPassword), mustChangePassword: false }
    : {}
  const now = ctx.clock.now()

  return ctx.transact(async (tx: Tx) => {
    const session = await beginSession(tx, now, {
      kind: 'staff',
      id: user.id,
      secondFactorAt: proof.totpLastStep ? now : null,
    })
    // The version guards the one-time code as well: two sign-ins with the same code cannot both move it.
    const { count } = await tx.staffUser.updateMany({
      where: { id: user.id, version: user.version },
      data: { ...proof, ...password, failedAttempts: 0, lockedUntil: null, version: { increment: 1 } },
    })
    if (count === 0) fail('conflict', { state: 'signing-in' })
    const row = await tx.staffUser.findUniqueOrThrow({ where: { id: user.id } })
    await auditUser(tx, ctx, row, 'staff.signed-in', {
      secondFactor: proof.totpLastStep !== undefined,
      passwordChanged: input.newPassword !== undefined,
    })
    return { status: 'signed-in', session }
  })
}

function requireFreshPassword(user: StaffUser, { password, newPassword = '' }: StaffSignIn): void {
  const weak = newPassword === password || newPassword.toLowerCase().includes(user.loginName.toLowerCase())
  if (weak)
    fail('bad-input', { issues: [{ path: 'newPassword', message: 'must be new and must not contain the login name' }] })
}

async function startEnrolment(ctx: Context, user: StaffUser): Promise<string> {
  const secret = newSecondFactor()
  await ctx.transact(async (tx: Tx) => {
    const row = await tx.staffUser.update({
      where: { id: user.id },
      data: { totpSecret: secret, version: { increment: 1 } },
    })
    await auditUser(tx, ctx, row, 'staff.second-factor-offered')
  })
  return secret
}

/** Counts a wrong answer; the fifth in a row locks. */
async function countFailure(ctx: Context, user: StaffUser, what: 'password' | 'second-factor'): Promise<void> {
  await ctx.transact(async (tx: Tx) => {
    const where = { id: user.id }
    let row = await tx.staffUser.update({
      where,
      data: { failedAttempts: { increment: 1 }, version: { increment: 1 } },
    })
    const locks = row.failedAttempts >= attemptsBeforeLock
    if (locks) {
      const lockedUntil = new Date(ctx.clock.now().getTime() + lockMs)
      row = await tx.staffUser.update({ where, data: { failedAttempts: 0, lockedUntil } })
    }
    await auditUser(tx, ctx, row, locks ? 'staff.locked-out' : 'staff.sign-in-failed', { what })
  })
}

function auditUser(
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
