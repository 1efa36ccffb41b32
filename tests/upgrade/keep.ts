import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Client } from 'pg'
import sharp from 'sharp'
import { startEmbeddedPostgres, stopEmbeddedPostgres } from '../../api/adapters/postgres/embedded.ts'
import { withClient } from '../../api/adapters/postgres/roles.ts'
import { newSecret } from '../../api/kernel/ids.ts'
import { freePort } from '../../infra/stage/free-port.ts'
import { sampleScene, type Scene } from '../../infra/demo/photos.ts'
import { play, type Step } from '../../infra/demo/play.ts'
import { setStage } from '../../infra/stage/stage.ts'
import { auditKey, masterKey } from './keys.ts'
import { rowsAsSql } from './rows.ts'

const usage = `usage: npm run keep-release -- NAME

Plays a case to its end and a second one up to its submission with the code of this checkout, and keeps the database, the documents and the photos
that they leave behind as tests/upgrade/releases/NAME: later releases must take them over. NAME is an order and words: 0002-partitions.`

/** After it the second case waits for a surveyor. */
const lastStep = 'driver A submits the case'

/** Thrown to leave the play. */
class Enough extends Error {}

async function keep(name: string): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'kuaichu-keep-'))
  const dir = fileURLToPath(new URL(`releases/${name}`, import.meta.url))
  const secrets = { AUDIT_SIGNING_KEY: auditKey, URL_SIGNING_SECRET: newSecret(), FIELD_KEYS: masterKey }
  const settings = { VISION_CHILDREN: '1', ...secrets }
  const stage = await setStage({ dataDir, port: await freePort(), settings })
  try {
    const scene = await smallScene()
    await play(stage, scene, (_, work) => work())
    await play(stage, scene, upTo(lastStep)).catch((error: unknown) => {
      if (!(error instanceof Enough)) throw error
    })
    rmSync(dir, { recursive: true, force: true })
    mkdirSync(join(dir, 'photos'), { recursive: true })
    const { ownerUrl } = await startEmbeddedPostgres({ dir: join(dataDir, 'postgres') })
    await withClient(ownerUrl, async (owner) => {
      await handedOn(owner)
      await stage.stopServer()
      writeFileSync(join(dir, 'rows.sql'), await rowsAsSql(owner))
    })
    for (const { bytes } of scene.photos) writeFileSync(join(dir, 'photos', `${sha256(bytes)}.jpg`), bytes)
    for (const kind of ['documents', 'audit']) {
      const objects = join(dataDir, 'objects', kind)
      if (existsSync(objects)) cpSync(objects, join(dir, 'objects', kind), { recursive: true })
    }
    process.stdout.write(`kept in ${dir}\n`)
  } finally {
    await stage.stop()
    await stopEmbeddedPostgres(join(dataDir, 'postgres'))
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/** The sample photos, small: they are kept for ever. The same ones for both cases. */
async function smallScene(): Promise<Scene> {
  const scene = await sampleScene()
  const small = async (photo: Scene['photos'][number]) => ({
    ...photo,
    bytes: await sharp(photo.bytes).resize({ width: 1024 }).keepMetadata().jpeg({ quality: 60 }).toBuffer(),
  })
  return { ...scene, photos: await Promise.all(scene.photos.map(small)) }
}

const upTo =
  (last: string): Step =>
  async (name, work) => {
    const result = await work()
    if (name === last) throw new Enough()
    return result
  }

/** Everything announced has been handed on, and every job has run; two seconds long. */
async function handedOn(owner: Client): Promise<void> {
  for (let quiet = 0; quiet < 10;) {
    const { rows } = await owner.query<{ waiting: number }>(
      `select ((select count(*) from outbox_event where "handedOnAt" is null) + (select count(*) from graphile_worker.jobs where attempts < max_attempts))::int as waiting`,
    )
    quiet = rows[0]?.waiting === 0 ? quiet + 1 : 0
    await delay(200)
  }
}

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

const [, , name = ''] = process.argv
if (/^\d{4}(-[a-z]+)+$/.test(name)) {
  await keep(name)
  process.exit()
} else {
  process.stderr.write(`${usage}\n`)
  process.exitCode = 2
}
