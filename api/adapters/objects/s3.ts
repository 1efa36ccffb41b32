import { createHash, type Hash } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import type { Logger } from 'pino'
import type { Clock } from '../../kernel/clock.ts'
import { fail } from '../../kernel/errors.ts'
import type { ObjectStore, UploadArea } from '../../kernel/ports.ts'
import { requireFolder, requireKey } from './key.ts'
import { openBucket, type Bucket } from './s3/bucket.ts'
import { checkBucket, dropAbandonedParts, expireUploads, StoreMisconfigured, type Abilities } from './s3/check.ts'
import { s3Client, type S3Connection } from './s3/client.ts'
import { discardVersions } from './s3/discard.ts'
import { presignedLink } from './s3/link.ts'
import { s3Uploads } from './s3/uploads.ts'
import { writeOnce, type Exclusively } from './s3/write-once.ts'
import { scratchFolder, type LocalCopy } from './scratch.ts'

export { StoreMisconfigured }

export interface S3Options {
  /** Origins: how we reach the store, and how browsers do. */
  readonly endpoint: string
  readonly publicEndpoint: string
  readonly region: string
  readonly bucket: string
  readonly accessKey: string
  readonly secretKey: string
  readonly addressing: S3Connection['addressing']
  /** Decides between concurrent writers of a key where the server does not honour conditional writes. */
  readonly exclusively: Exclusively
  /** For how long originals cannot be deleted, where object lock is on. */
  readonly retentionDays: number
  /** Folder for local copies. */
  readonly scratchDir: string
  readonly clock: Clock
  readonly log: Logger
  /** Content of more bytes is sent in parts; S3 takes no smaller parts than 5 MiB. */
  readonly partBytes?: number
  readonly silenceMs?: number
}

export interface S3Storage {
  readonly objects: ObjectStore
  readonly uploads: UploadArea
  /** Where the links of `signedUrl` lead: pages must be allowed to show photos from there. */
  readonly publicOrigin: string
  /** Looks at the bucket before the first write does. Fails `unavailable`, or with StoreMisconfigured where the store refuses. */
  check(): Promise<Abilities>
  close(): void
}

const defaultPartBytes = 8 * 1024 * 1024
/** A disk that is busy with others answers within seconds. */
const defaultSilenceMs = 15_000
/** Now and then again: servers are replaced, and processes run for months. */
const checkEveryMs = 24 * 3_600_000
const dayMs = 24 * 3_600_000

/** Originals, sealed documents and sealed roots of the record; derivatives can be made again, uploads must be removable. */
const kept = /^(evidence|documents|audit)\//

/**
 * Objects and unacknowledged uploads in one bucket of MinIO or any other S3. An object is durable when the server has acknowledged it; it bears
 * its SHA-256 as metadata, by which `local` and a repeated `put` compare (`local` fails `hash-mismatch`). Whatever keeps the store from
 * answering fails `unavailable` with part `objects`. Which key wins is told in infra/decisions/0005.
 */
export async function openS3(options: S3Options): Promise<S3Storage> {
  const { clock, log, retentionDays, partBytes = defaultPartBytes, silenceMs = defaultSilenceMs } = options
  const inside = s3Client({ ...options, silenceMs })
  const outside = s3Client({ ...options, endpoint: options.publicEndpoint, silenceMs })
  const bucket = openBucket(inside.client, options.bucket)
  const copy = scratchFolder(options.scratchDir)
  const store = writeOnce(bucket, options.exclusively, partBytes)
  const link = (key: string, asked: Parameters<ObjectStore['signedUrl']>[1]) =>
    presignedLink(outside.client, options.bucket, key, { now: clock.now(), ...asked })

  const check = rememberedFor(checkEveryMs, async () => {
    const abilities = await checkBucket(bucket, log, retentionDays)
    await expireUploads(bucket, log)
    await dropAbandonedParts(bucket, log)
    return abilities
  })

  async function openObject(key: string, range?: { start: number; end: number }) {
    requireKey(key)
    return (await bucket.get(key, range)) ?? fail('not-found', { key })
  }

  const objects: ObjectStore = {
    async put(key, content, sha256) {
      requireKey(key)
      const { conditional, objectLock } = await check().catch(unavailableMeanwhile)
      const headers = objectLock === 'on' && kept.test(key) ? retention(retentionDays) : {}
      await store({ key, content, sha256, headers }, conditional)
    },
    open: openObject,
    read: async (key) => buffer(await openObject(key)),
    async size(key) {
      requireKey(key)
      return (await bucket.find(key))?.size ?? null
    },
    async local(key) {
      requireKey(key)
      return verifiedCopy(bucket, copy, key)
    },
    async keysIn(folder) {
      requireFolder(folder)
      return (await bucket.list(folder)).map(({ key }) => key)
    },
    async discard(key) {
      requireKey(key)
      return discardVersions(bucket, key)
    },
    async signedUrl(key, asked) {
      requireKey(key)
      return link(key, asked)
    },
  }

  return {
    objects,
    uploads: s3Uploads(bucket, copy),
    // Of a real link: with some servers the bucket is a part of the host's name.
    publicOrigin: new URL(await link('any', { expiresInS: 60, contentType: 'image/jpeg' })).origin,
    check,
    close: () => [inside, outside].forEach((client) => client.close()),
  }
}

function unavailableMeanwhile(error: unknown): never {
  if (error instanceof StoreMisconfigured) fail('unavailable', { part: 'objects' }, error)
  throw error
}

/** Nobody, its owner included, deletes or changes the object before then. By the real time: the server goes by it. */
const retention = (days: number) => ({
  'x-amz-object-lock-mode': 'COMPLIANCE',
  'x-amz-object-lock-retain-until-date': new Date(Date.now() + days * dayMs).toISOString(),
})

async function verifiedCopy(bucket: Bucket, copy: ReturnType<typeof scratchFolder>, key: string): Promise<LocalCopy> {
  const found = await bucket.find(key)
  const body = found && (await bucket.get(key))
  if (!body) fail('not-found', { key })
  const hash = createHash('sha256')
  const local = await copy(hashing(body, hash))
  if (found.sha256 === null || found.sha256 === hash.digest('hex')) return local
  await local.release()
  return fail('hash-mismatch', { key })
}

async function* hashing(bytes: AsyncIterable<Buffer>, hash: Hash): AsyncGenerator<Buffer> {
  for await (const part of bytes) {
    hash.update(part)
    yield part
  }
}

/** The answer of `work` for so long; a failure is not remembered. */
function rememberedFor<T>(forMs: number, work: () => Promise<T>): () => Promise<T> {
  let last: { readonly at: number; readonly answer: Promise<T> } | undefined
  return () => {
    if (!last || Date.now() - last.at > forMs) {
      const latest = { at: Date.now(), answer: work() }
      latest.answer.catch(() => {
        if (last === latest) last = undefined
      })
      last = latest
    }
    return last.answer
  }
}
