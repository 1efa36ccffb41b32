import { createHash } from 'node:crypto'
import { canonicalJson, sha256 } from '../canonical.ts'
import { rowDigest } from './row-digest.ts'
import { isFailure } from '../errors.ts'
import { genesis } from './chain.ts'
import { merkleRoot, newestRootNumber, rootIsSigned, rootKey, sealedAction, signedRootSchema } from './root.ts'
import type { ObjectStore } from '../ports.ts'
import type { Prisma, PrismaClient } from '../../generated/prisma/client.ts'
import { parseJson } from '../parse-json.ts'
import { z } from 'zod'

/** A place where the record is not what it was. */
export interface Break {
  readonly place: string
  readonly problem: string
}

export interface Verification {
  readonly events: number
  readonly streams: number
  readonly rows: number
  readonly objects: number
  readonly roots: number
  readonly broken: readonly Break[]
}

interface Sources {
  readonly db: PrismaClient
  readonly objects: Pick<ObjectStore, 'open' | 'read' | 'size'>
  /** The public key that roots must be signed with. */
  readonly publicKey: string
}

/** What an `audit.sealed` event says of the root that it tells of. */
const sealSchema = z.object({ details: z.object({ number: z.number(), merkleRoot: z.string() }) })
type Seal = z.infer<typeof sealSchema>['details']

const eventSchema = z.object({
  stream: z.string(),
  seq: z.number(),
  at: z.string(),
  action: z.string(),
  actor: z.object({ kind: z.string(), id: z.string().nullable(), role: z.string() }),
  rows: z.array(z.object({ model: z.string(), id: z.string(), digest: z.string() })),
  previous: z.string(),
})

type Reader = Prisma.TransactionClient

/** Reading everything takes as long as it takes. */
const snapshot = { isolationLevel: 'RepeatableRead', timeout: 6 * 3_600_000, maxWait: 10_000 } as const

/**
 * Proves the record offline: every chain link by link, every head, every sealed root with its signature and order, every row the
 * chains vouch for, and every object whose hash a row bears. Needs read access only. All of it is read as it stood at one moment, so a
 * server that works on does not look like an intruder.
 */
export async function verifyAudit({ db, objects, publicKey }: Sources): Promise<Verification> {
  // Before the snapshot: a root sealed afterwards knows links that the snapshot does not.
  const newestRoot = await newestRootNumber(objects)
  return db.$transaction((tx) => verifySnapshot(tx, { objects, publicKey, newestRoot }), snapshot)
}

async function verifySnapshot(
  db: Reader,
  { objects, publicKey, newestRoot }: Omit<Sources, 'db'> & { newestRoot: number },
): Promise<Verification> {
  const broken: Break[] = []
  const heads = new Map<string, { seq: number; hash: string; hashes: string[] }>()
  const vouched = new Map<string, { stream: string; digest: string }>()
  const seals: Seal[] = []
  let events = 0

  for await (const row of allEvents(db)) {
    events += 1
    const place = `audit_event ${row.stream} #${row.seq}`
    const head = heads.get(row.stream) ?? { seq: 0, hash: genesis.toString('hex'), hashes: [] }
    const hash = Buffer.from(row.hash).toString('hex')
    if (row.seq !== head.seq + 1) broken.push({ place, problem: `link #${head.seq + 1} is missing before it` })
    if (sha256(row.canonical) !== hash) broken.push({ place, problem: 'its content does not have its hash' })
    const event = eventSchema.safeParse(parseJson(Buffer.from(row.canonical).toString()))
    if (!event.success) broken.push({ place, problem: 'its content cannot be read' })
    else {
      const { data } = event
      if (data.previous !== head.hash) broken.push({ place, problem: 'it does not follow the link before it' })
      if (!sameAsColumns(data, row)) broken.push({ place, problem: 'its columns differ from what was hashed' })
      if (data.action === sealedAction) {
        const seal = sealSchema.safeParse(parseJson(Buffer.from(row.canonical).toString()))
        if (seal.success) seals.push(seal.data.details)
        else broken.push({ place, problem: 'it does not say which root was sealed' })
      }
      for (const { model, id, digest: of } of data.rows)
        vouched.set(`${model} ${id}`, { stream: row.stream, digest: of })
    }
    head.hashes.push(hash)
    heads.set(row.stream, { seq: row.seq, hash, hashes: head.hashes })
  }

  const headRows = await db.auditHead.findMany()
  const known = new Set(headRows.map(({ stream }) => stream))
  for (const stream of heads.keys()) {
    if (!known.has(stream)) broken.push({ place: `audit stream ${stream}`, problem: 'its head is missing' })
  }
  for (const { stream, seq, hash } of headRows) {
    const tail = heads.get(stream)
    if (!tail) broken.push({ place: `audit stream ${stream}`, problem: `the whole stream is missing (${seq} links)` })
    else if (tail.seq !== seq) {
      broken.push({ place: `audit stream ${stream}`, problem: `ends at #${tail.seq}, its head is #${seq}` })
    } else if (tail.hash !== Buffer.from(hash).toString('hex')) {
      broken.push({ place: `audit stream ${stream}`, problem: 'its head has another hash' })
    }
  }

  await verifyRoots(objects, publicKey, newestRoot, heads, broken)
  await verifySeals(objects, seals, broken)
  const rows = await verifyRows(db, vouched, broken)
  const stored = await verifyObjects(db, objects, broken)
  return { events, streams: heads.size, rows, objects: stored, roots: newestRoot, broken }
}

