import type { Driver } from '../../generated/prisma/client.ts'
import type { Context } from '../../kernel/context.ts'
import { newId } from '../../kernel/ids.ts'
import { recordAudit } from '../../kernel/audit/record.ts'
import type { Transaction } from '../../kernel/transaction.ts'
import { checkOneTimeCode, sendOneTimeCode, spendOneTimeCode, type OneTimeCodeTx } from './one-time-codes.ts'
import { adoptPlainDriver } from './plain-numbers.ts'
import { beginSession, type NewSession } from './sessions.ts'

type Tx = Transaction<'driver' | 'session'> & OneTimeCodeTx

/** What a code for signing in confirms; which phone, its index says. */
const subject = 'session'

export function askForSignInCode(ctx: Context, { phone }: { phone: string }) {
  return sendOneTimeCode(ctx, { phone, purpose: 'sign-in', subject })
}

/** Signs a driver in by phone number and one-time code; the first time makes his account. */
export async function signInDriver(
  ctx: Context,
  { phone, code }: { phone: string; code: string },
): Promise<NewSession> {
  const codeId = await checkOneTimeCode(ctx, { phone, purpose: 'sign-in', subject, code })
  const now = ctx.clock.now()
  return ctx.transact(async (tx: Tx) => {
    await spendOneTimeCode(tx, now, codeId)
    const driver = await driverWith(ctx, tx, phone)
    const session = await beginSession(tx, now, { kind: 'driver', id: driver.id })
    await recordAudit(tx, now, {
      stream: `driver:${driver.id}`,
      action: 'driver.signed-in',
      actor: { kind: 'driver', id: driver.id, role: 'driver', phone, sessionId: '' },
    })
    return session
  })
}

async function driverWith(ctx: Context, tx: Tx, phone: string): Promise<Driver> {
  const now = ctx.clock.now()
  const phoneIndex = ctx.fields.indexOf('driver.phone', phone)
  await adoptPlainDriver(ctx, tx, phone)
  const id = newId(now.getTime())
  const sealed = await ctx.fields.seal({ field: 'driver.phone', row: id }, phone)
  return tx.driver.upsert({
    where: { phoneIndex },
    create: { id, phone: sealed, phoneIndex, createdAt: now },
    update: {},
  })
}
