import { S3Error, type ObjectLockInfo } from 'minio'
import type { Logger } from 'pino'
import { isFailure } from '../../../kernel/errors.ts'
import { abandonedAfterMs } from '../abandoned.ts'
import type { Bucket } from './bucket.ts'
import { ask, askOr, codeOf } from './errors.ts'
import type { ConditionalWrites } from './write-once.ts'

export interface Abilities {
  readonly conditional: ConditionalWrites
  /** Whether the server keeps an object from being deleted until a date; `unknown` where it does not say. */
  readonly objectLock: 'on' | 'off' | 'unknown'
}

/** What lies here tells what the server can do, and nothing else. */
const probeKey = 'probe/write-once'
const ifAbsent = { 'if-none-match': '*' } as const
/** A server that cannot do something says so in one of these ways, or ignores it. */
const cannot = ['NotImplemented', 'MethodNotAllowed']

/** The store answers, but not as asked for: a setting is wrong, and no waiting mends it. */
export class StoreMisconfigured extends Error {}

/**
 * Looks at the real bucket, not at the server's name: does it exist, are conditional writes honoured, is object lock on?
 * Fails `unavailable`, or with StoreMisconfigured where the store refuses.
 */
export async function checkBucket(bucket: Bucket, log: Logger, retentionDays: number): Promise<Abilities> {
  const { bucketName } = bucket
  await requireBucket(bucket)
  const abilities = { conditional: await probeConditionalWrites(bucket), objectLock: await objectLock(bucket) }
  tell(log, bucketName, abilities, retentionDays)
  return abilities
}

async function requireBucket({ client, bucketName }: Bucket): Promise<void> {
  const exists = await ask(() => client.bucketExists(bucketName)).catch((error: unknown) => {
    const { cause } = error as Error
    if (cause instanceof S3Error) throw new StoreMisconfigured(`the object store refuses us: ${cause.code}`, { cause })
    throw error
  })
  if (!exists) throw new StoreMisconfigured('there is no such bucket; make it, with object lock if it is to have that')
}

async function probeConditionalWrites(bucket: Bucket): Promise<ConditionalWrites> {
  const note = Buffer.from('Whether this server honours If-None-Match is tried on this object.\n')
  // The first of these finds no object in a new bucket; the second must be refused.
  const put =
    (await refuses(() => bucket.put(probeKey, note, ifAbsent))) ||
    (await refuses(() => bucket.put(probeKey, note, ifAbsent)))
  const uploadId = await bucket.beginParts(probeKey, {})
  try {
    const part = await bucket.putPart(probeKey, uploadId, 1, note)
    return { put, join: await refuses(() => bucket.joinParts(probeKey, uploadId, [part], ifAbsent)) }
  } finally {
    await bucket.dropParts(probeKey, uploadId)
  }
}

async function refuses(write: () => Promise<void>): Promise<boolean> {
  try {
    await write()
    return false
  } catch (error) {
    const code = codeOf(error) ?? ''
    if (code === 'PreconditionFailed') return true
    if (cannot.includes(code)) return false
    throw error
  }
}

async function objectLock({ client, bucketName }: Bucket): Promise<Abilities['objectLock']> {
  try {
    // Its types know this method also as one that answers nothing.
    const told = await askOr(
      ['ObjectLockConfigurationNotFoundError', 'NotFound'],
      {},
      () => client.getObjectLockConfig(bucketName) as unknown as Promise<ObjectLockInfo>,
    )
    return 'objectLockEnabled' in told && told.objectLockEnabled === 'Enabled' ? 'on' : 'off'
  } catch (error) {
    // Not every key may ask this; a store that cannot be reached would have failed before.
    if (cannot.includes(codeOf(error) ?? '') || isFailure(error, 'unavailable')) return 'unknown'
    throw error
  }
}

function tell(log: Logger, bucket: string, { conditional, objectLock }: Abilities, retentionDays: number): void {
  const about = { bucket, objectLock, conditionalWrites: conditional }
  if (objectLock === 'on') log.info({ ...about, retentionDays }, 'object lock is on: originals cannot be deleted early')
  if (objectLock === 'off')
    log.warn(about, 'object lock is off: whoever has the keys of the object store can delete originals')
  if (objectLock === 'unknown')
    log.warn(about, 'the object store does not say whether object lock is on: take it for off')
}

const ruleId = 'kuaichu-unacknowledged-uploads'

/**
 * Lets the server remove what our sweep did not: bytes under `uploads/` two days after they came, with what versioning keeps of them.
 * Rules that somebody else made are left alone. Nothing else expires: derivatives are shown as long as their originals.
 */
export async function expireUploads({ client, bucketName }: Bucket, log: Logger): Promise<void> {
  try {
    const rules = await askOr(['NoSuchLifecycleConfiguration', 'NotFound'], null, () =>
      client.getBucketLifecycle(bucketName),
    )
    if (JSON.stringify(rules ?? {}).includes(ruleId)) return
    if (rules) {
      log.warn({ bucket: bucketName }, 'the bucket has lifecycle rules: add one that expires uploads/ after 2 days')
      return
    }
    const rule = {
      ID: ruleId,
      Status: 'Enabled',
      Filter: { Prefix: 'uploads/' },
      Expiration: { Days: 2 },
      NoncurrentVersionExpiration: { NoncurrentDays: 1 },
    }
    await ask(() => client.setBucketLifecycle(bucketName, { Rule: [rule] }))
  } catch (error) {
    log.warn(
      { bucket: bucketName, code: codeOf(error) },
      'no lifecycle rule could be set: our own sweep removes uploads',
    )
  }
}

/** Drops the parts of puts that ended with their process, a day after they began. */
export async function dropAbandonedParts(bucket: Bucket, log: Logger): Promise<void> {
  const { client, bucketName } = bucket
  try {
    let [keyMarker, uploadIdMarker, more] = ['', '', true]
    while (more) {
      const page = await ask(() => client.listIncompleteUploadsQuery(bucketName, '', keyMarker, uploadIdMarker, ''))
      for (const { key, uploadId, initiated } of page.uploads)
        if (Date.now() - initiated.getTime() > abandonedAfterMs) await bucket.dropParts(key, uploadId)
      ;[keyMarker, uploadIdMarker, more] = [page.nextKeyMarker, page.nextUploadIdMarker, page.isTruncated]
    }
  } catch (error) {
    log.warn({ bucket: bucketName, code: codeOf(error) }, 'unfinished parts could not be looked through')
  }
}
