import type { Actor } from '../access/roles.ts'
import { leave } from '../traces.ts'
import type { KernelTransaction } from '../transaction.ts'
import { rowDigest } from './row-digest.ts'

/** What one act leaves behind. No personal values: ids, states, codes, hashes. */
export interface AuditEntry {
  /** The chain it belongs to: `accident:<id>`, `staff:<id>`, `system`. */
  readonly stream: string
  /** `accident.reported`, `determination.issued` ... */
  readonly action: string
  readonly actor: Actor
  readonly details?: Readonly<Record<string, unknown>>
  /** The rows as they stand after the act; their digests go into the chain, so that a later change of any byte shows. */
  readonly rows?: readonly SealedRow[]
}

/** A row whose content the chain vouches for: its model and the row itself, whole. */
export interface SealedRow {
  readonly model: string
  readonly row: { readonly id: string } & Readonly<Record<string, unknown>>
}

/** Adds one link to a stream's chain, in the transaction of the act itself (traces.ts says when). */
export async function recordAudit(tx: KernelTransaction, at: Date, entry: AuditEntry): Promise<void> {
  const { stream, action, actor, details = {}, rows = [] } = entry
  const link = {
    stream,
    at,
    action,
    actor: { kind: actor.kind, id: actor.id, role: actor.role },
    details,
    rows: rows.map(({ model, row }) => ({ model, id: row.id, digest: rowDigest(row) })),
  }
  await leave(tx, { links: [link] })
}
