import type { Context } from '../../kernel/context.ts'
import { dropOutdatedFingerprint, findOutdatedFingerprints, noteFingerprint } from './similar.ts'

/** 29,000 photos a day, while the drivers' own photos hardly feel it. */
const batch = 20

/** Fingerprints made in a way of old are made again from the photos. One of a photo that yields none any more goes. */
export async function renewFingerprints(ctx: Context): Promise<void> {
  for (const photo of await findOutdatedFingerprints(ctx.db, batch)) {
    const assessment = await ctx.vision.assess(await ctx.objects.read(photo.objectKey))
    if (assessment.ok) await noteFingerprint(ctx.db, photo, assessment.facts)
    await dropOutdatedFingerprint(ctx.db, photo)
  }
}
