import type { Reason, Step, Workflow } from '../../kernel/transitions.ts'

/** The life of one version of a determination (责任认定). What is in force got there by signatures or by an officer. */
export const determinationStates = [
  'signing',
  'countersigning',
  'in-force',
  'declined',
  'withdrawn',
  'superseded',
  'lapsed',
] as const
export type DeterminationState = (typeof determinationStates)[number]

/** Ended: a later version or an officer decides. */
export const endedStates = [
  'declined',
  'withdrawn',
  'superseded',
  'lapsed',
] as const satisfies readonly DeterminationState[]

export const humanActions = [
  'sign',
  'refuse',
  'reissue',
  'countersign',
  'withdraw',
  'replace',
  'receive',
  'serve',
] as const
export type HumanAction = (typeof humanActions)[number]

/** What follows from elsewhere: the last signature, an officer's decision that takes its place, the deadline. */
export type Consequence = 'complete' | 'supersede' | 'lapse'
export type DeterminationAction = HumanAction | Consequence

/** What the guards look at. */
export interface DeterminationFacts {
  /** The case's own state: an officer may have taken it over meanwhile. */
  readonly caseState: string
  /** The document is rendered and hashed; nobody signs before. */
  readonly sealed: boolean
  readonly signatures: number
  /** The caller has signed already. */
  readonly signedByCaller: boolean
  /** An officer's document: it is served on the parties, not signed into force by them. */
  readonly mustBeServed: boolean
  /** The caller has it already. */
  readonly receivedByCaller: boolean
}

const reason = (zh: string, en: string): Reason => ({ zh, en })

const caseMoved = reason('案件已转交民警处理', 'an officer has the case now')

const sign = ({ caseState, sealed, signedByCaller }: DeterminationFacts) => {
  if (caseState !== 'signing') return caseMoved
  if (signedByCaller) return reason('您已经签名', 'you have signed already')
  return sealed ? undefined : reason('文书正在生成，请稍候', 'the document is being made; wait a moment')
}
const refuse = ({ caseState, signedByCaller }: DeterminationFacts) => {
  if (caseState !== 'signing') return caseMoved
  return signedByCaller
    ? reason('您已经签名，如有异议请要求民警到场', 'you have signed; you can still ask for an officer')
    : undefined
}
const untouched = ({ caseState, signatures }: DeterminationFacts) => {
  if (caseState !== 'signing' && caseState !== 'countersigning') return caseMoved
  return signatures > 0
    ? reason('已有一方签名，不能再改', 'a party has signed; it can no longer be changed')
    : undefined
}
const awaitsOfficer = ({ caseState }: DeterminationFacts) => (caseState === 'countersigning' ? undefined : caseMoved)

const serve = ({ mustBeServed, sealed }: DeterminationFacts) => {
  if (!mustBeServed) return reason('协议书由各方签名，无需送达', 'the parties sign an agreement; it is not served')
  return sealed ? undefined : reason('文书正在生成，请稍候', 'the document is being made; wait a moment')
}
const receive = (facts: DeterminationFacts) =>
  facts.receivedByCaller ? reason('已经送达', 'it has been served already') : serve(facts)

const superseded: Step<DeterminationState, DeterminationFacts> = { to: 'superseded' }

/** state x action -> state. A state that is not ended always has a way on (property test). */
export const workflow: Workflow<DeterminationState, DeterminationAction, DeterminationFacts> = {
  signing: {
    sign: { to: 'signing', unless: sign },
    complete: { to: 'in-force' },
    refuse: { to: 'declined', unless: refuse },
    reissue: { to: 'superseded', unless: untouched },
    supersede: superseded,
    lapse: { to: 'lapsed' },
  },
  countersigning: {
    countersign: { to: 'in-force', unless: awaitsOfficer },
    withdraw: { to: 'withdrawn', unless: awaitsOfficer },
    replace: { to: 'superseded', unless: awaitsOfficer },
    reissue: { to: 'superseded', unless: untouched },
    supersede: superseded,
    lapse: { to: 'lapsed' },
  },
  'in-force': {
    receive: { to: 'in-force', unless: receive },
    serve: { to: 'in-force', unless: serve },
    supersede: superseded,
  },
  declined: {},
  withdrawn: {},
  superseded: {},
  lapsed: {},
}
