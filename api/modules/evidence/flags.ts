import type { EvidenceTx } from './change.ts'
import type { CheckId } from './schema.ts'
import { storedChecks } from './stored.ts'

/** What a failed check means to the officer who reviews the case. Checks that only concern the picture's quality are not his business. */
const flagOf: Partial<Record<CheckId, string>> = {
  'plate-matches-party': 'photo-mismatch',
  'reused-image': 'photo-reused',
  'taken-at': 'photo-time',
  'taken-where': 'photo-place',
  edited: 'photo-edited',
}

/** Why the photos of a case want an officer's look: `photo-mismatch`, `photo-reused`, `photo-kept`, `photo-unreadable` ..., each once. */
export async function photoFlags(tx: Pick<EvidenceTx, 'evidence'>, accidentId: string): Promise<string[]> {
  const photos = await tx.evidence.findMany({ where: { accidentId } })
  const flags = photos.flatMap((photo) => [
    ...(storedChecks(photo) ?? []).flatMap(({ id, status }) => (status === 'fail' ? (flagOf[id] ?? []) : [])),
    ...(photo.keptAt ? ['photo-kept'] : []),
    ...(photo.state === 'unreadable' ? ['photo-unreadable'] : []),
  ])
  return [...new Set(flags)].sort()
}
