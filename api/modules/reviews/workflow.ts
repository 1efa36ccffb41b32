import type { Reason, Workflow } from '../../kernel/transitions.ts'

/** 审核 of a surveyor's determination. `not-sampled`: neither flagged nor drawn; `lapsed`: the determination ended before anybody looked. */
export const reviewStates = ['open', 'not-sampled', 'confirmed', 'taken-over', 'lapsed'] as const
export type ReviewState = (typeof reviewStates)[number]

/** What officers do. */
export const humanReviewActions = ['confirm', 'take-over'] as const
export type HumanReviewAction = (typeof humanReviewActions)[number]

export type ReviewAction = HumanReviewAction | 'lapse'

/** What the guards look at. */
export interface ReviewFacts {
  readonly accidentState: string
}

const overAndDone = ['closed', 'withdrawn']

const caseOpen = ({ accidentState }: ReviewFacts): Reason | undefined =>
  overAndDone.includes(accidentState) ? { zh: '案件已结案', en: 'the case is closed' } : undefined

/** state x action -> state. */
export const workflow: Workflow<ReviewState, ReviewAction, ReviewFacts> = {
  open: {
    confirm: { to: 'confirmed' },
    'take-over': { to: 'taken-over', unless: caseOpen },
    lapse: { to: 'lapsed' },
  },
  'not-sampled': {},
  confirmed: {},
  'taken-over': {},
  lapsed: {},
}
