import { randomBytes } from 'node:crypto'
import * as box from './box.ts'

/** Wraps field keys; lives outside the database. The first of a list wraps, every one of it unwraps. */
export interface MasterKey {
  readonly id: string
  readonly key: Buffer
}

/** A field key as the database holds it. */
export interface WrappedKey {
  readonly id: number
  readonly purpose: KeyPurpose
  readonly wrapped: Uint8Array
  readonly wrappedBy: string
}

export type KeyPurpose = 'seal' | 'index'

const pairForm = /^([a-z0-9-]{1,32}):([A-Za-z0-9+/]{43}=)$/

/** `id:base64,id:base64`, the newest first, 32 bytes each; null where it is anything else. */
export function parseMasterKeys(text: string): readonly MasterKey[] | null {
  const keys = text.split(',').map((pair) => {
    const [, id = '', base64 = ''] = pairForm.exec(pair.trim()) ?? []
    return { id, key: Buffer.from(base64, 'base64') }
  })
  const ids = new Set(keys.map(({ id }) => id))
  return keys.every(({ key }) => key.length === box.keyBytes) && ids.size === keys.length ? keys : null
}

/** A new pair for the front of FIELD_KEYS, named after the day. */
export function newMasterKey(now: Date): string {
  const id = `${now.toISOString().slice(0, 10)}-${randomBytes(2).toString('hex')}`
  return `${id}:${randomBytes(box.keyBytes).toString('base64')}`
}

export function wrap(
  [newest]: readonly MasterKey[],
  { id, purpose }: Pick<WrappedKey, 'id' | 'purpose'>,
  key: Buffer,
): Pick<WrappedKey, 'wrapped' | 'wrappedBy'> {
  if (!newest) throw new Error('there is no master key')
  return { wrapped: box.close(newest.key, key, contextOf(id, purpose)), wrappedBy: newest.id }
}

/** Throws, naming the variable and what to do, where no master key of the list opens it. */
export function unwrap(masterKeys: readonly MasterKey[], { id, purpose, wrapped, wrappedBy }: WrappedKey): Buffer {
  const master = masterKeys.find((candidate) => candidate.id === wrappedBy)
  if (!master) {
    throw new Error(
      `FIELD_KEYS does not hold the key ${wrappedBy}, which field key ${id} was wrapped with: put it back, behind the newer ones (embedded: field-keys.json in the data directory)`,
    )
  }
  const key = box.open(master.key, wrapped, contextOf(id, purpose))
  if (!key) throw new Error(`FIELD_KEYS: its key ${wrappedBy} is not the one that field key ${id} was wrapped with`)
  return key
}

const contextOf = (id: number, purpose: KeyPurpose) => `field_key ${id} ${purpose}`
