import { judgePhoto } from '../../../api/modules/evidence/checks.ts'
import { demandOf } from '../../../api/modules/evidence/checks/shot-demands.ts'
import type { CheckId } from '../../../api/modules/evidence/schema.ts'
import type { Facts } from '../../../vision/contract.ts'
import { comparablePlate } from '../../../vision/plates/grammar.ts'

/** The checks that are about how well a photo was taken. */
const qualityChecks: readonly CheckId[] = [
  'plate-visible',
  'plate-readable',
  'sharp-enough',
  'exposure',
  'min-resolution',
]

/** What becomes of one photo: is one of its plates read, surely and rightly, and what would a driver be told? */
export interface Outcome {
  readonly read: boolean
  readonly failed: readonly CheckId[]
  readonly warned: readonly CheckId[]
  readonly facts: Facts
}

/** Judged as the shot of a vehicle's plate, whose checks are the strictest. */
export function outcomeOf(facts: Facts, labelled: readonly string[]): Outcome {
  const now = new Date()
  const checks = judgePhoto(
    { ok: true, facts },
    {
      demand: demandOf('vehicle-plate'),
      subject: null,
      capture: { how: 'camera' },
      receivedAt: now,
      brief: { occurredAt: now, reportedAt: now, position: null, vehicles: [] },
      lookAlikes: [],
    },
  ).filter(({ id }) => qualityChecks.includes(id))
  const idsOf = (status: 'fail' | 'warn') => checks.filter((check) => check.status === status).map(({ id }) => id)
  const texts = new Set(labelled.map(comparablePlate))
  const read = facts.plates.some(({ status, text }) => status === 'read' && texts.has(comparablePlate(text)))
  return { read, failed: idsOf('fail'), warned: idsOf('warn'), facts }
}
