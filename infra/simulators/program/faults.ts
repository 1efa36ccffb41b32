import { z } from 'zod'

/**
 * What can go wrong between two systems. `slow`: the work is done, the answer comes late. `down`: nothing is done, 503.
 * `duplicate`: the request arrives twice, as after a retransmission. `out-of-order`: this answer waits until the next
 * request has been answered. `wrong-answer`: the work is done, the answer is not the one that is due.
 */
export const Fault = z.strictObject({
  kind: z.enum(['slow', 'down', 'duplicate', 'out-of-order', 'wrong-answer']),
  /** How many requests it strikes. */
  count: z.number().int().positive().default(1),
  /** Only requests whose path begins so; every request by default. */
  path: z.string().default('/'),
  /** `slow` only. */
  delayMs: z.number().int().positive().default(5_000),
  /** `wrong-answer` only: a page of HTML, or the answer to an earlier request. */
  answer: z.enum(['garbage', 'mixed-up']).default('garbage'),
})
export type Fault = z.infer<typeof Fault>
/** A fault as one writes it down: everything but its kind has a default. */
export type PlantedFault = z.input<typeof Fault>

/** The faults planted and not yet struck. They do not survive a restart: a restart heals. */
export interface Faults {
  plant(fault: Fault): void
  /** The fault of this kind that strikes now, used up by one; undefined where none does. */
  strike(kind: Fault['kind'], path: string): Fault | undefined
  pending(): readonly Fault[]
  heal(): void
}

export function createFaults(): Faults {
  let planted: Fault[] = []
  return {
    plant: (fault) => void planted.push({ ...fault }),
    strike(kind, path) {
      const fault = planted.find((candidate) => candidate.kind === kind && path.startsWith(candidate.path))
      if (!fault) return undefined
      fault.count -= 1
      planted = planted.filter((candidate) => candidate.count > 0)
      return fault
    },
    pending: () => planted,
    heal: () => void (planted = []),
  }
}
