import type { Workflow } from '../../kernel/transitions.ts'

/**
 * `unreadable`: nothing could be told of it, a person must look. `kept`: a clip, which is not analysed. `erased`: its time of storage is over, only what it
 * was called and its SHA-256 is left.
 */
export const evidenceStates = ['received', 'assessed', 'unreadable', 'kept', 'erased'] as const
export type EvidenceState = (typeof evidenceStates)[number]

/** What people do to a photo. */
export const evidenceActions = ['keep'] as const
export type EvidenceAction = (typeof evidenceActions)[number]

interface EvidenceFacts {
  readonly accepted: boolean
  readonly closed: boolean
}

const keep = (to: EvidenceState) => ({
  to,
  unless: ({ accepted, closed }: EvidenceFacts) => {
    if (closed) return { zh: '案件已经结束', en: 'the case is closed' }
    return accepted ? { zh: '这张照片已经合格', en: 'this photo is accepted as it is' } : undefined
  },
})

/** A photo is assessed once; `keep` leaves its state as it is and notes that the driver would not retake it. */
export const workflow: Workflow<EvidenceState, EvidenceAction, EvidenceFacts> = {
  received: {},
  assessed: { keep: keep('assessed') },
  unreadable: { keep: keep('unreadable') },
  kept: {},
  erased: {},
}
