/**
 * Columns whose values are sealed before they are written (FieldCipher in ports.ts), by table and column. In the first five the database
 * itself refuses a plain value (migration `field_keys`).
 */
export type SealedField =
  | 'driver.phone'
  | 'one_time_code.phone'
  | 'party.phone'
  | 'party.licenceNumber'
  | 'staff_user.totpSecret'
  | 'idempotency_key.response'

/** Columns that hold a keyed hash of something that is quickly guessed: to look it up, or to compare with it. */
export type IndexedField =
  'driver.phone' | 'one_time_code.phone' | 'one_time_code.codeHash' | 'idempotency_key.requestHash' | 'rate_limit.key'

/** Where a value stands. What was sealed for one place opens at no other. */
export interface FieldPlace {
  readonly field: SealedField
  /** The row's primary key, known before it is written. */
  readonly row: string
}

/** A sealed value, as it is stored. Text, so that it stands in the column the plain value stood in. */
export type Sealed = string & { readonly [sealed]: true }
declare const sealed: unique symbol

/** No phone, licence number or secret begins like this. */
export const sealedPrefix = 'sealed:'

/** False for what was written before values were sealed. */
export const isSealed = (stored: string): stored is Sealed => stored.startsWith(sealedPrefix)
