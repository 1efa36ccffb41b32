import { Prisma } from '../../generated/prisma/client.ts'
import type { Context } from '../../kernel/context.ts'
import type { FieldCipher } from '../../kernel/ports.ts'
import type { Transaction } from '../../kernel/transaction.ts'
import type { PhoneRow, PhoneTable } from './plain-numbers.ts'

const atOnce = 1000
const beforeAll = '00000000-0000-0000-0000-000000000000'

/**
 * Computes every phone's index anew, under a new key. Nobody may sign in meanwhile: whoever knows only the old key would take each driver
 * for a new one. Codes under way die with the old key. Returns the number of rows.
 */
export async function renewPhoneIndexes(
  ctx: Context,
  tx: Transaction<'oneTimeCode'>,
  indexOf: FieldCipher['indexOf'],
): Promise<number> {
  await tx.oneTimeCode.deleteMany({ where: { usedAt: null } })
  return (await renew(ctx, tx, 'driver', indexOf)) + (await renew(ctx, tx, 'one_time_code', indexOf))
}

async function renew(
  ctx: Context,
  tx: Transaction<never>,
  table: PhoneTable,
  indexOf: FieldCipher['indexOf'],
): Promise<number> {
  const [name, field] = [Prisma.raw(table), `${table}.phone` as const]
  for (let renewed = 0, after = beforeAll; ;) {
    const rows = await tx.$queryRaw<PhoneRow[]>`
      select id, phone from ${name} where id > ${after}::uuid order by id limit ${atOnce}`
    const ids = rows.map(({ id }) => id)
    const phones = await Promise.all(rows.map(({ id, phone }) => ctx.fields.open({ field, row: id }, phone)))
    await tx.$executeRaw`
      update ${name} set "phoneIndex" = renewed.index
      from unnest(${ids}::uuid[], ${phones.map((phone) => indexOf(field, phone))}::text[]) as renewed (id, index)
      where ${name}.id = renewed.id`
    renewed += rows.length
    if (rows.length < atOnce) return renewed
    after = ids.at(-1) ?? after
  }
}
