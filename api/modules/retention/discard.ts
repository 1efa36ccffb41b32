import type { ErasedObject } from '../../generated/prisma/client.ts'
import type { Context } from '../../kernel/context.ts'

const dayMs = 24 * 3_600_000

/**
 * Lets the bytes go whose erasure is on record: single objects, or all that lie in a folder. What the store's lock still keeps stays noted, with the day
 * on which to try again, and is told in the log and to whoever looks (`due-list.ts`); it holds nothing else up.
 */
export async function discardErased(ctx: Context, accidentId: string): Promise<void> {
  const retryAt = { lte: ctx.clock.now() }
  const noted = await ctx.db.erasedObject.findMany({ where: { accidentId, retryAt }, orderBy: { key: 'asc' } })
  for (const { key } of noted) {
    const locks = await discard(ctx, key)
    if (locks.length === 0) await ctx.db.erasedObject.deleteMany({ where: { key } })
    else await waitFor(ctx, { key, accidentId }, locks)
  }
}

/** When the locks of those end that did not go; null where the store does not say. Empty: all went. */
async function discard({ objects }: Context, key: string): Promise<(Date | null)[]> {
  const locks: (Date | null)[] = []
  for (const each of key.endsWith('/') ? await objects.keysIn(key) : [key]) {
    const outcome = await objects.discard(each)
    if (!outcome.gone) locks.push(outcome.lockedUntil)
  }
  return locks
}

async function waitFor(
  ctx: Context,
  { key, accidentId }: Pick<ErasedObject, 'key' | 'accidentId'>,
  locks: readonly (Date | null)[],
): Promise<void> {
  const ends = locks.flatMap((end) => end?.getTime() ?? [])
  const lockedUntil = ends.length === 0 ? null : new Date(Math.max(...ends))
  // The store goes by its own clock: tried again when the first lock ends, or in a day, whichever is later.
  const retryAt = new Date(Math.max(ctx.clock.now().getTime() + dayMs, ends.length === 0 ? 0 : Math.min(...ends)))
  await ctx.db.erasedObject.updateMany({ where: { key }, data: { lockedUntil, retryAt } })
  ctx.log.warn({ accidentId, objects: locks.length, lockedUntil }, 'erased on record, but the store still keeps it')
}
