import { ourPrismaFiles, readMigrations } from './prisma-files.ts'
import { withClient } from './roles.ts'

/**
 * For processes that may not migrate: sees to it that somebody who may has. More migrations than this version knows are no harm: an
 * older version runs beside a newer one while an installation is brought up to date.
 * @throws what to run first, with the names of what is missing.
 */
export async function requireMigrated(appUrl: string, migrationsDir = ourPrismaFiles.migrationsDir): Promise<void> {
  const applied = await withClient(appUrl, async (client) => {
    const { rows: tables } = await client.query<{ readable: boolean }>(
      `select coalesce(has_table_privilege(to_regclass('_prisma_migrations'), 'SELECT'), false) as readable`,
    )
    if (!tables[0]?.readable) return []
    const { rows } = await client.query<{ name: string }>(
      'select migration_name as name from _prisma_migrations where finished_at is not null',
    )
    return rows.map(({ name }) => name)
  })
  const missing = readMigrations(migrationsDir).filter(({ name }) => !applied.includes(name))
  if (missing.length === 0) return
  const names = missing.map(({ name }) => name).join(', ')
  throw new Error(
    `the database lacks ${names}: run "npm run migrate -- deploy" with DATABASE_OWNER_URL first, or set DATABASE_OWNER_URL here`,
  )
}
