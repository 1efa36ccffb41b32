import { createPublicKey } from 'node:crypto'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { pino } from 'pino'
import { openDatabase } from './adapters/postgres/client.ts'
import { startEmbeddedPostgres } from './adapters/postgres/embedded.ts'
import { readStoreConfig } from './config.ts'
import { findInstallationSecrets } from './installation.ts'
import { verifyAudit } from './kernel/audit/verify.ts'
import { systemClock } from './kernel/clock.ts'
import { openStorage } from './storage.ts'

const usage = `usage: npm run -s audit -- verify [--from DATABASE_URL] [--data DIR] [--json]

Proves the record offline: audit chains, sealed roots, the rows the chains vouch for, and the stored files (in DIR, or
where S3_ENDPOINT is set in that store).
Exit 0: all is whole. Exit 1: each broken place, one per line. Exit 2: the command was misused or could not run.`

interface Arguments {
  readonly from?: string
  readonly data?: string
  readonly json?: boolean
}

/** Whether all is whole; prints what is not. */
async function verify(values: Arguments): Promise<boolean> {
  const store = readStoreConfig(process.env)
  const dataDir = resolve(values.data ?? process.env.KUAICHU_DATA_DIR ?? '.data')
  const signingKey = process.env.AUDIT_SIGNING_KEY ?? findInstallationSecrets(dataDir)?.auditSigningKey
  // Whoever looks in the wrong place must not leave a new, empty record there and find it whole.
  if (!signingKey)
    throw new Error(`there is no installation in ${dataDir}: no AUDIT_SIGNING_KEY is set, and no secrets are there`)
  const url = values.from ?? process.env.DATABASE_URL
  const embedded = url ? null : await startEmbeddedPostgres({ dir: join(dataDir, 'postgres') })
  const databaseUrl = url ?? embedded?.appUrl ?? ''
  const db = openDatabase(databaseUrl, { poolSize: 2 })
  const storage = await openStorage({
    env: store,
    dataDir,
    databaseUrl,
    urlSigningSecret: 'no link is made here',
    publicUrl: 'http://localhost',
    clock: systemClock,
    log: pino({ level: 'silent' }),
  })
  const publicKey = createPublicKey(signingKey).export({ type: 'spki', format: 'pem' }).toString()

  try {
    const { broken, ...counts } = await verifyAudit({ db, objects: storage.objects, publicKey })
    if (values.json) console.log(JSON.stringify({ ...counts, broken }))
    else {
      for (const { place, problem } of broken) console.log(`BROKEN ${place}: ${problem}`)
      const seen = `${counts.events} events in ${counts.streams} streams, ${counts.rows} rows, ${counts.objects} files, ${counts.roots} roots`
      console.log(broken.length === 0 ? `whole: ${seen}` : `${broken.length} broken, of ${seen}`)
    }
    return broken.length === 0
  } finally {
    await db.$disconnect()
    await storage.close()
    // A server that ran before us goes on; one that we started for this look is stopped again.
    if (embedded && !embedded.attached) await embedded.stop()
  }
}

try {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { from: { type: 'string' }, data: { type: 'string' }, json: { type: 'boolean' } },
  })
  if (positionals.join(' ') !== 'verify') throw new Error(usage)
  process.exitCode = (await verify(values)) ? 0 : 1
} catch (error) {
  // "Could not look" must never be taken for "looked, and it is broken".
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 2
}
