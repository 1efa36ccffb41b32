import type { Upload } from '../../generated/prisma/client.ts'
import type { DriverActor, StaffActor } from '../../kernel/access/roles.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/errors.ts'
import { newId } from '../../kernel/ids.ts'
import type { Transaction } from '../../kernel/transaction.ts'
import { uploadBounds } from './bounds.ts'

/**
 * Uploads until they are acknowledged. Their bytes lie where every http process finds them (`ctx.uploads`); who one belongs to, how long it may
 * stay and how many bytes it must come to stand in the table.
 */

type Owner = StaffActor | DriverActor

const ownedBy = (actor: Owner) => ({ ownerKind: actor.kind, ownerId: actor.id })

/** Notes a new upload of so many bytes. Fails `slow-down` when too much of this person's lies unacknowledged. */
export async function beginUpload(ctx: Context, actor: Owner, bytes: number): Promise<Upload> {
  const now = ctx.clock.now()
  return ctx.transact(async (tx: Transaction<'upload'>) => {
    // One of this person at a time: a hundred at once must not all pass the bound below.
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`uploads:${actor.kind}:${actor.id}`}, 0))`
    const open = await tx.upload.aggregate({
      where: { ...ownedBy(actor), expiresAt: { gt: now } },
      _count: true,
      _sum: { bytes: true },
    })
    const tooMany = open._count >= uploadBounds.openUploads || (open._sum.bytes ?? 0) + bytes > uploadBounds.openBytes
    if (tooMany) fail('slow-down', { retryAfterS: 600 })
    return tx.upload.create({
      data: {
        id: newId(now.getTime()),
        ...ownedBy(actor),
        bytes,
        createdAt: now,
        expiresAt: new Date(now.getTime() + uploadBounds.lifetimeMs),
      },
    })
  })
}

/** The upload, if it is this person's and has not expired. */
export function findOwnUpload(ctx: Context, actor: Owner, id: string): Promise<Upload | null> {
  return ctx.db.upload.findFirst({ where: { id, ...ownedBy(actor), expiresAt: { gt: ctx.clock.now() } } })
}

/** Works on its bytes as a local file, when every one is there. Fails `upload-incomplete`. */
export async function withComplete<T>(ctx: Context, upload: Upload, work: (file: string) => Promise<T>): Promise<T> {
  const received = await ctx.uploads.received(upload.id)
  if (received !== upload.bytes) fail('upload-incomplete', { receivedBytes: received, expectedBytes: upload.bytes })
  const { path, release } = await ctx.uploads.local(upload.id)
  try {
    return await work(path)
  } finally {
    await release()
  }
}

/** Removes the bytes and the row; the row last, so that a crash leaves something for the sweep to find. */
export async function discardUpload(ctx: Context, id: string): Promise<void> {
  await ctx.uploads.discard(id)
  await ctx.db.upload.deleteMany({ where: { id } })
}

/** How many expired uploads one turn of the sweep removes. */
const batch = 500

export async function discardExpiredUploads(ctx: Context): Promise<void> {
  const expired = await ctx.db.upload.findMany({ where: { expiresAt: { lte: ctx.clock.now() } }, take: batch })
  for (const { id } of expired) await discardUpload(ctx, id)
}