type EventRow = Awaited<ReturnType<PrismaClient['auditEvent']['findMany']>>[number]

async function* allEvents(db: Reader): AsyncGenerator<EventRow> {
  const take = 1000
  let after: { stream: string; seq: number } | undefined
  for (;;) {
    const page: EventRow[] = await db.auditEvent.findMany({
      orderBy: [{ stream: 'asc' }, { seq: 'asc' }],
      take,
      ...(after ? { cursor: { stream_seq: after }, skip: 1 } : {}),
    })
    yield* page
    const last = page.at(-1)
    if (!last || page.length < take) return
    after = { stream: last.stream, seq: last.seq }
  }
}

function sameAsColumns(event: z.infer<typeof eventSchema>, row: EventRow): boolean {
  return (
    event.stream === row.stream &&
    event.seq === row.seq &&
    event.at === row.at.toISOString() &&
    event.action === row.action &&
    event.actor.kind === row.actorKind &&
    event.actor.id === row.actorId &&
    event.actor.role === row.actorRole
  )
}

async function verifyRoots(
  objects: Sources['objects'],
  publicKey: string,
  newest: number,
  heads: ReadonlyMap<string, { hashes: readonly string[] }>,
  broken: Break[],
): Promise<void> {
  let previousSha256: string | null | undefined = null
  for (let number = 1; number <= newest; number++) {
    const place = `audit root ${number}`
    if ((await objects.size(rootKey(number))) === null) {
      broken.push({ place, problem: 'is gone, and there are later ones' })
      previousSha256 = undefined
      continue
    }
    const bytes: Buffer = await objects.read(rootKey(number))
    const parsed = signedRootSchema.safeParse(parseJson(bytes.toString()))
    if (!parsed.success) broken.push({ place, problem: 'cannot be read' })
    else {
      const { root } = parsed.data
      if (!rootIsSigned(parsed.data, publicKey)) broken.push({ place, problem: 'is not signed with the audit key' })
      if (previousSha256 !== undefined && root.previousSha256 !== previousSha256)
        broken.push({ place, problem: 'does not follow the root before it' })
      if (root.merkleRoot !== merkleRoot(root.heads.map((head) => canonicalJson(head)))) {
        broken.push({ place, problem: 'its Merkle root does not cover its heads' })
      }
      for (const { stream, seq, hash } of root.heads) {
        const link = seq === 0 ? hash : heads.get(stream)?.hashes[seq - 1]
        if (link === undefined)
          broken.push({ place: `audit stream ${stream}`, problem: `#${seq}, sealed in root ${number}, is gone` })
        else if (link !== hash)
          broken.push({ place: `audit stream ${stream}`, problem: `#${seq} differs from root ${number}` })
      }
    }
    previousSha256 = sha256(bytes)
  }
}

