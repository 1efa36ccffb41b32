import type { ErasedObject } from '../../generated/prisma/client.ts'
import type { Context } from '../../kernel/context.ts'

const dayMs = 24 * 3_600_000

/**
 * Lets the bytes go whose erasure is on record. What the store's lock still keeps stays noted, with the day on which to try again, and is told in the log
 * and to whoever looks (`read.ts`, `views.ts`); it holds nothing else up.
 */
export async function discardErased(ctx: Context, accidentId: string): Promise<void> {
  const due = { accidentId, retryAt: { lte: ctx.clock.now() } }
  for (const folder of await ctx.db.erasedObject.findMany({ where: { ...due, key: { endsWith: '/' } } }))
    await unfold(ctx, folder)
  for (const { key } of await ctx.db.erasedObject.findMany({ where: due, orderBy: { key: 'asc' } })) {
    const outcome = await ctx.objects.discard(key)
    if (outcome.gone) await ctx.db.erasedObject.deleteMany({ where: { key } })
    else await waitForLock(ctx, { key, accidentId }, outcome.lockedUntil)
  }
}

/** A folder becomes the objects that lie in it. */
async function unfold(ctx: Context, { key: folder, ...noted }: ErasedObject): Promise<void> {
  const keys = await ctx.objects.keysIn(folder)
  await ctx.transact(async (tx) => {
    await tx.erasedObject.createMany({ data: keys.map((key) => ({ key, ...noted })), skipDuplicates: true })
    await tx.erasedObject.deleteMany({ where: { key: folder } })
  })
}

/** The store goes by its own clock: tried again when the lock ends, or in a day, whichever is later. */
async function waitForLock(
  ctx: Context,
  { key, accidentId }: Pick<ErasedObject, 'key' | 'accidentId'>,
  lockedUntil: Date | null,
): Promise<void> {
  const retryAt = new Date(Math.max(ctx.clock.now().getTime() + dayMs, lockedUntil?.getTime() ?? 0))
  await ctx.db.erasedObject.updateMany({ where: { key }, data: { lockedUntil, retryAt } })
  ctx.log.warn({ accidentId, lockedUntil }, 'erased on record, but the store still keeps it')
}
