import type { Context } from '../../kernel/context.ts'
import { newId } from '../../kernel/ids.ts'
import { recordAudit } from '../../kernel/audit/record.ts'
import type { Transaction } from '../../kernel/transaction.ts'
import { checkOneTimeCode, sendOneTimeCode, spendOneTimeCode, type OneTimeCodeTx } from './one-time-codes.ts'
import { beginSession, type NewSession } from './sessions.ts'

type Tx = Transaction<'driver' | 'session'> & OneTimeCodeTx

export function askForSignInCode(ctx: Context, { phone }: { phone: string }) {
  return sendOneTimeCode(ctx, { phone, purpose: 'sign-in', subject: phone })
}

/** Signs a driver in by phone number and one-time code; the first time makes his account. */
export async function signInDriver(
  ctx: Context,
  { phone, code }: { phone: string; code: string },
): Promise<NewSession> {
  const codeId = await checkOneTimeCode(ctx, { phone, purpose: 'sign-in', subject: phone, code })
  const now = ctx.clock.now()
  return ctx.transact(async (tx: Tx) => {
    await spendOneTimeCode(tx, now, codeId)
    const driver = await tx.driver.upsert({
      where: { phone },
      create: { id: newId(now.getTime()), phone, createdAt: now },
      update: {},
    })
    const session = await beginSession(tx, now, { kind: 'driver', id: driver.id })
    await recordAudit(tx, now, {
      stream: `driver:${driver.id}`,
      action: 'driver.signed-in',
      actor: { kind: 'driver', id: driver.id, role: 'driver', phone, sessionId: '' },
    })
    return session
  })
}
