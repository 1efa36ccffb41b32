import { randomBytes } from 'node:crypto'
import { inject } from 'vitest'
import { startEmbeddedPostgres } from '../../api/adapters/postgres/embedded.ts'
import { migrate } from '../../api/adapters/postgres/migrate.ts'
import { withClient } from '../../api/adapters/postgres/roles.ts'

export interface TestDatabase {
  ownerUrl: string
  appUrl: string
  /** Drops it once everybody has disconnected; a database that is still in use goes with the run's server. */
  drop(): Promise<void>
}

const template = 'kuaichu_template'

/** Held while the template is made: the workers of a run start together. */
const templateLock = 4_117_708_207

/** A migrated, empty database for one test file: a copy of a template that the first caller of the run makes. */
export async function freshDatabase(): Promise<TestDatabase> {
  const server = await startEmbeddedPostgres({ dir: inject('postgresDir'), durable: false })
  const name = `test_${randomBytes(6).toString('hex')}`
  await withClient(server.ownerUrl, async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [templateLock])
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [template])
    if (rowCount === 0) await makeTemplate(server.ownerUrl)
    await client.query('SELECT pg_advisory_unlock($1)', [templateLock])
    // Half the time of the default strategy, as long as nothing is synced to disk.
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY file_copy`)
  })
  return {
    ownerUrl: inDatabase(server.ownerUrl, name),
    appUrl: inDatabase(server.appUrl, name),
    // PostgreSQL waits five seconds for stragglers. FORCE would need the right to end the application's connections.
    drop: () => execute(server.ownerUrl, `DROP DATABASE IF EXISTS ${name}`).catch(unlessInUse),
  }
}

/** Renamed when finished: a template that exists is whole. */
async function makeTemplate(ownerUrl: string): Promise<void> {
  const unfinished = `${template}_unfinished`
  await execute(ownerUrl, `DROP DATABASE IF EXISTS ${unfinished}`)
  await execute(ownerUrl, `CREATE DATABASE ${unfinished}`)
  await migrate(inDatabase(ownerUrl, unfinished))
  await execute(ownerUrl, `ALTER DATABASE ${unfinished} RENAME TO ${template}`)
}

const objectInUse = '55006'
function unlessInUse(error: { code?: string }): void {
  if (error.code !== objectInUse) throw error
}

async function execute(url: string, sql: string): Promise<void> {
  await withClient(url, (client) => client.query(sql))
}

function inDatabase(url: string, name: string): string {
  const other = new URL(url)
  other.pathname = `/${name}`
  return other.href
}
