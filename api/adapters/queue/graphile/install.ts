import { runMigrations } from 'graphile-worker'
import { Client, escapeIdentifier } from 'pg'
import { adminLock } from '../../postgres/roles.ts'
import type { QueueLog } from '../log.ts'
import { graphileLogger } from './log.ts'

/**
 * Makes the queue's tables as the owner and lets the application role use them; run it after the migrations of the application.
 * Can be repeated, and several at once wait for one another.
 *
 * graphile-worker enables row level security on its tables, which hides every row from all but the owner: the policies open
 * them to the application role. The schema `queue` holds what we remember beside it.
 */
export async function installQueue(ownerUrl: string, appRole: string, log?: QueueLog): Promise<void> {
  const client = new Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [adminLock])
    await runMigrations({ connectionString: ownerUrl, maxPoolSize: 1, logger: graphileLogger(log) })
    await client.query('begin')
    await client.query(ownTables)
    await client.query(grantsTo(escapeIdentifier(appRole)))
    await openRows(client, escapeIdentifier(appRole))
    await client.query('commit')
  } finally {
    await client.end()
  }
}

const ownTables = `
  create schema if not exists queue;
  create table if not exists queue.attempt_limits (
    job_name text primary key,
    max_attempts smallint not null check (max_attempts >= 1)
  );
  create table if not exists queue.interruptions (
    job_id bigint primary key,
    times integer not null default 1
  );
  create table if not exists queue.paused_lanes (lane text primary key);`

function grantsTo(role: string): string {
  return ['graphile_worker', 'queue']
    .map(
      (schema) => `
      grant usage on schema ${schema} to ${role};
      grant select, insert, update, delete on all tables in schema ${schema} to ${role};`,
    )
    .join('')
}

async function openRows(client: Client, role: string): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select relname as name from pg_class
      where relnamespace = 'graphile_worker'::regnamespace and relkind = 'r' and relrowsecurity`,
  )
  for (const { name } of rows) {
    const table = `graphile_worker.${escapeIdentifier(name)}`
    await client.query(`drop policy if exists application on ${table};
      create policy application on ${table} for all to ${role} using (true) with check (true)`)
  }
}
