import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/errors.ts'
import type { StaffUser } from '../../generated/prisma/client.ts'
import type { Transaction } from '../../kernel/transaction.ts'
import { hashPassword, passwordMatches } from './passwords.ts'
import type { StaffSignIn } from './schema.ts'
import { enrolmentUri, newSecondFactor, secondFactorStep } from './second-factor.ts'
import { beginSession, endSessions, type NewSession } from './sessions.ts'
import { auditOwner, countFailure, lockedUntil, requireFreshPassword } from './sign-in-attempts.ts'

type Tx = Transaction<'staffUser' | 'session'>

export type StaffSignInResult =
  | { readonly status: 'signed-in'; readonly session: NewSession }
  | { readonly status: 'second-factor' }
  | { readonly status: 'enrol'; readonly otpauthUri: string }
  | { readonly status: 'new-password' }

/** What the judgement of one attempt comes to. It is returned, not thrown: the count of a wrong one must be committed. */
type Verdict = StaffSignInResult | { readonly status: 'wrong' } | { readonly status: 'locked'; readonly until: Date }

/**
 * Signs a member of staff in, or says what is still missing. Five wrong answers in a row lock the account for a quarter of an hour;
 * attempts at one account are judged one after another, so that guesses in parallel cannot exceed the bound.
 * Fails `wrong-credentials`, `locked-out`.
 */
export async function signInStaff(ctx: Context, input: StaffSignIn): Promise<StaffSignInResult> {
  const verdict = await ctx.transact((tx: Tx) => judge(ctx, tx, input))
  if (verdict.status === 'locked') fail('locked-out', { until: verdict.until.toISOString() })
  if (verdict.status === 'wrong') fail('wrong-credentials')
  return verdict
}

async function judge(ctx: Context, tx: Tx, input: StaffSignIn): Promise<Verdict> {
  const now = ctx.clock.now()
  await tx.$queryRaw`select id from staff_user where "loginName" = ${input.loginName} for update`
  const user = await tx.staffUser.findUnique({ where: { loginName: input.loginName } })
  const until = lockedUntil(user, now)
  if (until) return { status: 'locked', until }
  const right = await passwordMatches(user?.passwordHash, input.password)
  if (user && !right) await countFailure(ctx, tx, user, 'password')
  if (!user || user.disabledAt || !right) return { status: 'wrong' }

  const required = ctx.policy.secondFactorRoles.includes(user.role)
  if (!user.totpEnrolledAt && !required) return admit(ctx, tx, user, input, {})
  const secret = user.totpSecret
    ? await ctx.fields.open(secretOf(user), user.totpSecret)
    : await startEnrolment(ctx, tx, user)
  if (input.secondFactor === undefined) {
    return user.totpEnrolledAt
      ? { status: 'second-factor' }
      : { status: 'enrol', otpauthUri: enrolmentUri(user.loginName, secret) }
  }
  const step = await secondFactorStep(secret, input.secondFactor, user.totpLastStep, now)
  if (step === null) {
    await countFailure(ctx, tx, user, 'second-factor')
    return { status: 'wrong' }
  }
  return admit(ctx, tx, user, input, { totpLastStep: step, totpEnrolledAt: user.totpEnrolledAt ?? now })
}

/** Everything was right: change the password where one is due, which ends the account's other sessions, and begin the session. */
async function admit(
  ctx: Context,
  tx: Tx,
  user: StaffUser,
  input: StaffSignIn,
  proof: { totpLastStep?: number; totpEnrolledAt?: Date },
): Promise<StaffSignInResult> {
  if (user.mustChangePassword && input.newPassword === undefined) return { status: 'new-password' }
  if (input.newPassword !== undefined) requireFreshPassword(user, { ...input, newPassword: input.newPassword })
  const password = input.newPassword
    ? { passwordHash: await hashPassword(input.newPassword), mustChangePassword: false }
    : {}
  const now = ctx.clock.now()
  if (input.newPassword !== undefined) await endSessions(tx, now, { staffUserId: user.id })
  const secondFactorAt = proof.totpLastStep === undefined ? null : now
  const session = await beginSession(tx, now, { kind: 'staff', id: user.id, secondFactorAt })
  const row = await tx.staffUser.update({
    where: { id: user.id },
    data: { ...proof, ...password, failedAttempts: 0, lockedUntil: null, version: { increment: 1 } },
  })
  await auditOwner(tx, ctx, row, 'staff.signed-in', {
    secondFactor: proof.totpLastStep !== undefined,
    passwordChanged: input.newPassword !== undefined,
  })
  return { status: 'signed-in', session }
}

async function startEnrolment(ctx: Context, tx: Tx, user: StaffUser): Promise<string> {
  const secret = newSecondFactor()
  const data = { totpSecret: await ctx.fields.seal(secretOf(user), secret), version: { increment: 1 } }
  await auditOwner(tx, ctx, await tx.staffUser.update({ where: { id: user.id }, data }), 'staff.second-factor-offered')
  return secret
}

const secretOf = ({ id }: StaffUser) => ({ field: 'staff_user.totpSecret', row: id }) as const
