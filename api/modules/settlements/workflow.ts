import type { Workflow } from '../../kernel/transitions.ts'

/** 报案 with one insurer. `rejected` is the insurer's no, `withdrawn` ours: another determination took its place. */
export const claimStates = ['pending', 'accepted', 'rejected', 'withdrawn'] as const
export type ClaimState = (typeof claimStates)[number]

/** What people do to a claim. */
export const humanClaimActions = ['retry'] as const
export type HumanClaimAction = (typeof humanClaimActions)[number]

export type ClaimAction = HumanClaimAction | 'accept' | 'reject' | 'withdraw'

/** state x action -> state. No guard looks at anything but the state. */
export const workflow: Workflow<ClaimState, ClaimAction, null> = {
  pending: { accept: { to: 'accepted' }, reject: { to: 'rejected' }, withdraw: { to: 'withdrawn' } },
  rejected: { retry: { to: 'pending' }, withdraw: { to: 'withdrawn' } },
  accepted: {},
  withdrawn: {},
}

/** Still to be answered, or to be acted on by a person: what a new determination withdraws. */
export const openClaimStates = ['pending', 'rejected'] as const satisfies readonly ClaimState[]
