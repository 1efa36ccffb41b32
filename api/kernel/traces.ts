import { Prisma } from '../generated/prisma/client.ts'
import { chained, genesis, type Head, type Link } from './audit/chain.ts'
import type { KernelTransaction } from './transaction.ts'

/**
 * What a change leaves behind beside its own rows: links of audit chains, events for the outbox, the answer to an idempotent request. Use cases say it as
 * they go; it is written at the end of their transaction, in one statement instead of three for each: half of what a small act says to the database.
 */
export interface Traces {
  readonly links: readonly Link[]
  readonly events: readonly { readonly topic: string; readonly payload: object }[]
}

/** An answer to be kept under the caller's key. */
export interface KeptRow {
  readonly actor: string
  readonly key: string
  readonly requestHash: string
  readonly response: string
}

/** The channel on which PostgreSQL wakes the relay at commit. */
export const outboxChannel = 'outbox'

const collected = new WeakMap<object, { readonly links: Link[]; readonly events: Traces['events'][number][] }>()

/** From now on what is left in this transaction is gathered here; whoever gathers writes it, before the commit. */
export function gatherTraces(tx: KernelTransaction): Traces {
  const traces = { links: [], events: [] }
  collected.set(tx, traces)
  return traces
}

/** Leaves it in this transaction: with the rest where somebody gathers, at once where nobody does. */
export async function leave(tx: KernelTransaction, { links = [], events = [] }: Partial<Traces>): Promise<void> {
  const gathered = collected.get(tx)
  if (!gathered) return void (await writeTraces(tx, { links, events }))
  gathered.links.push(...links)
  gathered.events.push(...events)
}

/**
 * Writes traces and, where there is one, the answer. The heads of the chains are locked first, in the order of their names, so that links of one stream
 * are added one after another; (stream, seq) is unique besides. Returns false where the key has an answer already.
 */
export async function writeTraces(
  tx: KernelTransaction,
  { links, events }: Traces,
  answer: KeptRow | null = null,
): Promise<boolean> {
  const parts = [
    ...(links.length > 0 ? chainParts(chained(await lockHeads(tx, links), links)) : []),
    ...(events.length > 0 ? [toldPart(events)] : []),
    ...(answer ? [keptPart(answer)] : []),
  ]
  if (parts.length === 0) return true
  const kept = answer ? Prisma.sql`(select count(*)::int from kept)` : Prisma.sql`1`
  const woken = events.length > 0 ? Prisma.sql`, pg_notify(${outboxChannel}, '')::text as woken` : Prisma.empty
  const [row] = await tx.$queryRaw<{ kept: number }[]>`with ${Prisma.join(parts)} select ${kept} as kept${woken}`
  return row?.kept === 1
}

function chainParts({ links, heads }: ReturnType<typeof chained>): Prisma.Sql[] {
  const rows = links.map(
    ({ stream, seq, at, action, actor, canonical, hash }) =>
      Prisma.sql`(${stream}, ${seq}, ${at}, ${action}, ${actor.kind}, ${actor.id}, ${actor.role}, ${canonical}, ${hash})`,
  )
  const ends = heads.map(({ stream, seq, hash }) => Prisma.sql`(${stream}::text, ${seq}::int, ${hash}::bytea)`)
  return [
    Prisma.sql`link as (
      insert into audit_event (stream, seq, at, action, "actorKind", "actorId", "actorRole", canonical, hash)
      values ${Prisma.join(rows)}
    )`,
    Prisma.sql`head as (
      update audit_head set seq = ends.seq, hash = ends.hash
      from (values ${Prisma.join(ends)}) as ends (stream, seq, hash) where audit_head.stream = ends.stream
    )`,
  ]
}

const toldPart = (events: Traces['events']) => Prisma.sql`
  told as (
    insert into outbox_event (topic, payload)
    select topic, payload from jsonb_to_recordset(${JSON.stringify(events)}::jsonb) as event (topic text, payload jsonb)
  )`

const keptPart = ({ actor, key, requestHash, response }: KeptRow) => Prisma.sql`
  kept as (
    insert into idempotency_key (actor, key, "requestHash", response)
    values (${actor}, ${key}, ${requestHash}, ${JSON.stringify(response)}::jsonb)
    on conflict do nothing returning 1
  )`

/** Where the chains of these links end; nobody adds to them until the transaction is over. */
async function lockHeads(tx: KernelTransaction, links: readonly Link[]): Promise<Head[]> {
  const streams = [...new Set(links.map(({ stream }) => stream))].sort()
  const lock = (names: readonly string[]) => tx.$queryRaw<Head[]>`
    select stream, seq, hash from audit_head where stream in (${Prisma.join(names)}) order by stream for update`
  const known = await lock(streams)
  const fresh = without(streams, known)
  if (fresh.length === 0) return known
  const made = await tx.$queryRaw<Head[]>`
    insert into audit_head (stream, seq, hash)
    values ${Prisma.join(fresh.map((stream) => Prisma.sql`(${stream}, 0, ${genesis})`))}
    on conflict do nothing returning stream, seq, hash`
  // Somebody else began the chain meanwhile.
  const begun = without(fresh, made)
  return [...known, ...made, ...(begun.length > 0 ? await lock(begun) : [])]
}

const without = (names: readonly string[], heads: readonly Head[]) =>
  names.filter((name) => heads.every(({ stream }) => stream !== name))
