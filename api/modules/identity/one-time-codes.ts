import { randomInt, timingSafeEqual } from 'node:crypto'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/errors.ts'
import { newId } from '../../kernel/ids.ts'
import type { Transaction } from '../../kernel/transaction.ts'

/** What a caller's transaction must hold to spend a code in it. */
export type OneTimeCodeTx = Transaction<'oneTimeCode'>

const validForMs = 5 * 60_000
const resendAfterMs = 60_000
/** Of one purpose: whoever has codes for signing in sent to somebody else's phone must not keep him from signing his document. */
const perDay = 20
/** Five guesses of a million; the rate limit of the address bounds the rest. */
const maxAttempts = 5

export type CodePurpose = 'sign-in' | 'sign-document'

/**
 * Sends a six-digit code by text message. `subject` is what it confirms: a session for signing in, the document's SHA-256 for signing,
 * so that a code asked for one thing cannot confirm another. Fails `slow-down` within a minute of the last one.
 */
export async function sendOneTimeCode(
  ctx: Context,
  { phone, purpose, subject }: { phone: string; purpose: CodePurpose; subject: string },
): Promise<{ expiresAt: string; resendAfterS: number }> {
  const now = ctx.clock.now()
  const expiresAt = new Date(now.getTime() + validForMs)
  const code = randomInt(1_000_000).toString().padStart(6, '0')
  const id = newId(now.getTime())
  const phoneIndex = ctx.fields.indexOf('one_time_code.phone', phone)

  await ctx.transact(async (tx: OneTimeCodeTx) => {
    // One phone at a time: two requests at once must not both pass the bound below.
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`code:${phoneIndex}`}, 0))`
    const since = new Date(now.getTime() - 24 * 3_600_000)
    const recent = await tx.oneTimeCode.findMany({
      where: { phoneIndex, purpose, createdAt: { gt: since } },
      orderBy: { createdAt: 'desc' },
    })
    const last = recent.find((earlier) => earlier.subject === subject && !earlier.usedAt)
    const waitMs = last ? last.createdAt.getTime() + resendAfterMs - now.getTime() : 0
    if (waitMs > 0) fail('slow-down', { retryAfterS: Math.ceil(waitMs / 1000) })
    if (recent.length >= perDay) fail('slow-down', { retryAfterS: 24 * 3600 })
    await tx.oneTimeCode.create({
      data: {
        id,
        phone: await ctx.fields.seal({ field: 'one_time_code.phone', row: id }, phone),
        phoneIndex,
        purpose,
        subject,
        codeHash: hashOf(ctx, id, code),
        createdAt: now,
        expiresAt,
      },
    })
  })

  try {
    await ctx.sms.send({ phone, template: `one-time-code.${purpose}`, parameters: { code, minutes: '5' }, key: id })
  } catch (error) {
    await ctx.db.oneTimeCode.delete({ where: { id } })
    fail('unavailable', { part: 'sms' }, error)
  }
  return { expiresAt: expiresAt.toISOString(), resendAfterS: resendAfterMs / 1000 }
}

/**
 * Holds a guess against the newest code sent, without spending it. A wrong guess is counted outside the caller's transaction, so that its
 * roll-back cannot forget it. Returns the id of the code, for `spendOneTimeCode`; fails `code-invalid`.
 */
export async function checkOneTimeCode(
  ctx: Context,
  { phone, purpose, subject, code }: { phone: string; purpose: CodePurpose; subject: string; code: string },
): Promise<string> {
  const open = { usedAt: null, expiresAt: { gt: ctx.clock.now() }, attempts: { lt: maxAttempts } }
  // Only the newest counts: one that was guessed at too often does not bring an older one back to life.
  const latest = await ctx.db.oneTimeCode.findFirst({
    where: { phoneIndex: ctx.fields.indexOf('one_time_code.phone', phone), purpose, subject },
    orderBy: { createdAt: 'desc' },
  })
  if (!latest) fail('code-invalid')

  // The attempt is paid for before the guess is judged: guesses in parallel cannot exceed the bound.
  const paid = await ctx.db.oneTimeCode.updateMany({
    where: { ...open, id: latest.id },
    data: { attempts: { increment: 1 } },
  })
  if (paid.count === 0) fail('code-invalid')
  const right = timingSafeEqual(Buffer.from(latest.codeHash), Buffer.from(hashOf(ctx, latest.id, code)))
  if (!right) fail('code-invalid', { attemptsLeft: Math.max(0, maxAttempts - latest.attempts - 1) })
  return latest.id
}

/**
 * Spends a code in the transaction of what it confirms: either both are there or neither, so that an act that was cut off can be repeated
 * with the same code. Fails `code-invalid` when somebody spent it first.
 */
export async function spendOneTimeCode(tx: OneTimeCodeTx, now: Date, id: string): Promise<void> {
  const { count } = await tx.oneTimeCode.updateMany({ where: { id, usedAt: null }, data: { usedAt: now } })
  if (count === 0) fail('code-invalid')
}

/** Under a key: a million guesses are made in a second. */
const hashOf = (ctx: Context, id: string, code: string) => ctx.fields.indexOf('one_time_code.codeHash', `${id}:${code}`)

/** Forgets the codes that confirmed these signatures, and so to which phones they went. */
export async function forgetCodes(tx: OneTimeCodeTx, ids: readonly string[]): Promise<void> {
  await tx.oneTimeCode.deleteMany({ where: { id: { in: [...ids] } } })
}
