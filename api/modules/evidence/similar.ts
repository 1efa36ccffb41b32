import type { Evidence } from '../../generated/prisma/client.ts'
import type { KernelTransaction } from '../../kernel/transaction.ts'
import { reuseBounds } from './bounds.ts'
import type { LookAlike } from './checks/photo.ts'

type Sql = Pick<KernelTransaction, '$queryRaw' | '$executeRaw'>

/**
 * Keeps a photo's fingerprint: 64 hex characters. Committed before look-alikes are searched, so that of two photos assessed at the same moment at
 * least one sees the other. Again for the same photo: nothing happens.
 */
export async function noteFingerprint(sql: Sql, { id, accidentId }: Evidence, fingerprint: string): Promise<void> {
  await sql.$executeRaw`
    insert into fingerprint ("evidenceId", "accidentId", bits)
    values (${id}::uuid, ${accidentId}::uuid, (${`x${fingerprint}`}::text)::bit(256))
    on conflict do nothing`
}

/**
 * Earlier photos that are this one again: the same bytes, or a fingerprint within the bound, those of other cases first. One pass over all
 * fingerprints, 32 bytes each; a million take about a quarter of a second.
 */
export async function findLookAlikes(sql: Sql, photo: Evidence, fingerprint: string): Promise<LookAlike[]> {
  return sql.$queryRaw<LookAlike[]>`
    with copies as (
      select "evidenceId" as id, bit_count(bits # (${`x${fingerprint}`}::text)::bit(256))::int as distance, false as same from fingerprint
      union all
      select id, 0, true from evidence where sha256 = ${photo.sha256}
    )
    select e.id as "evidenceId", e."accidentId" = ${photo.accidentId}::uuid as "sameCase",
      e."accidentId" = ${photo.accidentId}::uuid and e.shot = ${photo.shot} and e.subject is not distinct from ${photo.subject} as "sameShot",
      min(copies.distance) as distance, bool_or(copies.same) as "sameBytes"
    from copies join evidence e on e.id = copies.id
    where copies.distance <= ${reuseBounds.copyDistance} and e.id <> ${photo.id}::uuid
    group by e.id
    order by "sameCase", distance, e.id
    limit ${reuseBounds.lookAlikes}`
}
