import { randomInt } from 'node:crypto'

/** Without 0, 1, I and O, which people mistake for each other. */
const letters = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'

/** A new check code: 16 random characters of 32, 80 bits, so that nobody finds a document by guessing. */
export function newCheckCode(): string {
  return Array.from({ length: 16 }, () => letters.charAt(randomInt(letters.length))).join('')
}

/** As it is printed and typed: K7QM-4F2X-9RDA-H5WT. */
export function formatCheckCode(code: string): string {
  return code.replace(/(.{4})(?=.)/g, '$1-')
}
