import { createHash, randomBytes, randomUUID } from 'node:crypto'

/**
 * A new UUID version 7 (RFC 9562): its first 48 bits are the time in ms, so index pages fill in order.
 * `now` in ms since the epoch.
 */
export function newId(now: number = Date.now()): string {
  const random = randomUUID().replaceAll('-', '')
  const time = now.toString(16).padStart(12, '0')
  const variant = ((Number.parseInt(random.charAt(16), 16) & 0x3) | 0x8).toString(16)
  const hex = `${time}7${random.slice(13, 16)}${variant}${random.slice(17)}`
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/** The moment in ms that an id was made at. */
export const madeAt = (id: string) => Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)

/** The least and the greatest id that `newId` makes in this ms: what was made between two moments lies between two ids. */
export const leastIdAt = (ms: number) => idOfDigits(ms, '0')
export const greatestIdAt = (ms: number) => idOfDigits(ms, 'f')

function idOfDigits(ms: number, digit: string): string {
  const hex = Math.max(0, ms).toString(16).padStart(12, '0') + digit.repeat(20)
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/** A secret that cannot be guessed, for sessions and links: `bytes` random bytes, base64url. */
export function newSecret(bytes = 32): string {
  return randomBytes(bytes).toString('base64url')
}

/** What we store of a secret: whoever reads the table cannot use it. Only for secrets of full entropy. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}
