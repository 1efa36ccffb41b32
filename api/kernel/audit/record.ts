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
  const head = await lockHead(tx, stream)
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
  await tx.$executeRaw`
    with link as (
      insert into audit_event (stream, seq, at, action, "actorKind", "actorId", "actorRole", canonical, hash)
      values (${stream}, ${seq}, ${at}, ${action}, ${actor.kind}, ${actor.id}, ${actor.role}, ${canonical}, ${hash})
    )
    update audit_head set seq = ${seq}, hash = ${hash} where stream = ${stream}`
}

interface Head {
  readonly seq: number
  readonly hash: Uint8Array
}

async function lockHead(tx: KernelTransaction, stream: string): Promise<Head> {
  const lock = () => tx.$queryRaw<Head[]>`select seq, hash from audit_head where stream = ${stream} for update`
  const [known] = await lock()
  if (known) return known
  await tx.$executeRaw`insert into audit_head (stream, seq, hash) values (${stream}, 0, ${genesis}) on conflict do nothing`
  const [made] = await lock()
  if (!made) throw new Error(`the audit head of ${stream} is missing`)
  return made
}
