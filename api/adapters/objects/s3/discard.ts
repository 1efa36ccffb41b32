import { isFailure } from '../../../kernel/errors.ts'
import type { Discarded } from '../../../kernel/ports.ts'
import type { Bucket } from './bucket.ts'
import { codeOf } from './errors.ts'

/** How stores refuse to remove what a lock keeps, or what our key may not remove; MinIO says `InvalidRequest`. */
const refusals = ['AccessDenied', 'InvalidRequest', 'ObjectLocked']

/**
 * Removes an object in every version. A bucket with object lock keeps versions: a removal that names none would only hide the bytes. A version that the
 * store will not let go stays, the others go.
 */
export async function discardVersions(bucket: Bucket, key: string): Promise<Discarded> {
  let refused = false
  let lockedUntil: Date | null = null
  for (const versionId of await bucket.versions(key)) {
    if (await removed(() => bucket.removeVersion(key, versionId))) continue
    const until = versionId === undefined ? null : await retainedUntil(bucket, key, versionId)
    if (until && (lockedUntil === null || until > lockedUntil)) lockedUntil = until
    refused = true
  }
  return refused ? { gone: false, lockedUntil } : { gone: true }
}

async function removed(remove: () => Promise<void>): Promise<boolean> {
  try {
    await remove()
    return true
  } catch (error) {
    if (isRefusal(error)) return false
    throw error
  }
}

/** Not every key may ask this, and not every refusal is a lock. */
async function retainedUntil(bucket: Bucket, key: string, versionId: string): Promise<Date | null> {
  try {
    return await bucket.retainedUntil(key, versionId)
  } catch (error) {
    if (isFailure(error, 'unavailable') || codeOf(error) !== undefined) return null
    throw error
  }
}

const isRefusal = (error: unknown) =>
  isFailure(error, 'unavailable') && refusals.includes(codeOf((error.cause ?? {}) as Error) ?? '')
