import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbeddedPostgres } from '../../../api/adapters/postgres/embedded.ts'
import { migrate } from '../../../api/adapters/postgres/migrate.ts'
import { withClient } from '../../../api/adapters/postgres/roles.ts'
import { seededRandom } from '../../samples/random.ts'
import { madeUpFingerprints } from './made-up.ts'
import { measure } from './measure.ts'
import { readOptions, usage, type ReuseOptions } from './options.ts'
import { readPhotos } from './photos.ts'
import { buildIndexes, fill, prepare } from './store.ts'
import { print, runProgram } from '../../program.ts'

async function main({ json, photos: folders, rows, queries, data }: ReuseOptions): Promise<void> {
  const photos = await readPhotos(folders)
  const random = seededRandom(1)
  const next = madeUpFingerprints(
    photos.map(({ sums }) => sums),
    random,
  )
  const parent = mkdtempSync(join(tmpdir(), 'kuaichu-bench-'))
  try {
    const dir = data ?? join(parent, 'postgres')
    const stored = existsSync(dir) ? {} : await store(dir, rows, next)
    const measured = await withServer(dir, true, (url) =>
      withClient(url, (client) => measure(client, photos, queries, next, random)),
    )
    const cpuModel = cpus()[0]?.model ?? 'unknown'
    const summary = { rows, photos: photos.length, ...stored, ...measured, cpuModel }
    print(JSON.stringify(summary, null, json ? undefined : 2))
  } finally {
    rmSync(parent, { recursive: true, force: true })
  }
}

/** Fills a new database without syncing to disk; what is measured afterwards runs on a durable one. */
async function store(dir: string, rows: number, next: () => string) {
  return withServer(dir, false, async (url) => {
    await migrate(url)
    return withClient(url, async (client) => {
      await prepare(client)
      const fillSeconds = await secondsOf(() => fill(client, rows, next))
      const indexSeconds = await secondsOf(() => buildIndexes(client))
      return { fillSeconds, indexSeconds }
    })
  })
}

async function withServer<T>(dir: string, durable: boolean, use: (ownerUrl: string) => Promise<T>): Promise<T> {
  const server = await startEmbeddedPostgres({ dir, durable })
  try {
    return await use(server.ownerUrl)
  } finally {
    await server.stop()
  }
}

async function secondsOf(work: () => Promise<void>): Promise<number> {
  const started = performance.now()
  await work()
  return Math.round((performance.now() - started) / 100) / 10
}

await runProgram(usage, (args) => main(readOptions(args)))
