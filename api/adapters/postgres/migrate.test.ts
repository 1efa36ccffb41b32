import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { findDrift } from './drift.ts'
import { startEmbeddedPostgres, type EmbeddedPostgres } from './embedded.ts'
import { migrate } from './migrate.ts'
import { pendingSql, writeMigration } from './new-migration.ts'
import type { PrismaFiles } from './prisma-files.ts'
import { withClient } from './roles.ts'

const parent = await mkdtemp(join(tmpdir(), 'kuaichu-migrate-'))
let server: EmbeddedPostgres
let files: PrismaFiles
let ownerUrl: string
let appUrl: string
let count = 0

beforeAll(async () => {
  server = await startEmbeddedPostgres({ dir: join(parent, 'postgres'), durable: false })
})

afterAll(async () => {
  await server.stop()
  await rm(parent, { recursive: true })
})

beforeEach(async () => {
  count += 1
  const root = join(parent, `case-${count}`)
  files = { schemaDir: join(root, 'schema'), migrationsDir: join(root, 'migrations') }
  await mkdir(files.schemaDir, { recursive: true })
  await schemaFile('base', 'datasource db {\n  provider = "postgresql"\n}')
  await schemaFile('units', unit)
  await withClient(server.ownerUrl, (client) => client.query(`CREATE DATABASE case_${count}`))
  ownerUrl = server.ownerUrl.replace(/[^/]*$/, `case_${count}`)
  appUrl = server.appUrl.replace(/[^/]*$/, `case_${count}`)
})

const unit = `
model Unit {
  id        BigInt   @id @default(autoincrement())
  name      String   @unique
  district  String
  kind      UnitKind @default(squad)
  createdAt DateTime @default(now()) @db.Timestamptz(3)
  parentId  BigInt?
  parent    Unit?    @relation("parents", fields: [parentId], references: [id])
  children  Unit[]   @relation("parents")
  @@index([district, createdAt])
}
enum UnitKind {
  squad
  brigade
}`

async function schemaFile(name: string, content: string): Promise<void> {
  await writeFile(join(files.schemaDir, `${name}.prisma`), content)
}

async function migration(name: string, sql: string): Promise<void> {
  await mkdir(join(files.migrationsDir, name), { recursive: true })
  await writeFile(join(files.migrationsDir, name, 'migration.sql'), sql)
}

async function query<Row>(url: string, sql: string): Promise<Row[]> {
  return withClient(url, async (client) => (await client.query(sql)).rows as Row[])
}

const deploy = () => migrate(ownerUrl, { migrationsDir: files.migrationsDir })
const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, second))

describe('deploy', () => {
  it('applies each migration once and records it in Prisma’s own table', async () => {
    await migration('1_first', 'CREATE TABLE first (id int);')
    await migration('2_second', 'ALTER TABLE first ADD name text;')
    expect(await deploy()).toEqual({ applied: ['1_first', '2_second'] })
    expect(await deploy()).toEqual({ applied: [] })
    expect(await query(ownerUrl, 'SELECT migration_name FROM _prisma_migrations ORDER BY 1')).toHaveLength(2)
  })

  it('applies exactly once when three run at the same time', async () => {
    await migration('1_first', 'CREATE TABLE first (id int);')
    const runs = await Promise.all([deploy(), deploy(), deploy()])
    expect(runs.flatMap(({ applied }) => applied)).toEqual(['1_first'])
  })

  it('leaves nothing of a failed migration, names it, and takes the corrected one', async () => {
    await migration('1_broken', 'CREATE TABLE half (id int); SELECT missing;')
    await expect(deploy()).rejects.toThrow('migration 1_broken failed: column "missing" does not exist')
    expect(await query(ownerUrl, `SELECT to_regclass('half') AS half`)).toEqual([{ half: null }])
    await migration('1_broken', 'CREATE TABLE half (id int);')
    expect(await deploy()).toEqual({ applied: ['1_broken'] })
  })

  it('takes functions, semicolons in strings and Chinese comments as PostgreSQL does', async () => {
    await migration(
      '1_trigger',
      `CREATE TABLE link (id int, note text DEFAULT 'a;b'); -- 只能追加；不能修改
       CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'append only'; RETURN NULL; END $$;
       CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON link FOR EACH ROW EXECUTE FUNCTION refuse();
       INSERT INTO link (id) VALUES (1);`,
    )
    await deploy()
    await expect(query(ownerUrl, 'DELETE FROM link')).rejects.toThrow('append only')
  })

  it('gives the application what migrations grant and not the right to make tables', async () => {
    await migration('1_grant', 'CREATE TABLE log (id int); GRANT SELECT, INSERT ON log TO kuaichu_app;')
    await deploy()
    await query(appUrl, 'INSERT INTO log VALUES (1)')
    await expect(query(appUrl, 'DELETE FROM log')).rejects.toThrow('permission denied for table log')
    await expect(query(appUrl, 'CREATE TABLE mine (id int)')).rejects.toThrow('permission denied for schema public')
  })

  it('says what an administrator must do when the application’s role does not exist', async () => {
    await expect(migrate(ownerUrl, { appRole: 'city_app', migrationsDir: files.migrationsDir })).rejects.toThrow(
      'role city_app does not exist',
    )
  })
})

