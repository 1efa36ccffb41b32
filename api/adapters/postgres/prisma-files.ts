import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Where the schema and its migrations lie. Relative to this file, so that a build must carry api/prisma along to dist/api/prisma. */
export interface PrismaFiles {
  schemaDir: string
  migrationsDir: string
}

const prismaDir = fileURLToPath(new URL('../../prisma', import.meta.url))

export const ourPrismaFiles: PrismaFiles = {
  schemaDir: join(prismaDir, 'schema'),
  migrationsDir: join(prismaDir, 'migrations'),
}

export interface Migration {
  /** `<timestamp>_<name>`: the order of names is the order of application. */
  name: string
  sql: string
}

export function readMigrations(migrationsDir: string): Migration[] {
  if (!existsSync(migrationsDir)) return []
  return readdirSync(migrationsDir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => ({ name, sql: readFileSync(join(migrationsDir, name, 'migration.sql'), 'utf8') }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** The schema's files, in the order of their names. */
export function readSchema(schemaDir: string): { path: string; content: string }[] {
  return readdirSync(schemaDir)
    .filter((name) => name.endsWith('.prisma'))
    .sort()
    .map((name) => ({ path: name, content: readFileSync(join(schemaDir, name), 'utf8') }))
}

/** The schema as of the newest migration, in one file; null before the first. */
export function readSnapshot(migrationsDir: string): { path: string; content: string } | null {
  const file = snapshotFile(migrationsDir)
  return existsSync(file) ? { path: 'schema.snapshot.prisma', content: readFileSync(file, 'utf8') } : null
}

export function snapshotFile(migrationsDir: string): string {
  return join(migrationsDir, 'schema.snapshot.prisma')
}
