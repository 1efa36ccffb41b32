import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { findDrift } from './adapters/postgres/drift.ts'
import { startEmbeddedPostgres } from './adapters/postgres/embedded.ts'
import { migrate } from './adapters/postgres/migrate.ts'
import { writeMigration } from './adapters/postgres/new-migration.ts'
import { appRole as usualAppRole } from './adapters/postgres/roles.ts'
import { installQueue } from './adapters/queue/graphile/graphile.ts'

const usage = `Usage: npm run migrate -- <command>

  deploy              applies the migrations that the database lacks, and makes the queue's tables
  new NAME [--empty]  writes the next migration from the changes of api/prisma/schema (--empty: one to fill by hand)
  drift               checks that the migrations make what the schema says

  DATABASE_OWNER_URL  the database, as its owner; without it deploy takes the embedded server of KUAICHU_DATA_DIR
                      (default .data), new and drift a throw-away one
  DATABASE_APP_ROLE   the application's login, when it is not kuaichu_app (deploy)

Exit status: 0 done, 1 failed, drift found or nothing to write, 2 wrong usage.
`

const exitCodes = { done: 0, failed: 1, usage: 2 } as const

async function main(argv: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: { empty: { type: 'boolean', default: false }, help: { type: 'boolean', short: 'h', default: false } },
  })
  const [command, name, ...rest] = positionals
  if (values.help) return say(usage, exitCodes.done)
  if (command === 'deploy' && name === undefined) return deploy()
  if (command === 'drift' && name === undefined) return withServer(drift)
  if (command === 'new' && name !== undefined && rest.length === 0)
    return withServer((url) => newMigration(url, name, values.empty))
  return say(usage, exitCodes.usage)
}

async function deploy(): Promise<number> {
  const { DATABASE_OWNER_URL, DATABASE_APP_ROLE, KUAICHU_DATA_DIR = '.data' } = process.env
  if (DATABASE_OWNER_URL) return apply(DATABASE_OWNER_URL, DATABASE_APP_ROLE)

  const server = await startEmbeddedPostgres({ dir: join(KUAICHU_DATA_DIR, 'postgres') })
  try {
    return await apply(server.ownerUrl)
  } finally {
    if (!server.attached) await server.stop()
  }
}

async function apply(ownerUrl: string, appRole = usualAppRole): Promise<number> {
  const { applied } = await migrate(ownerUrl, { appRole })
  await installQueue(ownerUrl, appRole)
  return say(applied.length > 0 ? `applied ${applied.join(', ')}` : 'nothing to apply', exitCodes.done)
}

async function newMigration(url: string, name: string, empty: boolean): Promise<number> {
  const file = await writeMigration(url, name, { now: new Date(), empty })
  return file
    ? say(`wrote ${file}`, exitCodes.done)
    : say('the schema has not changed; --empty writes one all the same', exitCodes.failed)
}

async function drift(url: string): Promise<number> {
  const differences = await findDrift(url)
  return differences.length > 0
    ? say(differences.join('\n'), exitCodes.failed)
    : say('migrations and schema agree', exitCodes.done)
}

/** The given server, or one that is gone afterwards. */
async function withServer(use: (ownerUrl: string) => Promise<number>): Promise<number> {
  const { DATABASE_OWNER_URL } = process.env
  if (DATABASE_OWNER_URL) return use(DATABASE_OWNER_URL)

  const parent = await mkdtemp(join(tmpdir(), 'kuaichu-migrate-'))
  const server = await startEmbeddedPostgres({ dir: join(parent, 'postgres'), durable: false })
  try {
    return await use(server.ownerUrl)
  } finally {
    await server.stop()
    await rm(parent, { recursive: true })
  }
}

function say<Code extends number>(text: string, code: Code): Code {
  ;(code === exitCodes.usage ? process.stderr : process.stdout).write(text.endsWith('\n') ? text : `${text}\n`)
  return code
}

function isUsageError(error: unknown): boolean {
  return error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  process.exitCode = isUsageError(error) ? exitCodes.usage : exitCodes.failed
  process.stderr.write(`${(error as Error).message}\n`)
}
