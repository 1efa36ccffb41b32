import type { Client } from 'pg'
import { withClient } from '../../api/adapters/postgres/roles.ts'

/** What PostgreSQL has done so far, as its own views tell; connections are those of this moment. */
export interface DatabaseWork {
  readonly transactions: number
  readonly walBytes: number
  /** Times that the log was synced to disk. Commits that come together share one. */
  readonly walSyncs: number
  readonly sizeBytes: number
  readonly connections: number
  /** Null where pg_stat_statements is not loaded. */
  readonly statements: number | null
}

/** The application role may see all of this. Sessions report their numbers once a second at most. */
export const databaseWork = (url: string): Promise<DatabaseWork> => withClient(url, read)

async function read(client: Client): Promise<DatabaseWork> {
  const number = async (sql: string) => {
    const { rows } = await client.query<{ n: string | number }>(sql)
    return Number(rows[0]?.n ?? 0)
  }
  const version = await number(`select current_setting('server_version_num')::int as n`)
  // PostgreSQL 18 moved the syncs of the log from one view to another.
  const syncs =
    version >= 180_000
      ? `select coalesce(sum(fsyncs), 0) as n from pg_stat_io where object = 'wal'`
      : 'select wal_sync as n from pg_stat_wal'
  const ours = 'datname = current_database()'
  const counted = await number(`select count(*) as n from pg_extension where extname = 'pg_stat_statements'`)
  return {
    transactions: await number(`select xact_commit + xact_rollback as n from pg_stat_database where ${ours}`),
    walBytes: await number(`select pg_current_wal_lsn() - '0/0'::pg_lsn as n`),
    walSyncs: await number(syncs),
    sizeBytes: await number('select pg_database_size(current_database()) as n'),
    // Without the one that asks.
    connections: await number(`select count(*) - 1 as n from pg_stat_activity where ${ours}`),
    statements: counted ? await number('select sum(calls) as n from pg_stat_statements') : null,
  }
}
