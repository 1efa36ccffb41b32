import type { Facts } from '../../../vision/contract.ts'
import type { Evidence } from '../../generated/prisma/client.ts'
import type { KernelTransaction } from '../../kernel/transaction.ts'
import { reuseBounds } from './bounds.ts'
import type { LookAlike } from './checks/photo.ts'

type Sql = Pick<KernelTransaction, '$queryRaw' | '$executeRaw'>
type Seen = Pick<Facts, 'fingerprint' | 'fingerprintIfCut' | 'quality'>

/**
 * Keeps a photo's fingerprint: 64 hex characters. Committed before look-alikes are searched, so that of two photos assessed at the same moment at
 * least one sees the other. Again for the same photo: nothing happens. A frame without contrast has no fingerprint to speak of and leaves none.
 */
export async function noteFingerprint(sql: Sql, { id, accidentId }: Evidence, seen: Seen): Promise<void> {
  if (!isComparable(seen)) return
  await sql.$executeRaw`
    insert into fingerprint ("evidenceId", "accidentId", bits)
    values (${id}::uuid, ${accidentId}::uuid, (${`x${seen.fingerprint}`}::text)::bit(256))
    on conflict ("evidenceId") do update set bits = excluded.bits where fingerprint.bits is null`
}

/**
 * Earlier photos that are this one again, those of other cases first: the same bytes, or a fingerprint within the bound of this photo's own, or of the one
 * it would have had before up to 5 % were cut off its sides. A photo that was cut is found by its later whole only as far as the fingerprint itself
 * bears the cut. The database looks up bands of bits in an index, so a copy near the bound may be missed: vision/README.md says how many are found.
 */
export async function findLookAlikes(sql: Sql, photo: Evidence, seen: Seen): Promise<LookAlike[]> {
  const asked = isComparable(seen) ? [seen.fingerprint, ...seen.fingerprintIfCut].map((hex) => `x${hex}`) : []
  return sql.$queryRaw<LookAlike[]>`
    with copies as (
      select "evidenceId" as id, distance, false as same
      from similar_fingerprints(${asked}::text[]::bit(256)[], ${reuseBounds.copyDistance}::int)
      union all
      select "evidenceId", 0, true from evidence_content where sha256 = ${photo.sha256}
    )
    select e.id as "evidenceId", e."accidentId" = ${photo.accidentId}::uuid as "sameCase",
      e."accidentId" = ${photo.accidentId}::uuid and e.shot = ${photo.shot} and e.subject is not distinct from ${photo.subject} as "sameShot",
      min(copies.distance) as distance, bool_or(copies.same) as "sameBytes"
    from copies join evidence e on e.id = copies.id
    where e.id <> ${photo.id}::uuid
    group by e.id
    order by "sameCase", distance, e.id
    limit ${reuseBounds.lookAlikes}`
}

/** Photos whose fingerprint was made in a way of old. */
export async function findOutdatedFingerprints(sql: Sql, limit: number): Promise<Evidence[]> {
  return sql.$queryRaw<Evidence[]>`
    select evidence.* from fingerprint join evidence on evidence.id = "evidenceId" where bits is null order by "evidenceId" limit ${limit}`
}

/** Nothing happens where the fingerprint has been made again. */
export async function dropOutdatedFingerprint(sql: Sql, { id }: Evidence): Promise<void> {
  await sql.$executeRaw`delete from fingerprint where "evidenceId" = ${id}::uuid and bits is null`
}

const isComparable = ({ quality }: Seen) => quality.contrast >= reuseBounds.comparableContrast