describe('new', () => {
  it('writes the first migration from the whole schema, the next from what changed, and none when nothing did', async () => {
    await writeMigration(ownerUrl, 'Units of police', { files, now: at(0) })
    expect(await writeMigration(ownerUrl, 'nothing', { files, now: at(1) })).toBeNull()

    await schemaFile('units', unit.replace('district  String', 'district  String\n  phone String?'))
    expect(await pendingSql(ownerUrl, files)).toContain('ADD COLUMN     "phone" TEXT')
    const file = await writeMigration(ownerUrl, 'phone', { files, now: at(1) })
    expect(file).toBe(join(files.migrationsDir, '20260101000001_phone', 'migration.sql'))
    expect(await deploy()).toEqual({ applied: ['20260101000000_units_of_police', '20260101000001_phone'] })
  })

  it('keeps the order of names when a clock lags behind', async () => {
    await writeMigration(ownerUrl, 'a', { files, now: at(9) })
    expect(await writeMigration(ownerUrl, 'b', { files, now: at(3), empty: true })).toContain('20260101000010_b')
  })
})

describe('drift', () => {
  it('is silent while the migrations make what the schema says, with all that is written by hand', async () => {
    await writeMigration(ownerUrl, 'units', { files, now: at(0) })
    await migration(
      '20260101000001_by_hand',
      `GRANT SELECT ON "Unit" TO kuaichu_app;
       ALTER TABLE "Unit" ADD CONSTRAINT named CHECK (name <> '');
       CREATE UNIQUE INDEX only_one_brigade ON "Unit" (district) WHERE kind = 'brigade';
       CREATE INDEX by_lower_name ON "Unit" (lower(name));
       CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no'; END $$;
       CREATE TRIGGER no_delete BEFORE DELETE ON "Unit" FOR EACH ROW EXECUTE FUNCTION refuse();`,
    )
    expect(await findDrift(ownerUrl, files)).toEqual([])
  })

  it('shows a schema change that waits for its migration', async () => {
    await writeMigration(ownerUrl, 'units', { files, now: at(0) })
    await schemaFile('units', unit.replace('brigade\n', 'brigade\n  detachment\n'))
    expect(await findDrift(ownerUrl, files)).toEqual([expect.stringContaining(`ADD VALUE 'detachment'`)])
  })

  it('names the extra column, the missing index, the changed default and the lost foreign key of edited migrations', async () => {
    await writeMigration(ownerUrl, 'units', { files, now: at(0) })
    await migration(
      '20260101000001_edited',
      `ALTER TABLE "Unit" ADD nickname text;
       DROP INDEX "Unit_district_createdAt_idx";
       ALTER TABLE "Unit" ALTER "createdAt" SET DEFAULT clock_timestamp();
       ALTER TABLE "Unit" DROP CONSTRAINT "Unit_parentId_fkey";`,
    )
    expect(await findDrift(ownerUrl, files)).toEqual([
      'column Unit.createdAt: the migrations make timestamp(3) with time zone NOT NULL DEFAULT clock_timestamp(), ' +
        'the schema says timestamp(3) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP',
      'column Unit.nickname: made by the migrations, not in the schema: text',
      expect.stringContaining('constraint Unit.Unit_parentId_fkey: missing from the migrations'),
      expect.stringContaining('index Unit_district_createdAt_idx: missing from the migrations'),
    ])
  })

  it('leaves no database behind', async () => {
    await writeMigration(ownerUrl, 'units', { files, now: at(0) })
    await findDrift(ownerUrl, files)
    expect(await query(ownerUrl, `SELECT datname FROM pg_database WHERE datname LIKE 'kuaichu_drift%'`)).toEqual([])
  })
})
