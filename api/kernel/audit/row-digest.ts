import { digest } from '../canonical.ts'

/**
 * What the chain vouches for in a row. Columns that hold nothing are left out: a nullable column that a later release adds leaves the
 * digests of older rows as they are, and emptying a column still shows.
 */
export function rowDigest(row: object): string {
  return digest(Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)))
}
