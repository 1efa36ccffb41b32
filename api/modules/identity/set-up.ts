import { z } from 'zod'
import { staffRoleNames, systemActor, type StaffRole } from '../../kernel/access/roles.ts'
import { recordAudit } from '../../kernel/audit/record.ts'
import type { Context } from '../../kernel/context.ts'
import { newId } from '../../kernel/ids.ts'
import type { Transaction } from '../../kernel/transaction.ts'
import { hashPassword, newInitialPassword } from './passwords.ts'
import { districtCode } from './schema.ts'

type Tx = Transaction<'unit' | 'insurer' | 'staffUser' | 'authorisation'>

/** What a new installation begins with: units, insurers, first accounts, first authorisations. */
export const setUpFile = z.object({
  units: z.array(z.object({ key: z.string(), name: z.string(), districtCode })).default([]),
  insurers: z
    .array(z.object({ id: z.string(), name: z.string(), hotline: z.string(), validFrom: z.iso.date() }))
    .default([]),
  accounts: z
    .array(
      z.object({
        loginName: z.string(),
        displayName: z.string(),
        badgeNumber: z.string().nullable().default(null),
        role: z.enum(staffRoleNames as [StaffRole, ...StaffRole[]]),
        unit: z.string().nullable().default(null),
        insurerId: z.string().nullable().default(null),
        districtCodes: z.array(districtCode).default([]),
        /** For sample data only. Left out, a random one is made, printed once, and must be changed at the first sign-in. */
        password: z.string().min(10).optional(),
      }),
    )
    .default([]),
  authorisations: z
    .array(
      z.object({
        surveyor: z.string(),
        districtCode,
        mandate: z.enum(['issue', 'countersign']),
        grantedBy: z.string(),
        days: z.number().int().min(1).max(3660),
      }),
    )
    .default([]),
})
export type SetUpFile = z.infer<typeof setUpFile>

/**
 * Puts in place what is not there yet; what is there stays as it is, so it can be run again with a longer file.
 * Returns the accounts made, with the initial passwords that were made for them.
 */
export async function setUp(
  ctx: Context,
  file: SetUpFile,
): Promise<{ loginName: string; initialPassword: string | null }[]> {
  const missing = await missingAccounts(ctx, file)
  const passwords = await Promise.all(
    missing.map(async ({ loginName, password }) => {
      const initial = password ?? newInitialPassword()
      return { loginName, made: password === undefined ? initial : null, hash: await hashPassword(initial) }
    }),
  )
  return ctx.transact(async (tx: Tx) => {
    for (const insurer of file.insurers) {
      const { id, validFrom, ...rest } = insurer
      await tx.insurer.upsert({ where: { id }, create: { id, ...rest, validFrom: new Date(validFrom) }, update: {} })
    }
    const units = await putUnits(tx, ctx, file)
    const made = []
    for (const account of missing) {
      const password = passwords.find(({ loginName }) => loginName === account.loginName)
      if (password && (await putAccount(tx, ctx, account, units, password))) {
        made.push({ loginName: account.loginName, initialPassword: password.made })
      }
    }
    for (const grant of file.authorisations) await putAuthorisation(tx, ctx, grant)
    return made
  })
}

/** Hashing a password costs on purpose: only for accounts that are to be made. */
async function missingAccounts(ctx: Context, { accounts }: SetUpFile): Promise<SetUpFile['accounts']> {
  const names = accounts.map(({ loginName }) => loginName)
  const there = await ctx.db.staffUser.findMany({ where: { loginName: { in: names } }, select: { loginName: true } })
  return accounts.filter(({ loginName }) => there.every((user) => user.loginName !== loginName))
}

async function putUnits(tx: Tx, ctx: Context, { units }: SetUpFile): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>()
  for (const { key, name, districtCode: code } of units) {
    const existing = await tx.unit.findFirst({ where: { name, districtCode: code } })
    const unit =
      existing ?? (await tx.unit.create({ data: { id: newId(ctx.clock.now().getTime()), name, districtCode: code } }))
    ids.set(key, unit.id)
  }
  return ids
}

async function putAccount(
  tx: Tx,
  ctx: Context,
  account: SetUpFile['accounts'][number],
  units: ReadonlyMap<string, string>,
  password: { made: string | null; hash: string },
): Promise<boolean> {
  const { password: _, unit, ...data } = account
  if (await tx.staffUser.findUnique({ where: { loginName: account.loginName } })) return false
  const now = ctx.clock.now()
  const row = await tx.staffUser.create({
    data: {
      ...data,
      id: newId(now.getTime()),
      unitId: unit === null ? null : (units.get(unit) ?? null),
      passwordHash: password.hash,
      mustChangePassword: password.made !== null,
      createdAt: now,
    },
  })
  await recordAudit(tx, now, {
    stream: `staff:${row.id}`,
    action: 'staff.created',
    actor: systemActor,
    details: { role: row.role, by: 'set-up' },
    rows: [{ model: 'staffUser', row }],
  })
  return true
}

async function putAuthorisation(tx: Tx, ctx: Context, grant: SetUpFile['authorisations'][number]): Promise<void> {
  const surveyor = await tx.staffUser.findUniqueOrThrow({ where: { loginName: grant.surveyor } })
  const grantedBy = await tx.staffUser.findUniqueOrThrow({ where: { loginName: grant.grantedBy } })
  const { districtCode: code, mandate } = grant
  const existing = await tx.authorisation.findFirst({ where: { surveyorId: surveyor.id, districtCode: code, mandate } })
  if (existing || !surveyor.insurerId) return
  const now = ctx.clock.now()
  const row = await tx.authorisation.create({
    data: {
      id: newId(now.getTime()),
      surveyorId: surveyor.id,
      insurerId: surveyor.insurerId,
      districtCode: code,
      mandate,
      validFrom: now,
      validTo: new Date(now.getTime() + grant.days * 24 * 3_600_000),
      grantedById: grantedBy.id,
      createdAt: now,
    },
  })
  await recordAudit(tx, now, {
    stream: `authorisation:${row.id}`,
    action: 'authorisation.granted',
    actor: systemActor,
    details: { mandate, districtCode: code, by: 'set-up' },
    rows: [{ model: 'authorisation', row }],
  })
}
