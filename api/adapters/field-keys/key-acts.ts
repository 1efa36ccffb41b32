import { randomBytes } from 'node:crypto'
import { systemActor } from '../../kernel/access/roles.ts'
import { recordAudit } from '../../kernel/audit/record.ts'
import type { Transaction } from '../../kernel/transaction.ts'
import { keyBytes } from './box.ts'
import type { FieldKey } from './key-ring.ts'
import { unwrap, wrap, type KeyPurpose, type MasterKey } from './master-keys.ts'

type Tx = Transaction<'fieldKey'>

/** Makes a key that is used from now on; the earlier ones go on opening what they sealed. Noted in stream `system`. */
export async function addFieldKey(
  tx: Tx,
  now: Date,
  { purpose, masterKeys }: { purpose: KeyPurpose; masterKeys: readonly MasterKey[] },
): Promise<FieldKey> {
  const last = await tx.fieldKey.findFirst({ orderBy: { id: 'desc' }, select: { id: true } })
  // Two at once meet at the primary key, and the second fails.
  const added: FieldKey = { id: (last?.id ?? 0) + 1, purpose, key: randomBytes(keyBytes) }
  const { wrapped, wrappedBy } = wrap(masterKeys, added, added.key)
  await tx.fieldKey.create({
    data: { id: added.id, purpose, wrapped: Uint8Array.from(wrapped), wrappedBy, createdAt: now },
  })
  await note(tx, now, 'field-keys.added', { id: added.id, purpose, wrappedBy })
  return added
}

/**
 * Wraps every field key with the first master key. Values and the rows they stand in stay as they are, and so do the digests of the audit
 * record. Returns how many were wrapped with another one before.
 */
export async function rewrapFieldKeys(tx: Tx, now: Date, masterKeys: readonly MasterKey[]): Promise<number> {
  const [newest] = masterKeys
  const rows = await tx.fieldKey.findMany({ where: { wrappedBy: { not: newest?.id ?? '' } }, orderBy: { id: 'asc' } })
  for (const row of rows) {
    const known = { ...row, purpose: row.purpose as KeyPurpose }
    const { wrapped, wrappedBy } = wrap(masterKeys, known, unwrap(masterKeys, known))
    await tx.fieldKey.update({ where: { id: row.id }, data: { wrapped: Uint8Array.from(wrapped), wrappedBy } })
  }
  if (rows.length > 0) await note(tx, now, 'field-keys.rewrapped', { ids: rows.map(({ id }) => id), by: newest?.id })
  return rows.length
}

const note = (tx: Tx, now: Date, action: string, details: Record<string, unknown>) =>
  recordAudit(tx, now, { stream: 'system', action, actor: systemActor, details })
