import type { Prisma } from '../../generated/prisma/client.ts'
import type { RowReader } from '../../kernel/rows.ts'

/** What later modules may look up about people and insurers: names only. */
export type PeopleTx = Pick<Prisma.TransactionClient, 'staffUser' | 'insurer'> & RowReader

/** A member of staff as documents and lists name him. */
export interface StaffName {
  readonly name: string
  readonly badge: string
  readonly unit: string | null
  readonly insurer: string | null
}

const notRecorded = '未登记'

export async function staffName(tx: PeopleTx, id: string): Promise<StaffName> {
  const [user] = await tx.$queryRaw<[StaffName?]>`
    select "displayName" as name, coalesce("badgeNumber", ${notRecorded}) as badge, unit.name as unit, insurer.name as insurer
    from staff_user left join unit on unit.id = "unitId" left join insurer on insurer.id = "insurerId"
    where staff_user.id = ${id}::uuid`
  if (!user) throw new Error(`there is no member of staff ${id}`)
  return user
}

/** Names by id; an insurer that the table does not know keeps its id. */
export async function insurerNames(tx: PeopleTx, ids: readonly (string | null)[]): Promise<(id: string) => string> {
  const known = ids.flatMap((id) => id ?? [])
  const rows = known.length === 0 ? [] : await tx.insurer.findMany({ where: { id: { in: known } } })
  const names = new Map(rows.map(({ id, name }) => [id, name]))
  return (id) => names.get(id) ?? id
}

/** Which of these ids are insurers that we know. */
export async function knownInsurers(tx: Pick<PeopleTx, 'insurer'>, ids: readonly string[]): Promise<string[]> {
  const rows = await tx.insurer.findMany({ where: { id: { in: [...ids] } }, select: { id: true } })
  return rows.map(({ id }) => id)
}
