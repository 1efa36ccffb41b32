import { createHash } from 'node:crypto'
import { fail } from '../../../kernel/errors.ts'
import type { Bucket, Found, Part } from './bucket.ts'
import { hashOf, partsOf, sizeOf, type Content } from './content.ts'
import { codeOf } from './errors.ts'

/** Runs work alone among all processes: no other holds the same name meanwhile. */
export type Exclusively = <T>(name: string, work: () => Promise<T>) => Promise<T>

/** For which requests the server honours `If-None-Match: *`, as it was seen doing. */
export interface ConditionalWrites {
  readonly put: boolean
  readonly join: boolean
}

interface Order {
  readonly key: string
  readonly content: Content
  readonly sha256: string
  /** Beside the SHA-256: a retention period, for instance. */
  readonly headers: Readonly<Record<string, string>>
}

const ifAbsent = { 'if-none-match': '*' } as const
/** Who lost the race for the key: somebody else's object lies there, or our own, whose acknowledgement was lost. */
const taken = ['PreconditionFailed', 'NoSuchUpload']

/**
 * Stores an object under a key that nobody has taken. The server decides between concurrent writers where it honours conditional writes; where
 * it does not, `exclusively` does, over a look and a write (infra/decisions/0005). Content of more than `partBytes` goes in parts, which
 * become an object at once or not at all.
 */
export function writeOnce(bucket: Bucket, exclusively: Exclusively, partBytes: number) {
  /** `write` makes the object appear; it is handed the condition under which it may. */
  async function place(
    { key, sha256 }: Order,
    honoured: boolean,
    write: (condition: Readonly<Record<string, string>>) => Promise<void>,
  ): Promise<void> {
    if (!honoured) {
      return exclusively(key, async () => {
        const found = await bucket.find(key)
        return found ? requireSame(bucket, key, found, sha256) : write({})
      })
    }
    try {
      await write(ifAbsent)
    } catch (error) {
      const found = taken.includes(codeOf(error) ?? '') ? await bucket.find(key) : null
      if (!found) throw error
      await requireSame(bucket, key, found, sha256)
    }
  }

  async function putWhole(order: Order, honoured: boolean): Promise<void> {
    const { key, content, sha256, headers } = order
    const parts: Buffer[] = []
    for await (const part of partsOf(content, partBytes)) parts.push(part)
    const bytes = Buffer.concat(parts)
    requireHash(key, createHash('sha256').update(bytes).digest('hex'), sha256)
    await place(order, honoured, (condition) => bucket.put(key, bytes, { ...headers, ...condition }))
  }

  async function putInParts(order: Order, honoured: boolean): Promise<void> {
    const { key, content, sha256, headers } = order
    const uploadId = await bucket.beginParts(key, headers)
    try {
      const hash = createHash('sha256')
      const parts: Part[] = []
      for await (const part of partsOf(content, partBytes)) {
        hash.update(part)
        parts.push(await bucket.putPart(key, uploadId, parts.length + 1, part))
      }
      requireHash(key, hash.digest('hex'), sha256)
      await place(order, honoured, (condition) => bucket.joinParts(key, uploadId, parts, condition))
    } finally {
      // Parts that became an object are no longer there. Where the store cannot be reached now, the sweep finds them.
      await bucket.dropParts(key, uploadId).catch(() => undefined)
    }
  }

  return async function put(order: Order, conditional: ConditionalWrites): Promise<void> {
    const { key, content, sha256 } = order
    const found = await bucket.find(key)
    if (found) {
      requireHash(key, await hashOf(partsOf(content, partBytes)), sha256)
      return requireSame(bucket, key, found, sha256)
    }
    const marked = { ...order, headers: { ...order.headers, 'x-amz-meta-sha256': sha256 } }
    return (await sizeOf(content)) > partBytes
      ? putInParts(marked, conditional.join)
      : putWhole(marked, conditional.put)
  }
}

function requireHash(key: string, written: string, announced: string): void {
  if (written !== announced) fail('hash-mismatch', { key })
}

/** Fails `conflict` when the key holds other content. An object that bears no hash is read. */
async function requireSame(bucket: Bucket, key: string, found: Found, sha256: string): Promise<void> {
  const stored = found.sha256 ?? (await hashOf((await bucket.get(key)) ?? fail('not-found', { key })))
  if (stored !== sha256) fail('conflict', { key, state: 'stored with other content' })
}
