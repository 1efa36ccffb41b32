import { randomBytes } from 'node:crypto'
import { cpSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Client } from 'pg'
import { startEmbeddedPostgres } from '../../api/adapters/postgres/embedded.ts'
import { migrate } from '../../api/adapters/postgres/migrate.ts'
import { ourPrismaFiles, readMigrations } from '../../api/adapters/postgres/prisma-files.ts'
import { withClient } from '../../api/adapters/postgres/roles.ts'

const releases = fileURLToPath(new URL('releases', import.meta.url))

export const keptReleases = readdirSync(releases).sort()

/** What an installation of an earlier release consists of. */
export interface Installation {
  readonly dataDir: string
  readonly ownerUrl: string
  readonly appUrl: string
}

/** An installation as a kept release left it: its migrations and no later ones, its rows, its documents and photos. */
export async function restoreRelease(name: string, postgresDir: string): Promise<Installation> {
  const dataDir = mkdtempSync(join(tmpdir(), 'kuaichu-upgrade-'))
  const rows = readFileSync(join(releases, name, 'rows.sql'), 'utf8')
  const server = await startEmbeddedPostgres({ dir: postgresDir, durable: false })
  const database = `upgrade_${randomBytes(6).toString('hex')}`
  await withClient(server.ownerUrl, (client) => client.query(`CREATE DATABASE ${database}`))
  const urlOf = (url: string) => Object.assign(new URL(url), { pathname: `/${database}` }).href
  const ownerUrl = urlOf(server.ownerUrl)

  await migrate(ownerUrl, { migrationsDir: migrationsUpTo(newestIn(rows), dataDir) })
  await withClient(ownerUrl, async (owner) => {
    // What triggers wrote is among the rows.
    await switchTriggers(owner, 'DISABLE')
    await owner.query(rows)
    await switchTriggers(owner, 'ENABLE')
    const { rows: photos } = await owner.query<{ key: string; sha256: string }>(
      'select "objectKey" as key, sha256 from evidence',
    )
    for (const { key, sha256 } of photos)
      cpSync(join(releases, name, 'photos', `${sha256}.jpg`), join(dataDir, 'objects', key))
  })
  cpSync(join(releases, name, 'objects'), join(dataDir, 'objects'), { recursive: true })
  return { dataDir, ownerUrl, appUrl: urlOf(server.appUrl) }
}

async function switchTriggers(owner: Client, how: 'DISABLE' | 'ENABLE'): Promise<void> {
  const { rows: tables } = await owner.query<{ name: string }>(
    `select distinct tgrelid::regclass::text as name from pg_trigger where not tgisinternal and tgparentid = 0`,
  )
  for (const { name } of tables) await owner.query(`ALTER TABLE ${name} ${how} TRIGGER USER`)
}

/** The first line says it. */
function newestIn(rows: string): string {
  const [, newest] = /^-- Migrated up to (\S+)\n/.exec(rows) ?? []
  if (!newest) throw new Error('rows.sql must begin with "-- Migrated up to MIGRATION"')
  return newest
}

function migrationsUpTo(newest: string, parent: string): string {
  const dir = join(parent, 'migrations')
  const names = readMigrations(ourPrismaFiles.migrationsDir).map(({ name }) => name)
  if (!names.includes(newest)) throw new Error(`${newest} is no migration of ours`)
  for (const name of names.filter((one) => one <= newest))
    cpSync(join(ourPrismaFiles.migrationsDir, name), join(dir, name), { recursive: true })
  return dir
}
