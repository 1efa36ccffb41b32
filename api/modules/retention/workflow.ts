import type { Reason, Workflow } from '../../kernel/transitions.ts'

/** `kept`: for the city's periods; `held`: at least one hold is open; `erased`: nothing is left that a hold could keep. */
export type RetentionState = 'kept' | 'held' | 'erased'

export const retentionActions = ['hold', 'lift'] as const
export type RetentionAction = (typeof retentionActions)[number]

export const alreadyHeld: Reason = { zh: '已有相同理由的留存', en: 'the case is already held on this ground' }

/** Where a hold is placed or lifted. Several may be open, each on its own ground: the case is held until the last of them is lifted. */
export const workflow: Workflow<RetentionState, RetentionAction, Record<string, never>> = {
  kept: { hold: { to: 'held' } },
  held: { hold: { to: 'held' }, lift: { to: 'kept' } },
  erased: {},
}
