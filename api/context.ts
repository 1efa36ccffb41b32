import { join, resolve } from 'node:path'
import type pg from 'pg'
import pino, { type Logger } from 'pino'
import { VisionPool } from '../vision/pool.ts'
import { fieldCipher } from './adapters/field-keys/cipher.ts'
import { openKeyRing } from './adapters/field-keys/key-ring.ts'
import type { MasterKey } from './adapters/field-keys/master-keys.ts'
import { httpInsurers } from './adapters/insurers/http.ts'
import { postgresLive } from './adapters/live/postgres.ts'
import { openSharedDatabase } from './adapters/postgres/client.ts'
import { startEmbeddedPostgres } from './adapters/postgres/embedded.ts'
import { requireMigrated } from './adapters/postgres/current.ts'
import { migrate } from './adapters/postgres/migrate.ts'
import { openPool, unavailableWhenAway } from './adapters/postgres/pool.ts'
import { bullQueue } from './adapters/queue/bull/bull.ts'
import { graphileQueue, installQueue } from './adapters/queue/graphile/graphile.ts'
import { httpRegistries } from './adapters/registries/http.ts'
import { httpSms } from './adapters/sms/http.ts'
import type { Environment } from './config.ts'
import { installationFieldKeys, installationSecrets } from './installation.ts'
import { systemClock, type Clock } from './kernel/clock.ts'
import type { Context } from './kernel/context.ts'
import { isFailure } from './kernel/errors.ts'
import type { Vision } from './kernel/ports.ts'
import { traced, traceOfLine } from './kernel/trace.ts'
import { transactOn } from './kernel/transact.ts'
import { laneOf } from './modules.ts'
import { ruleSetInForceAt } from './rules.ts'
import { openStorage, type Storage } from './storage.ts'

/** The context with what only the entry needs: connection strings, where files are served, and the way to close it all. */
export interface Platform extends Context, Pick<Storage, 'files' | 'mediaOrigin'> {
  readonly databaseUrl: string
  readonly pool: pg.Pool
  readonly masterKeys: readonly MasterKey[]
  /** Starts the vision children before the first photo asks for them. */
  warmVision(): void
  close(): Promise<void>
}

/**
 * The composition root: makes everything a module may use, once. Embedded parts are started where the environment names no server.
 * `clock` is the wall clock but in tests and simulated days.
 */
export async function createPlatform(
  env: Environment,
  options: { clock?: Clock; log?: Logger } = {},
): Promise<Platform> {
  const { clock = systemClock, log = createLog(env.LOG_LEVEL) } = options
  const dataDir = resolve(env.KUAICHU_DATA_DIR)
  const publicUrl = env.PUBLIC_URL ?? `http://localhost:${env.PORT}`
  const secrets = await secretsOf(env, dataDir)
  const databaseUrl = await prepareDatabase(env, dataDir, log)

  const { urlSigningSecret } = secrets
  const storage = await openStorage({ env, dataDir, databaseUrl, urlSigningSecret, publicUrl, clock, log })
  await checkStorage(storage, log)

  const database = openSharedDatabase(databaseUrl, { poolSize: env.DATABASE_POOL, log })
  const { db, query } = database
  const pool = unavailableWhenAway(openPool({ connectionString: databaseUrl, max: 2 }, log))
  const masterKeys = env.FIELD_KEYS ?? (await installationFieldKeys(dataDir, clock.now()))
  const fields = fieldCipher(await openKeyRing({ pool, masterKeys, clock, log }))
  const queue = env.REDIS_URL
    ? bullQueue({ redisUrl: env.REDIS_URL, laneOf, log })
    : graphileQueue({ connectionString: databaseUrl, laneOf, log })
  const live = await postgresLive({ connectionString: databaseUrl, log })
  const vision = visionOnDemand(env.VISION_CHILDREN)

  return {
    policy: {
      publicUrl,
      dataDir,
      cityCode: env.CITY_CODE,
      districtCode: env.DISTRICT_CODE,
      secondFactorRoles: env.SECOND_FACTOR_ROLES,
      erasesWhenDue: env.ERASE_WHEN_DUE,
      auditSigningKey: secrets.auditSigningKey,
    },
    clock,
    log,
    db,
    query,
    transact: transactOn(db, fields),
    fields,
    objects: storage.objects,
    uploads: storage.uploads,
    queue,
    live,
    vision,
    sms: httpSms({ url: env.SMS_URL, token: env.SMS_TOKEN }),
    registries: httpRegistries({ url: env.REGISTRIES_URL, token: env.REGISTRIES_TOKEN }),
    insurers: httpInsurers({ insurers: env.INSURERS, publicUrl }),
    rules: { inForceAt: ruleSetInForceAt },
    databaseUrl,
    pool,
    masterKeys,
    files: storage.files,
    mediaOrigin: storage.mediaOrigin,
    warmVision: vision.start,
    close: async () => {
      await queue.close()
      await Promise.all([live.close(), vision.close(), pool.end(), storage.close()])
      await database.close()
    },
  }
}

/** A store that is away does not keep us from starting: what needs it answers `unavailable`, and /health/ready says so. */
async function checkStorage(storage: Storage, log: Logger): Promise<void> {
  try {
    await storage.check()
  } catch (error) {
    if (!isFailure(error, 'unavailable')) throw error
    log.error({ err: error.cause }, 'the object store is not ready; it is looked at again at the next write')
  }
}

/** Whoever waits at a page comes first; a verdict has a second (nice(1)). */
const visionNiceness = 10

/**
 * The vision pool, started at the first photo or by `start()`. A process that only takes photos in needs no children, and one that
 * begins should listen before two of them load their models.
 */
function visionOnDemand(children: number): Vision & { start(): void } {
  let pool: VisionPool | undefined
  const started = () => (pool ??= new VisionPool({ children, niceness: visionNiceness }))
  return {
    start: () => void started(),
    assess: (bytes, options) =>
      traced('vision assess', { attributes: { bytes: bytes.length } }, () => started().assess(bytes, options)),
    close: async () => pool?.close(),
  }
}

/** Structured logs on standard output. Nothing personal is ever passed in; what libraries might is cut off here. */
export function createLog(level: Environment['LOG_LEVEL']): Logger {
  return pino({
    level,
    base: undefined,
    mixin: traceOfLine,
    redact: { paths: ['*.phone', '*.password', '*.code', 'req.headers.cookie'], censor: '[hidden]' },
  })
}

async function secretsOf(env: Environment, dataDir: string) {
  if (env.URL_SIGNING_SECRET && env.AUDIT_SIGNING_KEY) {
    return { urlSigningSecret: env.URL_SIGNING_SECRET, auditSigningKey: env.AUDIT_SIGNING_KEY }
  }
  return installationSecrets(dataDir)
}

/**
 * Finds or starts PostgreSQL and, given the owner's rights, brings its schema up to date; returns the application role's URL.
 * The embedded server outlives us on purpose: the next start, or another process, attaches to it.
 */
async function prepareDatabase(env: Environment, dataDir: string, log: Logger): Promise<string> {
  const { DATABASE_URL: appUrl, DATABASE_OWNER_URL: ownerUrl } = env
  if (appUrl && !ownerUrl) {
    await requireMigrated(appUrl)
    return appUrl
  }
  const urls =
    appUrl && ownerUrl ? { ownerUrl, appUrl } : await startEmbeddedPostgres({ dir: join(dataDir, 'postgres'), log })
  const appRole = decodeURIComponent(new URL(urls.appUrl).username)
  await migrate(urls.ownerUrl, { appRole, log })
  await installQueue(urls.ownerUrl, appRole)
  return urls.appUrl
}
