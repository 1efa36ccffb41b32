import { createHmac, hkdfSync } from 'node:crypto'
import type { FieldCipher } from '../../kernel/ports.ts'
import { isSealed, sealedPrefix, type FieldPlace, type IndexedField, type Sealed } from '../../kernel/sealed.ts'
import * as box from './box.ts'
import type { FieldKey, KeyRing } from './key-ring.ts'

/** `sealed:1:<field key>:<base64url of nonce, ciphertext and tag>` */
const storedForm = /^sealed:1:(\d{1,9}):([\w-]+)$/

/** The port on a ring of keys. Version 1: AES-256-GCM, and HMAC-SHA-256 under one key per column. */
export function fieldCipher(ring: KeyRing): FieldCipher {
  return {
    seal: async (at, value) => {
      const { id, key } = ring.current('seal')
      return `${sealedPrefix}1:${id}:${box.close(key, Buffer.from(value), contextOf(id, at)).toString('base64url')}` as Sealed
    },
    open: async (at, stored) => {
      if (!isSealed(stored)) return stored
      const [, keyId, text = ''] = storedForm.exec(stored) ?? fail(at, 'is of no known form')
      const key = (await ring.find(Number(keyId))) ?? fail(at, `was sealed with field key ${keyId}, which is not there`)
      const plain = box.open(key.key, Buffer.from(text, 'base64url'), contextOf(key.id, at))
      return (plain ?? fail(at, 'was changed, or sealed for another place')).toString()
    },
    indexOf: (field, value) => indexUnder(ring.current('index'), field, value),
  }
}

/** The hash under one index key. A key of its own per column: nobody can tell that two columns hold the same number. */
export function indexUnder({ key }: FieldKey, field: IndexedField, value: string): string {
  const columnKey = Buffer.from(hkdfSync('sha256', key, '', `index ${field}`, box.keyBytes))
  return createHmac('sha256', columnKey).update(normal(value)).digest('base64url')
}

/** However it was typed: full-width digits, spaces around it, a small x at the end of a number. */
const normal = (value: string) => value.normalize('NFKC').trim().toUpperCase()

/** Column, row and key belong to the value: it opens nowhere else. */
const contextOf = (keyId: number, { field, row }: FieldPlace) => JSON.stringify([1, keyId, field, row])

function fail({ field, row }: FieldPlace, problem: string): never {
  throw new Error(`${field} of row ${row} ${problem}`)
}
