import type { Client } from 'minio'
import { dispositionOf } from '../disposition.ts'

/** What S3 allows at most: a week. */
const longestS = 7 * 24 * 3600
/** Links are signed as of an instant on this grid before they end, so that whoever asks again for the same end gets the same link. */
const gridS = 600

/**
 * A presigned URL on which the store itself hands the object over, as the type and under the name that are under the signature.
 * A browser may keep what it got until the link ends.
 * @param client one for the origin that browsers reach the store by
 */
export function presignedLink(
  client: Client,
  bucketName: string,
  key: string,
  link: { now: Date; expiresInS: number; contentType: string; fileName?: string },
): Promise<string> {
  const { now, expiresInS, contentType, fileName } = link
  if (expiresInS > longestS) throw new RangeError(`a link of S3 ends within a week, not after ${expiresInS} s`)
  const endsAtS = Math.floor(now.getTime() / 1000) + expiresInS
  const validS = Math.min(longestS, Math.ceil(expiresInS / gridS) * gridS)
  const headers = {
    'response-content-type': contentType,
    'response-content-disposition': dispositionOf(contentType, fileName),
    'response-cache-control': 'private, immutable',
    'response-expires': new Date(endsAtS * 1000).toUTCString(),
  }
  return client.presignedGetObject(bucketName, key, validS, headers, new Date((endsAtS - validS) * 1000))
}
