import { Prisma } from '../../generated/prisma/client.ts'
import { systemActor } from '../../kernel/access/roles.ts'
import { recordAudit } from '../../kernel/audit/record.ts'
import type { Context } from '../../kernel/context.ts'
import { sealedPrefix } from '../../kernel/sealed.ts'
import type { Transaction } from '../../kernel/transaction.ts'

/** The tables where a phone is looked up; an index that is null says that it was written before phones were sealed. */
export type PhoneTable = 'driver' | 'one_time_code'
export interface PhoneRow {
  readonly id: string
  readonly phone: string
}

const atOnce = 200

/** Gives a driver of those days the index by which he is looked up, before anybody takes him for a new one. */
export async function adoptPlainDriver(ctx: Context, tx: Transaction<'driver'>, phone: string): Promise<void> {
  const driver = await tx.driver.findFirst({ where: { phoneIndex: null, phone } })
  if (driver) await sealPhone(ctx, tx, 'driver', driver)
}

/** Seals what was written in plain; can be stopped and begun again. Returns how many rows it sealed. */
export async function sealPlainAccounts(ctx: Context): Promise<number> {
  const phones = (await sealPlainPhones(ctx, 'driver')) + (await sealPlainPhones(ctx, 'one_time_code'))
  return phones + (await sealPlainSecrets(ctx))
}

async function sealPlainPhones(ctx: Context, table: PhoneTable): Promise<number> {
  for (let sealed = 0; ;) {
    const rows = await ctx.db.$queryRaw<PhoneRow[]>`
      select id, phone from ${Prisma.raw(table)} where "phoneIndex" is null limit ${atOnce}`
    if (rows.length === 0) return sealed
    for (const row of rows) await sealPhone(ctx, ctx.db, table, row)
    sealed += rows.length
  }
}

async function sealPhone(
  ctx: Context,
  tx: Pick<Transaction<never>, '$executeRaw'>,
  table: PhoneTable,
  { id, phone }: PhoneRow,
): Promise<void> {
  const field = `${table}.phone` as const
  const sealed = await ctx.fields.seal({ field, row: id }, phone)
  await tx.$executeRaw`
    update ${Prisma.raw(table)} set phone = ${sealed}, "phoneIndex" = ${ctx.fields.indexOf(field, phone)}
    where id = ${id}::uuid and "phoneIndex" is null`
}

/** The audit record vouches for accounts: sealing an authenticator's secret is an act of its own there. */
async function sealPlainSecrets(ctx: Context): Promise<number> {
  const where = { totpSecret: { not: { startsWith: sealedPrefix } } }
  const accounts = await ctx.db.staffUser.findMany({ where, select: { id: true, totpSecret: true } })
  for (const { id, totpSecret } of accounts) {
    const sealed = await ctx.fields.seal({ field: 'staff_user.totpSecret', row: id }, totpSecret ?? '')
    await ctx.transact(async (tx: Transaction<'staffUser'>) => {
      const data = { totpSecret: sealed, version: { increment: 1 } }
      const { count } = await tx.staffUser.updateMany({ where: { id, totpSecret }, data })
      if (count === 0) return
      await recordAudit(tx, ctx.clock.now(), {
        stream: `staff:${id}`,
        action: 'staff.second-factor-sealed',
        actor: systemActor,
        rows: [{ model: 'staffUser', row: await tx.staffUser.findUniqueOrThrow({ where: { id } }) }],
      })
    })
  }
  return accounts.length
}
