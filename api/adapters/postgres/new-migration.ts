import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  ourPrismaFiles,
  readMigrations,
  readSchema,
  readSnapshot,
  snapshotFile,
  type PrismaFiles,
} from './prisma-files.ts'
import { noFilters, withSchemaEngine } from './schema-engine.ts'

/**
 * The SQL that leads from the schema of the newest migration to the present one; empty when there is nothing to do.
 * @param url any reachable database: the engine wants one to know its version, and does not look inside.
 */
export async function pendingSql(url: string, files: PrismaFiles = ourPrismaFiles): Promise<string> {
  const snapshot = readSnapshot(files.migrationsDir)
  return diff(url, snapshot ? { tag: 'schemaDatamodel', files: [snapshot] } : { tag: 'empty' }, files)
}

/** The SQL that makes the present schema in an empty database. */
export async function wholeSql(url: string, files: PrismaFiles = ourPrismaFiles): Promise<string> {
  return diff(url, { tag: 'empty' }, files)
}

/**
 * Writes the next migration and renews the snapshot beside it.
 * @param options.empty writes one without schema changes, for grants, triggers and checks by hand.
 * @returns the file, or null when the schema has not changed.
 */
export async function writeMigration(
  url: string,
  name: string,
  options: { files?: PrismaFiles; now: Date; empty?: boolean },
): Promise<string | null> {
  const { files = ourPrismaFiles, now, empty = false } = options
  const sql = await pendingSql(url, files)
  if (sql === '' && !empty) return null

  const dir = join(
    files.migrationsDir,
    `${timestampAfter(readMigrations(files.migrationsDir).at(-1)?.name, now)}_${slug(name)}`,
  )
  mkdirSync(dir, { recursive: true })
  const file = join(dir, 'migration.sql')
  writeFileSync(file, sql)
  writeFileSync(join(files.migrationsDir, 'migration_lock.toml'), 'provider = "postgresql"\n')
  const schema = readSchema(files.schemaDir).map(({ path, content }) => `// ${path}\n${content.trim()}\n`)
  writeFileSync(snapshotFile(files.migrationsDir), schema.join('\n'))
  return file
}

type From = { tag: 'empty' } | { tag: 'schemaDatamodel'; files: { path: string; content: string }[] }

async function diff(url: string, from: From, files: PrismaFiles): Promise<string> {
  const to = { tag: 'schemaDatamodel' as const, files: readSchema(files.schemaDir) }
  const { exitCode, stdout } = await withSchemaEngine(url, (engine) =>
    engine.diff({ from, to, script: true, exitCode: true, filters: noFilters }),
  )
  // 2 is the engine's word for "not empty"; an empty diff still prints a comment.
  return exitCode === 2 ? withExtensions(stdout ?? '') : ''
}

/** Prisma's schema names operator classes of extensions, but not the extensions. Trusted ones: a database's owner may create them. */
const extensionOf: Readonly<Record<string, string>> = { gin_trgm_ops: 'pg_trgm' }

function withExtensions(sql: string): string {
  const needed = Object.entries(extensionOf).filter(([operatorClass]) => sql.includes(operatorClass))
  return needed.map(([, name]) => `CREATE EXTENSION IF NOT EXISTS ${name};\n\n`).join('') + sql
}

/** Prisma's own form, YYYYMMDDhhmmss in UTC, but never before the newest migration. */
function timestampAfter(newest: string | undefined, now: Date): string {
  const stamp = now.toISOString().replace(/\D/g, '').slice(0, 14)
  const last = newest?.slice(0, 14) ?? ''
  return stamp > last ? stamp : String(Number(last) + 1)
}

function slug(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '')
}
