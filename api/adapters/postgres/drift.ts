import { randomBytes } from 'node:crypto'
import { compareCatalogues, readCatalogue } from './catalogue.ts'
import { migrate } from './migrate.ts'
import { pendingSql, wholeSql } from './new-migration.ts'
import { ourPrismaFiles, type PrismaFiles } from './prisma-files.ts'
import { withClient } from './roles.ts'

/**
 * Tells where migrations and schema have come apart, one line per difference; empty when they agree. Checks two things: that no
 * schema change waits for a migration, and that the migrations really make what the schema says (they may have been edited).
 * @param ownerUrl a role that may create databases; two are made beside its own and dropped again.
 */
export async function findDrift(ownerUrl: string, files: PrismaFiles = ourPrismaFiles): Promise<string[]> {
  const pending = await pendingSql(ownerUrl, files)
  if (pending !== '') return [`the schema has changes without a migration:\n${pending}`]

  const migrated = await withScratchDatabase(ownerUrl, async (url) => {
    await migrate(url, { migrationsDir: files.migrationsDir })
    return withClient(url, readCatalogue)
  })
  const schemaSql = await wholeSql(ownerUrl, files)
  const modelled = await withScratchDatabase(ownerUrl, (url) =>
    withClient(url, async (client) => {
      await client.query(schemaSql)
      return readCatalogue(client)
    }),
  )
  return compareCatalogues(migrated, modelled)
}

async function withScratchDatabase<T>(ownerUrl: string, use: (url: string) => Promise<T>): Promise<T> {
  const name = `kuaichu_drift_${randomBytes(6).toString('hex')}`
  const url = new URL(ownerUrl)
  url.pathname = `/${name}`
  await withClient(ownerUrl, (client) => client.query(`CREATE DATABASE ${name} TEMPLATE template0`))
  try {
    return await use(url.href)
  } finally {
    await withClient(ownerUrl, (client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`))
  }
}
