import type { Client } from 'pg'

const batch = 20_000

/** Stored without cases and photos: only the fingerprints matter here, and the indexes are made when all are in. */
export async function prepare(owner: Client): Promise<void> {
  await owner.query('alter table fingerprint drop constraint "fingerprint_evidenceId_fkey"')
  await owner.query('alter table fingerprint drop constraint fingerprint_pkey')
  await owner.query('drop index fingerprint_bands_idx, "fingerprint_accidentId_idx"')
}

/** Row n gets n as its id. */
export async function fill(owner: Client, rows: number, next: () => string): Promise<void> {
  for (let first = 0; first < rows; first += batch) {
    const hexes = Array.from({ length: Math.min(batch, rows - first) }, next)
    await owner.query(
      `insert into fingerprint ("evidenceId", "accidentId", bits)
       select id, id, ('x' || hex)::bit(256)
       from unnest($2::text[]) with ordinality as given (hex, place), lateral (select lpad(to_hex($1::bigint + place - 1), 32, '0')::uuid as id)`,
      [first, hexes],
    )
  }
}

/** As the migrations make them. */
export async function buildIndexes(owner: Client): Promise<void> {
  await owner.query(`set maintenance_work_mem = '2GB'`)
  await owner.query('alter table fingerprint add primary key ("evidenceId")')
  await owner.query('create index on fingerprint ("accidentId")')
  await owner.query(
    'create index fingerprint_bands_idx on fingerprint using gin (fingerprint_bands(bits)) with (fastupdate = off)',
  )
  await owner.query('vacuum analyze fingerprint')
}

/** One row in a transaction of its own, as a photo that comes in. */
export async function insertOne(client: Client, id: string, hex: string): Promise<void> {
  await client.query(
    `insert into fingerprint ("evidenceId", "accidentId", bits) values ($1::uuid, $1::uuid, ('x' || $2::text)::bit(256))
     on conflict do nothing`,
    [id, hex],
  )
}

export async function sizesInMb(
  client: Client,
): Promise<{ tableMb: number; bandIndexMb: number; otherIndexesMb: number }> {
  const { rows } = await client.query<{ table: string; bands: string; indexes: string }>(
    `select pg_table_size('fingerprint') as table, pg_relation_size('fingerprint_bands_idx') as bands, pg_indexes_size('fingerprint') as indexes`,
  )
  const [table = 0, bands = 0, indexes = 0] = [rows[0]?.table, rows[0]?.bands, rows[0]?.indexes].map(Number)
  const inMb = (bytes: number) => Math.round(bytes / 2 ** 20)
  return { tableMb: inMb(table), bandIndexMb: inMb(bands), otherIndexesMb: inMb(indexes - bands) }
}
