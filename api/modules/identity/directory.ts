import type { Prisma } from '../../generated/prisma/client.ts'

/** What later modules may look up about people and insurers: names only. */
export type PeopleTx = Pick<Prisma.TransactionClient, 'staffUser' | 'insurer'>

/** A member of staff as documents and lists name him. */
export interface StaffName {
  readonly name: string
  readonly badge: string
  readonly unit: string | null
  readonly insurer: string | null
}

const notRecorded = '未登记'

export async function staffName(tx: PeopleTx, id: string): Promise<StaffName> {
  const user = await tx.staffUser.findUniqueOrThrow({ where: { id }, include: { unit: true, insurer: true } })
  return {
    name: user.displayName,
    badge: user.badgeNumber ?? notRecorded,
    unit: user.unit?.name ?? null,
    insurer: user.insurer?.name ?? null,
  }
}

/** Names by id; an insurer that the table does not know keeps its id. */
export async function insurerNames(tx: PeopleTx, ids: readonly (string | null)[]): Promise<(id: string) => string> {
  const rows = await tx.insurer.findMany({ where: { id: { in: ids.flatMap((id) => id ?? []) } } })
  const names = new Map(rows.map(({ id, name }) => [id, name]))
  return (id) => names.get(id) ?? id
}

/** Which of these ids are insurers that we know. */
export async function knownInsurers(tx: Pick<PeopleTx, 'insurer'>, ids: readonly string[]): Promise<string[]> {
  const rows = await tx.insurer.findMany({ where: { id: { in: [...ids] } }, select: { id: true } })
  return rows.map(({ id }) => id)
}
