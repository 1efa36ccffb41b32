import type { StaffUser } from '../../generated/prisma/client.ts'
import { requireAccess, scope } from '../../kernel/access/access.ts'
import type { StaffActor } from '../../kernel/access/roles.ts'
import { recordAudit } from '../../kernel/audit/record.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/errors.ts'
import { newId } from '../../kernel/ids.ts'
import type { Transaction } from '../../kernel/transaction.ts'
import { uniqueViolation } from '../../kernel/unique-violation.ts'
import { changeAccount, unlocked } from './change-account.ts'
import { hashPassword } from './passwords.ts'
import type { CreateStaffUser, StaffUserView } from './schema.ts'

type Tx = Transaction<'staffUser' | 'unit' | 'insurer'>

/** Roles whose scope is their districts: an account without one could do nothing. */
const districtRoles = ['auxiliary', 'officer', 'senior-officer', 'dispatcher']
const insurerRoles = ['surveyor', 'insurer-clerk', 'insurer-administrator']

export function toStaffUserView(user: StaffUser): StaffUserView {
  const { passwordHash: _, totpSecret: __, ...shown } = user
  return {
    ...shown,
    role: user.role as StaffUserView['role'],
    secondFactor: user.totpEnrolledAt !== null,
    lockedUntil: user.lockedUntil?.toISOString() ?? null,
    disabledAt: user.disabledAt?.toISOString() ?? null,
  }
}

/** The accounts this administrator may see, by login name. */
export async function listStaffUsers(
  ctx: Context,
  actor: StaffActor,
  { after, limit }: { after?: string; limit: number },
) {
  const items = await ctx.db.staffUser.findMany({
    where: { AND: [scope(actor, 'staffUser.read'), after ? { loginName: { gt: after } } : {}] },
    orderBy: { loginName: 'asc' },
    take: limit + 1,
  })
  const shown = items.slice(0, limit)
  return { items: shown.map(toStaffUserView), next: items.length > limit ? (shown.at(-1)?.loginName ?? null) : null }
}

/** Makes an account; its owner must replace the initial password at the first sign-in. Fails `conflict` on a taken login name. */
export async function createStaffUser(ctx: Context, actor: StaffActor, input: CreateStaffUser): Promise<StaffUserView> {
  const now = ctx.clock.now()
  const id = newId(now.getTime())
  requireAccess(actor, 'staffUser.manage', { id })
  requirePlace(input)
  const { initialPassword, ...account } = input
  const passwordHash = await hashPassword(initialPassword)
  try {
    return await ctx.transact(async (tx: Tx) => {
      await requireKnown(tx, account)
      const row = await tx.staffUser.create({
        data: { ...account, id, passwordHash, mustChangePassword: true, createdAt: now },
      })
      await recordAudit(tx, now, {
        stream: `staff:${row.id}`,
        action: 'staff.created',
        actor,
        details: { role: row.role, insurerId: row.insurerId, districtCodes: row.districtCodes },
        rows: [{ model: 'staffUser', row }],
      })
      return toStaffUserView(row)
    })
  } catch (error) {
    if (uniqueViolation(error)) fail('conflict', { state: 'login-name-taken' })
    throw error
  }
}

function requirePlace({ role, insurerId, districtCodes }: CreateStaffUser): void {
  if (insurerRoles.includes(role) !== (insurerId !== null)) {
    const message = insurerId ? 'this role works for no insurer' : 'this role works for an insurer'
    fail('bad-input', { issues: [{ path: 'insurerId', message }] })
  }
  if (districtRoles.includes(role) && districtCodes.length === 0) {
    fail('bad-input', { issues: [{ path: 'districtCodes', message: 'this role works in at least one district' }] })
  }
}

async function requireKnown(tx: Tx, { unitId, insurerId }: { unitId: string | null; insurerId: string | null }) {
  if (unitId && !(await tx.unit.findUnique({ where: { id: unitId } })))
    fail('bad-input', { issues: [{ path: 'unitId', message: 'names no unit' }] })
  if (insurerId && !(await tx.insurer.findUnique({ where: { id: insurerId } })))
    fail('bad-input', { issues: [{ path: 'insurerId', message: 'names no insurer' }] })
}

/** Disables an account, ending its sessions at once, or enables it again. */
export async function setStaffUserEnabled(
  ctx: Context,
  actor: StaffActor,
  id: string,
  { enabled, version, reason }: { enabled: boolean; version: number; reason: string },
): Promise<StaffUserView> {
  const now = ctx.clock.now()
  const row = await changeAccount(ctx, actor, id, {
    action: enabled ? 'staff.enabled' : 'staff.disabled',
    version,
    data: { ...unlocked, disabledAt: enabled ? null : now, disabledReason: enabled ? null : reason },
    endsSessions: !enabled,
  })
  return toStaffUserView(row)
}
