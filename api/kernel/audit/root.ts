import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'
import { z } from 'zod'
import { canonicalJson, sha256 } from '../canonical.ts'
import type { AuditHead } from '../../generated/prisma/client.ts'
import { systemActor } from '../access/roles.ts'
import type { Context } from '../context.ts'
import { recordAudit } from './record.ts'

/** The heads of all streams at one moment, sealed: neither a tail nor a whole stream can vanish afterwards. */
export const auditRootSchema = z.object({
  at: z.string(),
  number: z.number().int(),
  previousSha256: z.string().nullable(),
  heads: z.array(z.object({ stream: z.string(), seq: z.number().int(), hash: z.string() })),
  merkleRoot: z.string(),
})
export type AuditRoot = z.infer<typeof auditRootSchema>

export const signedRootSchema = z.object({ root: auditRootSchema, signature: z.string(), publicKey: z.string() })
export type SignedRoot = z.infer<typeof signedRootSchema>

/** Noted in stream `system` for each root. */
export const sealedAction = 'audit.sealed'

export const rootKey = (number: number) => `audit/roots/${number.toString().padStart(8, '0')}.json`

/** Merkle root (RFC 6962 hashing: 0x00 before a leaf, 0x01 before a node) of the heads in their order. Hex. */
export function merkleRoot(leaves: readonly string[]): string {
  const leaf = (text: string): Buffer =>
    Buffer.from(sha256(Buffer.concat([Buffer.from([0]), Buffer.from(text)])), 'hex')
  const node = (a: Buffer, b: Buffer): Buffer => Buffer.from(sha256(Buffer.concat([Buffer.from([1]), a, b])), 'hex')
  let level: Buffer[] = leaves.map(leaf)
  if (level.length === 0) return sha256('')
  while (level.length > 1) {
    const next: Buffer[] = []
    for (let i = 0; i < level.length; i += 2) {
      const [a, b] = [level[i], level[i + 1]]
      if (a) next.push(b ? node(a, b) : a)
    }
    level = next
  }
  return level[0]?.toString('hex') ?? ''
}

export function signRoot(root: AuditRoot, privateKeyPem: string): SignedRoot {
  const key = createPrivateKey(privateKeyPem)
  return {
    root,
    signature: sign(null, Buffer.from(canonicalJson(root)), key).toString('base64'),
    publicKey: createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString(),
  }
}

export function rootIsSigned({ root, signature }: SignedRoot, publicKeyPem: string): boolean {
  return verify(null, Buffer.from(canonicalJson(root)), createPublicKey(publicKeyPem), Buffer.from(signature, 'base64'))
}

/** The number of the newest sealed root; 0 before the first. Numbers run without a gap, so doubling and halving finds it. */
export async function newestRootNumber(objects: Pick<Context['objects'], 'size'>): Promise<number> {
  const exists = async (n: number) => (await objects.size(rootKey(n))) !== null
  let high = 1
  while (await exists(high)) high *= 2
  let low = Math.floor(high / 2)
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (await exists(middle)) low = middle
    else high = middle
  }
  return low
}

/**
 * Seals all stream heads as they stand now and writes the signed root to write-once storage. One process at a time: of two that stop at
 * once, the second follows the first one's root.
 */
export async function sealAudit(ctx: Context): Promise<AuditRoot> {
  return ctx.db.$transaction(
    async (tx) => {
      await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended('audit:seal', 0))`
      const root = await sealHeads(ctx, await tx.auditHead.findMany({ orderBy: { stream: 'asc' } }))
      // The next root covers this event, so that the newest roots cannot vanish together with what they alone sealed.
      await recordAudit(tx, ctx.clock.now(), {
        stream: 'system',
        action: sealedAction,
        actor: systemActor,
        details: { number: root.number, merkleRoot: root.merkleRoot },
      })
      return root
    },
    { timeout: 60_000, maxWait: 10_000 },
  )
}

async function sealHeads(ctx: Context, rows: readonly AuditHead[]): Promise<AuditRoot> {
  const heads = rows.map(({ stream, seq, hash }) => ({ stream, seq, hash: Buffer.from(hash).toString('hex') }))
  const previous = await newestRootNumber(ctx.objects)
  const root: AuditRoot = {
    at: ctx.clock.now().toISOString(),
    number: previous + 1,
    previousSha256: previous === 0 ? null : sha256(await ctx.objects.read(rootKey(previous))),
    heads,
    merkleRoot: merkleRoot(heads.map((head) => canonicalJson(head))),
  }
  const bytes = Buffer.from(JSON.stringify(signRoot(root, ctx.policy.auditSigningKey)))
  await ctx.objects.put(rootKey(root.number), { bytes }, sha256(bytes))
  return root
}
