import type { Schemas } from '../../api/client.ts'
import type { Tone } from '../../kit/state/StatusTag.tsx'

export type CaseState = Schemas['Accident']['state']
export type DeterminationState = Schemas['Determination']['state']

/** How each state of a case is shown: blue while it moves, amber where somebody must act, green when done. */
export const caseTones = {
  safety: 'info',
  photographing: 'info',
  completing: 'info',
  deciding: 'warn',
  countersigning: 'warn',
  signing: 'info',
  claiming: 'info',
  settled: 'ok',
  'with-officer': 'warn',
  closed: 'ok',
  withdrawn: 'neutral',
} as const satisfies Record<CaseState, Tone>

export const determinationTones = {
  signing: 'info',
  countersigning: 'warn',
  'in-force': 'ok',
  declined: 'bad',
  withdrawn: 'neutral',
  superseded: 'neutral',
  lapsed: 'bad',
} as const satisfies Record<DeterminationState, Tone>
