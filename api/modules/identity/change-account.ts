import type { Prisma, StaffUser } from '../../generated/prisma/client.ts'
import { requireAccess } from '../../kernel/access/access.ts'
import type { StaffActor } from '../../kernel/access/roles.ts'
import { recordAudit } from '../../kernel/audit/record.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/errors.ts'
import type { Transaction } from '../../kernel/transaction.ts'
import { endSessions } from './sessions.ts'

type Tx = Transaction<'staffUser' | 'session'>

/** What an administrator does to somebody's account. */
interface AccountChange {
  /** `staff.disabled`; the audit bears it and no value of the row. */
  readonly action: string
  /** The version he looked at. */
  readonly version: number
  /** What must be true of the account besides. */
  readonly only?: Prisma.StaffUserWhereInput
  readonly data: Prisma.StaffUserUpdateManyMutationInput
  /** Whoever is signed in with the account is out at his next request, his open pages at once. */
  readonly endsSessions: boolean
}

/** Wrong answers are forgotten, and a lock that they brought about opens. */
export const unlocked = { lockedUntil: null, failedAttempts: 0 } as const

/** Changes an account that this administrator may manage; nobody manages his own. Fails `not-found`, `forbidden`, `conflict`. */
export async function changeAccount(
  ctx: Context,
  actor: StaffActor,
  id: string,
  { action, version, only = {}, data, endsSessions: ends }: AccountChange,
): Promise<StaffUser> {
  const now = ctx.clock.now()
  return ctx.transact(async (tx: Tx) => {
    const user = await tx.staffUser.findUnique({ where: { id } })
    if (!user) fail('not-found')
    requireAccess(actor, 'staffUser.manage', user, 'staffUser.read')
    const { count } = await tx.staffUser.updateMany({
      where: { AND: [{ id, version }, only] },
      data: { ...data, version: { increment: 1 } },
    })
    const row = await tx.staffUser.findUniqueOrThrow({ where: { id } })
    if (count === 0) fail('conflict', { state: stateAt(row, now), version: row.version })
    if (ends) await endSessions(tx, now, { staffUserId: id })
    await recordAudit(tx, now, { stream: `staff:${id}`, action, actor, rows: [{ model: 'staffUser', row }] })
    return row
  })
}

function stateAt({ disabledAt, lockedUntil }: StaffUser, now: Date): 'disabled' | 'locked' | 'enabled' {
  if (disabledAt) return 'disabled'
  return lockedUntil && lockedUntil > now ? 'locked' : 'enabled'
}
