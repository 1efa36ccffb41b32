import { canonicalJson, sha256 } from '../canonical.ts'

/** One link to be added to a stream's chain; what it says of rows is digested already. */
export interface Link {
  readonly stream: string
  readonly at: Date
  readonly action: string
  readonly actor: { readonly kind: string; readonly id: string | null; readonly role: string | null }
  readonly details: Readonly<Record<string, unknown>>
  readonly rows: readonly { readonly model: string; readonly id: string; readonly digest: string }[]
}

/** The last link of a stream. */
export interface Head {
  readonly stream: string
  readonly seq: number
  readonly hash: Uint8Array
}

/** A link with its place in the chain: the bytes that were hashed hold the hash before it. */
export type ChainedLink = Link & Head & { readonly canonical: Uint8Array }

/** The hash of a chain's first link has nothing before it. */
export const genesis = Buffer.alloc(32)

/** Puts links at the ends of their chains, each behind the one before. `heads`: where the chain of every named stream ends now. */
export function chained(
  heads: readonly Head[],
  links: readonly Link[],
): { links: ChainedLink[]; heads: readonly Head[] } {
  const ends = new Map(heads.map((head) => [head.stream, head]))
  const added = links.map((link) => {
    const { stream } = link
    const head = ends.get(stream)
    if (!head) throw new Error(`the audit head of ${stream} is missing`)
    const chainedLink = behind(head, link)
    ends.set(stream, { stream, seq: chainedLink.seq, hash: chainedLink.hash })
    return chainedLink
  })
  return { links: added, heads: [...ends.values()] }
}

function behind(head: Head, link: Link): ChainedLink {
  const { stream, at, action, actor, details, rows } = link
  const seq = head.seq + 1
  const previous = Buffer.from(head.hash).toString('hex')
  const canonical = Buffer.from(canonicalJson({ stream, seq, at, action, actor, details, rows, previous }))
  return { ...link, seq, canonical, hash: Buffer.from(sha256(canonical), 'hex') }
}
