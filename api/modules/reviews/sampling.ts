import { sha256 } from '../../kernel/canonical.ts'

const range = 2 ** 32

/**
 * Whether a determination is drawn for review: its id's SHA-256, read as a number from 0 to 1, lies below the share. The same id always
 * gives the same answer, nobody who issues can tell it beforehand, and a larger share draws all that a smaller one did.
 * `percent` is 0 to 100.
 */
export function isSampled(determinationId: string, percent: number): boolean {
  const drawn = Number.parseInt(sha256(determinationId).slice(0, 8), 16) / range
  return drawn * 100 < percent
}
