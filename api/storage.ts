import { join } from 'node:path'
import type { Logger } from 'pino'
import { directoryUploads } from './adapters/objects/directory-uploads.ts'
import { directoryObjects, type DirectoryObjects } from './adapters/objects/directory.ts'
import { openS3, StoreMisconfigured } from './adapters/objects/s3.ts'
import { exclusivelyOn } from './adapters/postgres/exclusively.ts'
import { openPool } from './adapters/postgres/pool.ts'
import { ConfigurationError, type readStoreConfig } from './config.ts'
import type { Clock } from './kernel/clock.ts'
import type { ObjectStore, UploadArea } from './kernel/ports.ts'

export interface Storage {
  readonly objects: ObjectStore
  readonly uploads: UploadArea
  /** The directory of objects, whose links we serve ourselves; null where a store serves its own. */
  readonly files: DirectoryObjects | null
  /** The origin of the store's links, where it is not ours. */
  readonly mediaOrigin?: string
  /** Looks at the store before the first write. Fails `unavailable`, or with ConfigurationError where the store refuses. */
  check(): Promise<unknown>
  close(): Promise<void>
}

interface StorageOptions {
  readonly env: ReturnType<typeof readStoreConfig>
  readonly dataDir: string
  readonly databaseUrl: string
  readonly urlSigningSecret: string
  readonly publicUrl: string
  readonly clock: Clock
  readonly log: Logger
}

/** Of a process, waiting included, how many at once: only for stores that do not decide between writers themselves. */
const writersAtOnce = 4
const connectTimeoutMs = 15_000

/** Where objects and unacknowledged uploads lie: in the store that the environment names, or in the data directory. */
export async function openStorage(options: StorageOptions): Promise<Storage> {
  const { env, dataDir, publicUrl, clock, log } = options
  const { S3_ENDPOINT: endpoint, S3_BUCKET: bucket, S3_ACCESS_KEY: accessKey, S3_SECRET_KEY: secretKey } = env
  if (!endpoint || !bucket || !accessKey || !secretKey) {
    const files = directoryObjects({
      root: join(dataDir, 'objects'),
      signingSecret: options.urlSigningSecret,
      publicUrl,
      clock,
    })
    const uploads = directoryUploads(join(dataDir, 'uploads'))
    return { objects: files, uploads, files, check: async () => undefined, close: async () => undefined }
  }

  // Connects to nothing before it is needed.
  const pool = openPool(
    { connectionString: options.databaseUrl, max: writersAtOnce, connectionTimeoutMillis: connectTimeoutMs },
    log,
  )
  const { publicOrigin, close, ...s3 } = await openS3({
    endpoint,
    publicEndpoint: env.S3_PUBLIC_ENDPOINT ?? endpoint,
    region: env.S3_REGION,
    bucket,
    accessKey,
    secretKey,
    addressing: env.S3_ADDRESSING,
    retentionDays: env.S3_RETENTION_DAYS,
    exclusively: exclusivelyOn(pool),
    scratchDir: join(dataDir, 'scratch'),
    clock,
    log,
  })
  return {
    ...s3,
    check: () => s3.check().catch(asConfiguration),
    files: null,
    mediaOrigin: publicOrigin,
    close: async () => {
      close()
      await pool.end()
    },
  }
}

function asConfiguration(error: unknown): never {
  if (!(error instanceof StoreMisconfigured)) throw error
  throw new ConfigurationError(`S3_ENDPOINT, S3_BUCKET, S3_ACCESS_KEY, S3_SECRET_KEY: ${error.message}`)
}
