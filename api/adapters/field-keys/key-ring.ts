import { randomBytes } from 'node:crypto'
import type { Pool } from 'pg'
import type { Logger } from 'pino'
import type { Clock } from '../../kernel/clock.ts'
import { keyBytes } from './box.ts'
import { unwrap, wrap, type KeyPurpose, type MasterKey, type WrappedKey } from './master-keys.ts'

/** A field key in the clear, in memory only. */
export interface FieldKey {
  readonly id: number
  readonly purpose: KeyPurpose
  readonly key: Buffer
}

/** The field keys of this installation, in memory: nobody who seals or opens a value waits for the database. */
export interface KeyRing {
  /** The newest key of its purpose. One that was made elsewhere is taken up within a minute. */
  current(purpose: KeyPurpose): FieldKey
  /** Any key, by id; one that was made elsewhere a moment ago is fetched. */
  find(id: number): Promise<FieldKey | undefined>
}

interface RingParts {
  /** Not Prisma's: whoever opens a value within a transaction must not wait for the connections that such transactions hold. */
  readonly pool: Pool
  /** The newest first. */
  readonly masterKeys: readonly MasterKey[]
  readonly clock: Clock
  readonly log: Pick<Logger, 'error'>
}

const takenUpAfterMs = 60_000

/** Reads all field keys, and makes the first ones of an installation. Throws where a master key is missing. */
export async function openKeyRing({ pool, masterKeys, clock, log }: RingParts): Promise<KeyRing> {
  const keys = new Map<number, FieldKey>()
  let readAt = clock.now().getTime()
  let reading: Promise<void> | undefined

  const read = async () => {
    readAt = clock.now().getTime()
    const { rows } = await pool.query<WrappedKey>('select id, purpose, wrapped, "wrappedBy" from field_key order by id')
    for (const row of rows) {
      if (!keys.has(row.id)) keys.set(row.id, { id: row.id, purpose: row.purpose, key: unwrap(masterKeys, row) })
    }
  }
  const readOnce = () => (reading ??= read().finally(() => (reading = undefined)))
  const newest = (purpose: KeyPurpose) => [...keys.values()].filter((key) => key.purpose === purpose).at(-1)

  await readOnce()
  if (keys.size === 0) {
    await makeFirst(pool, masterKeys, clock.now())
    await readOnce()
  }

  return {
    current: (purpose) => {
      if (clock.now().getTime() - readAt > takenUpAfterMs) {
        readOnce().catch((error: unknown) =>
          log.error({ err: error }, 'field keys cannot be read; the known ones serve'),
        )
      }
      const key = newest(purpose)
      if (!key) throw new Error(`table field_key holds no key for ${purpose}`)
      return key
    },
    find: async (id) => {
      if (!keys.has(id)) await readOnce()
      return keys.get(id)
    },
  }
}

/** Of processes that start at once, one makes them: the ids are fixed. */
async function makeFirst(pool: Pool, masterKeys: readonly MasterKey[], now: Date): Promise<void> {
  const rows = (['seal', 'index'] as const).map((purpose, index) => ({ id: index + 1, purpose }))
  for (const row of rows) {
    const { wrapped, wrappedBy } = wrap(masterKeys, row, randomBytes(keyBytes))
    await pool.query(
      `insert into field_key (id, purpose, wrapped, "wrappedBy", "createdAt") values ($1, $2, $3, $4, $5) on conflict do nothing`,
      [row.id, row.purpose, wrapped, wrappedBy, now],
    )
  }
}
