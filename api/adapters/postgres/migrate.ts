import type { Client } from 'pg'
import { silent, type Log } from './log.ts'
import { makePartitions } from './partitions.ts'
import { ourPrismaFiles, readMigrations, type Migration } from './prisma-files.ts'
import { adminLock, appRole as grantedRole, ensureAppRole, withClient } from './roles.ts'
import { noFilters, withSchemaEngine } from './schema-engine.ts'

/**
 * Brings a database to the newest schema and records it in Prisma's own table. Any number of processes may call it at once: one
 * works, the others wait and find nothing to do. Each migration is one transaction, so a failed one leaves nothing behind and
 * is tried again next time.
 * @param ownerUrl the role that owns the database.
 * @param options.appRole the login of the application, when it is not `kuaichu_app`.
 * @returns the names of the migrations applied by this call.
 * @throws PostgreSQL's error with the name of the migration, or what an administrator must do first.
 */
export async function migrate(
  ownerUrl: string,
  options: { appRole?: string; migrationsDir?: string; log?: Log } = {},
): Promise<{ applied: string[] }> {
  const { appRole = grantedRole, migrationsDir = ourPrismaFiles.migrationsDir, log = silent } = options
  const migrations = readMigrations(migrationsDir)

  return withClient(ownerUrl, async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [adminLock])
    await ensureAppRole(client, appRole)
    const applied = await apply(ownerUrl, client, migrations)
    // What a process may see that is to run without the owner's rights (current.ts).
    await client.query(`GRANT SELECT ON _prisma_migrations TO ${grantedRole}`)
    const partitions = await makePartitions(client)
    if (applied.length + partitions > 0) log.info({ applied, partitions }, 'database migrated')
    return { applied }
  })
}

async function apply(ownerUrl: string, client: Client, migrations: Migration[]): Promise<string[]> {
  try {
    return await withSchemaEngine(ownerUrl, async (engine) => {
      for (const migrationName of await unfinished(client)) await engine.markMigrationRolledBack({ migrationName })
      const { appliedMigrationNames } = await engine.applyMigrations({
        filters: noFilters,
        migrationsList: {
          baseDir: '/',
          lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
          shadowDbInitScript: '',
          migrationDirectories: migrations.map(({ name, sql }) => ({
            path: name,
            migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: sql } },
          })),
        },
      })
      return appliedMigrationNames
    })
  } catch (cause) {
    const [failed] = await unfinished(client)
    throw new Error(`migration ${failed ?? 'run'} failed: ${(cause as Error).message}`, { cause })
  }
}

/** Migrations that failed, or whose process was killed: we hold the lock, so nobody is at work on them. */
async function unfinished(client: Client): Promise<string[]> {
  const { rows: tables } = await client.query<{ made: boolean }>(
    `SELECT to_regclass('_prisma_migrations') IS NOT NULL AS made`,
  )
  if (!tables[0]?.made) return []
  const { rows } = await client.query<{ migration_name: string }>(
    'SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NULL AND rolled_back_at IS NULL',
  )
  return rows.map((row) => row.migration_name)
}