/** Every root that was ever sealed must still be there, and be the same. */
async function verifySeals(objects: Sources['objects'], seals: readonly Seal[], broken: Break[]): Promise<void> {
  for (const seal of seals) {
    const place = `audit root ${seal.number}`
    const there = (await objects.size(rootKey(seal.number))) !== null
    const stored = there
      ? signedRootSchema.safeParse(parseJson((await objects.read(rootKey(seal.number))).toString()))
      : null
    if (!there) broken.push({ place, problem: 'was sealed, and is gone' })
    else if (stored?.data?.root.merkleRoot !== seal.merkleRoot)
      broken.push({ place, problem: 'is not the one that was sealed' })
  }
}

type AnyModel = { findMany(args?: object): Promise<({ id: string } & Record<string, unknown>)[]> }

/** Every vouched row as it stands now must have the digest the chain last gave it, and no such model may hold a row unvouched. */
async function verifyRows(
  db: Reader,
  vouched: ReadonlyMap<string, { stream: string; digest: string }>,
  broken: Break[],
): Promise<number> {
  const models = new Set([...vouched.keys()].map((key) => key.slice(0, key.indexOf(' '))))
  const seen = new Set<string>()
  for (const model of models) {
    const table = (db as unknown as Record<string, AnyModel | undefined>)[model]
    if (!table) {
      broken.push({ place: model, problem: 'the audit names a model that does not exist' })
      continue
    }
    for (const row of await table.findMany()) {
      const key = `${model} ${row.id}`
      seen.add(key)
      const vouch = vouched.get(key)
      if (!vouch) broken.push({ place: key, problem: 'no audit event knows this row' })
      else if (vouch.digest !== rowDigest(row))
        broken.push({ place: key, problem: `it was changed outside the record (stream ${vouch.stream})` })
    }
  }
  for (const [key, { stream }] of vouched) {
    if (!seen.has(key)) broken.push({ place: key, problem: `the row is gone (stream ${stream})` })
  }
  return seen.size
}

/**
 * Photos and documents: the stored bytes must have the SHA-256 that their row bears. Of what was erased on record the bytes must be gone, or be known to
 * have yet to go. That the row says so is vouched for like everything else in it.
 */
async function verifyObjects(db: Reader, objects: Sources['objects'], broken: Break[]): Promise<number> {
  const select = { id: true, accidentId: true, objectKey: true, sha256: true } as const
  const erasedCases = await db.accident.findMany({ where: { personalErasedAt: { not: null } }, select: { id: true } })
  const erased = new Set(erasedCases.map(({ id }) => id))
  const yetToGo = new Set((await db.erasedObject.findMany({ select: { key: true } })).map(({ key }) => key))
  const photos = await db.evidence.findMany({ select: { ...select, state: true } })
  const documents = await db.document.findMany({ select })
  const rows = [
    ...photos.map(({ state, ...row }) => ({ ...row, model: 'evidence', gone: state === 'erased' })),
    ...documents.map((row) => ({ ...row, model: 'document', gone: erased.has(row.accidentId) })),
  ]
  for (const { model, id, objectKey, sha256: expected, gone } of rows) {
    const place = `${model} ${id} (${objectKey})`
    const size = await objects.size(objectKey).catch((error: unknown) => {
      if (isFailure(error, 'bad-input')) return null
      throw error
    })
    if (gone) {
      if (size !== null && !yetToGo.has(objectKey))
        broken.push({ place, problem: 'its erasure is on record, and the stored file is still there' })
      continue
    }
    if (size === null) {
      broken.push({ place, problem: 'the stored file is gone' })
      continue
    }
    const hash = createHash('sha256')
    for await (const chunk of await objects.open(objectKey)) hash.update(chunk as Buffer)
    if (hash.digest('hex') !== expected) broken.push({ place, problem: 'the stored file does not have its SHA-256' })
  }
  return rows.length
}
