import { canonicalJson, sha256 } from '../canonical.ts'
import { rowDigest } from './row-digest.ts'
import type { Actor } from '../access/roles.ts'
import type { KernelTransaction } from '../transaction.ts'

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

/** The hash of a chain's first link has nothing before it. */
export const genesis = Buffer.alloc(32)

/**
 * Adds one link to a stream's chain, in the transaction of the act itself. The head row is locked first, so that links of one
 * stream are added one after another; (stream, seq) is unique besides.
 */
export async function recordAudit(tx: KernelTransaction, at: Date, entry: AuditEntry): Promise<void> {
  const { stream, action, actor } = entry
  await tx.$executeRaw`insert into audit_head (stream, seq, hash) values (${stream}, 0, ${genesis}) on conflict do nothing`
  const [head] = await tx.$queryRaw<{ seq: number; hash: Uint8Array }[]>`
    select seq, hash from audit_head where stream = ${stream} for update`
  if (!head) throw new Error(`the audit head of ${stream} is missing`)

  const seq = head.seq + 1
  const canonical = Buffer.from(
    canonicalJson({
      stream,
      seq,
      at,
      action,
      actor: { kind: actor.kind, id: actor.id, role: actor.role },
      details: entry.details ?? {},
      rows: (entry.rows ?? []).map(({ model, row }) => ({ model, id: row.id, digest: rowDigest(row) })),
      previous: Buffer.from(head.hash).toString('hex'),
    }),
  )
  const hash = Buffer.from(sha256(canonical), 'hex')
  await tx.auditEvent.create({
    data: { stream, seq, at, action, actorKind: actor.kind, actorId: actor.id, actorRole: actor.role, canonical, hash },
  })
  await tx.auditHead.update({ where: { stream }, data: { seq, hash } })
}
