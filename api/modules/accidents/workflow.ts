import type { Reason, Step, Workflow } from '../../kernel/transitions.ts'

/** The order at the roadside (ARCHITECTURE.md section 8), then the way of the case through decision, claim and review. */
export const accidentStates = [
  'safety',
  'photographing',
  'completing',
  'deciding',
  'countersigning',
  'signing',
  'claiming',
  'settled',
  'with-officer',
  'closed',
  'withdrawn',
] as const
export type AccidentState = (typeof accidentStates)[number]

export const finalStates = ['closed', 'withdrawn'] as const satisfies readonly AccidentState[]

/** Why nothing is done to a case that is over. */
export const caseClosed: Reason = { zh: '案件已结束', en: 'the case is closed' }
export const isFinal = ({ state }: { readonly state: string }) => (finalStates as readonly string[]).includes(state)

/** What people do to a case. */
export const humanActions = [
  'answer',
  'clear-road',
  'submit',
  'request-officer',
  'withdraw',
  'take',
  'hand-back',
  'return-to-parties',
  'take-over',
  'conclude',
  'apply-online',
  'withdraw-application',
] as const
export type HumanAction = (typeof humanActions)[number]

/** What follows from acts in other modules: never offered as a button here. */
export type Consequence =
  | 'need-officer'
  | 'issued'
  | 'countersign-due'
  | 'countersigned'
  | 'all-signed'
  | 'declined'
  | 'reissue'
  | 'officer-decided'
  | 'certified'
  | 'claims-answered'
  | 'reviewed'

export type AccidentAction = HumanAction | Consequence

/** What the guards look at. */
export interface AccidentProgress {
  readonly missingBeforeClearing: number
  readonly missingShots: number
  readonly unansweredQuestions: number
  readonly partiesNotJoined: number
  readonly statementsMissing: number
  readonly licencesMissing: number
  /** Parties beside the reporter who are in the case. */
  readonly othersJoined: number
  readonly taken: boolean
  readonly takenByCaller: boolean
  /** The caller applies for an online determination (APR 20). */
  readonly appliedByCaller: boolean
  /** The conditions under which the parties might settle by themselves do not hold, or the road is not clear: an officer must come. */
  readonly onlineBarred: boolean
}

const reason = (zh: string, en: string): Reason => ({ zh, en })

const officer: Step<AccidentState, AccidentProgress> = { to: 'with-officer' }
/** Once another party is in, it is his case, too: one alone cannot make it go away. */
const withdrawn: Step<AccidentState, AccidentProgress> = {
  to: 'withdrawn',
  unless: ({ othersJoined }) =>
    othersJoined > 0
      ? reason(
          '另一方已经加入，不能单方撤销；如需撤销请联系民警',
          'another party has joined: only an officer can end the case now',
        )
      : undefined,
}

const beforeClearing = (facts: AccidentProgress) =>
  facts.missingBeforeClearing > 0
    ? reason(
        `还差 ${facts.missingBeforeClearing} 张现场照片`,
        `${facts.missingBeforeClearing} photos of the scene are still missing`,
      )
    : undefined

const complete = (facts: AccidentProgress) => {
  if (facts.partiesNotJoined > 0) return reason('另一方还没有加入', 'the other party has not joined yet')
  if (facts.licencesMissing > 0) return reason('还有驾驶人信息没有填写', 'a driver’s details are still missing')
  if (facts.unansweredQuestions > 0) return reason('还有问题没有回答', 'some questions are still unanswered')
  if (facts.statementsMissing > 0) return reason('还有一方没有陈述事故经过', 'a statement is still missing')
  if (facts.missingShots > 0)
    return reason(`还差 ${facts.missingShots} 张照片`, `${facts.missingShots} photos are still missing`)
  return undefined
}

const free = (facts: AccidentProgress) =>
  facts.taken ? reason('已有查勘员接手', 'a surveyor has already taken it') : undefined
const mine = (facts: AccidentProgress) =>
  facts.takenByCaller ? undefined : reason('请先接手此案', 'take the case first')

/** An officer who does not come sees only what the parties gave: it must be as whole as for a surveyor (APR 20). */
const applyOnline = (facts: AccidentProgress) => {
  if (facts.appliedByCaller) return reason('您已申请，等待其他各方', 'you have applied; the others have yet to')
  if (facts.onlineBarred)
    return reason('这起事故须由交警到场处理，不能在线认定', 'an officer must come: this cannot be determined online')
  return complete(facts)
}
const applied = ({ appliedByCaller }: AccidentProgress) =>
  appliedByCaller ? undefined : reason('您没有申请在线认定', 'you have not applied')

/** state x action -> state. A state that is not final always has a way on (property test). */
export const workflow: Workflow<AccidentState, AccidentAction, AccidentProgress> = {
  safety: {
    answer: { to: 'photographing' },
    'request-officer': officer,
    'need-officer': officer,
    'take-over': officer,
    withdraw: withdrawn,
  },
  photographing: {
    'clear-road': { to: 'completing', unless: beforeClearing },
    'request-officer': officer,
    'need-officer': officer,
    'take-over': officer,
    withdraw: withdrawn,
  },
  completing: {
    answer: { to: 'completing' },
    submit: { to: 'deciding', unless: complete },
    'request-officer': officer,
    'need-officer': officer,
    'take-over': officer,
    withdraw: withdrawn,
  },
  deciding: {
    take: { to: 'deciding', unless: free },
    'hand-back': { to: 'deciding', unless: mine },
    'return-to-parties': { to: 'completing', unless: mine },
    issued: { to: 'signing' },
    'countersign-due': { to: 'countersigning' },
    'request-officer': officer,
    'need-officer': officer,
    'take-over': officer,
  },
  countersigning: {
    countersigned: { to: 'claiming' },
    reissue: { to: 'deciding' },
    'request-officer': officer,
    'need-officer': officer,
    'take-over': officer,
  },
  signing: {
    'all-signed': { to: 'claiming' },
    declined: officer,
    reissue: { to: 'deciding' },
    'request-officer': officer,
    'take-over': officer,
  },
  claiming: {
    'claims-answered': { to: 'settled' },
    'request-officer': { to: 'claiming' },
    'take-over': officer,
  },
  settled: {
    reviewed: { to: 'closed' },
    'request-officer': { to: 'settled' },
    'take-over': officer,
  },
  'with-officer': {
    'officer-decided': { to: 'claiming' },
    /** Nobody bears a share, so no claim follows (APR 67). */
    certified: { to: 'closed' },
    'return-to-parties': { to: 'completing' },
    conclude: { to: 'closed' },
    'apply-online': { to: 'with-officer', unless: applyOnline },
    'withdraw-application': { to: 'with-officer', unless: applied },
  },
  closed: {},
  withdrawn: {},
}
