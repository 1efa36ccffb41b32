import type { Client } from 'pg'

/** How far ahead of the newest row there are partitions after each deploy. PostgreSQL's planner pays for each of them, so not for ever. */
const ahead = '3 years'

/**
 * Makes the monthly partitions of `evidence` that the next years need; the SQL is in the migrations. Does nothing before the migration that partitions it.
 * Runs as the owner.
 * @returns how many were made.
 */
export async function makePartitions(client: Client): Promise<number> {
  const { rows: functions } = await client.query<{ there: boolean }>(
    `SELECT to_regproc('make_evidence_partitions') IS NOT NULL AS there`,
  )
  if (!functions[0]?.there) return 0
  const { rows } = await client.query<{ made: number }>(
    'SELECT make_evidence_partitions(now() + $1::interval) AS made',
    [ahead],
  )
  return rows[0]?.made ?? 0
}
