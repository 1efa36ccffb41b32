import type { Schemas } from '../../api/client.ts'

type State = Schemas['Accident']['state']

/** The steps that a driver sees, in order. */
export const caseSteps = ['safety', 'photos', 'details', 'decision', 'sign', 'claim'] as const
export type CaseStep = (typeof caseSteps)[number]

/** Which page the case is at: there is one for each thing that a driver does or waits for. */
export type Stage = 'questions' | 'photos' | 'tasks' | 'waiting' | 'document' | 'officer' | 'outcome' | 'withdrawn'

const stages = {
  safety: 'questions',
  photographing: 'photos',
  completing: 'tasks',
  deciding: 'waiting',
  countersigning: 'waiting',
  signing: 'document',
  'with-officer': 'officer',
  claiming: 'outcome',
  settled: 'outcome',
  closed: 'outcome',
  withdrawn: 'withdrawn',
} as const satisfies Record<State, Stage>

export const stageOf = <S extends State>({ state }: { readonly state: S }): (typeof stages)[S] => stages[state]

const steps = {
  questions: 'safety',
  photos: 'photos',
  tasks: 'details',
  waiting: 'decision',
  document: 'sign',
  officer: 'decision',
  outcome: 'claim',
} as const satisfies Record<Exclude<Stage, 'withdrawn'>, CaseStep>

export const stepOf = (stage: keyof typeof steps): CaseStep => steps[stage]

/** How a case stands, in a colour: green is done, amber wants this driver, blue is on its way. */
export const toneOfState = {
  safety: 'warn',
  photographing: 'warn',
  completing: 'warn',
  deciding: 'info',
  countersigning: 'info',
  signing: 'warn',
  claiming: 'info',
  settled: 'ok',
  'with-officer': 'info',
  closed: 'ok',
  withdrawn: 'neutral',
} as const satisfies Record<State, string>

export interface Availability<Action extends string> {
  readonly action: Action
  readonly allowed: boolean
  readonly reason?: Schemas['Bilingual']
}

/** What the server says about an action now; nothing where it does not exist for this reader. */
export const actionIn = <Action extends string>(
  actions: readonly Availability<Action>[],
  action: Action,
): Availability<Action> | undefined => actions.find((each) => each.action === action)

/** One thing of the list that the parties complete after the road is clear. */
export interface Task {
  readonly id: 'invite' | 'questions' | 'details' | 'statement' | 'consent' | 'photos'
  readonly done: boolean
}

/** What is still to do before the case can be submitted, in the order in which it is done. */
export function tasksOf(accident: Pick<Schemas['Accident'], 'parties' | 'questions' | 'shots'>): Task[] {
  const { parties, questions, shots } = accident
  const own = parties.find(({ you }) => you)
  return [
    ...(parties.length > 1 ? [{ id: 'invite' as const, done: parties.every(({ joined }) => joined) }] : []),
    { id: 'questions', done: questions.every(({ answer }) => answer !== null) },
    { id: 'photos', done: shots.every(({ done, required }) => done || !required) },
    { id: 'details', done: own?.licenceNumber != null },
    { id: 'statement', done: own?.statementGiven ?? false },
    { id: 'consent', done: own?.consented ?? false },
  ]
}

/** What the other parties still owe, by side: the driver knows whom to remind. */
export function othersOwe(accident: Pick<Schemas['Accident'], 'parties'>): readonly string[] {
  return accident.parties
    .filter(({ you, joined, licenceNumber, statementGiven, consented }) => {
      return !you && joined && !(licenceNumber !== null && statementGiven && consented)
    })
    .map(({ side }) => side)
}
