import { fail } from './errors.ts'

/**
 * A workflow is one pure table: state x action -> next state, with the guard that decides whether it may happen now.
 * The server answers `actions[]` from it, so a button is shown exactly when the server would allow it.
 */
export interface Step<State extends string, Facts> {
  readonly to: State
  /** Says why not, in words for the user, or nothing when it may happen. */
  readonly unless?: (facts: Facts) => Reason | undefined
}

export interface Reason {
  readonly zh: string
  readonly en: string
}

export type Workflow<State extends string, Action extends string, Facts> = {
  readonly [S in State]: { readonly [A in Action]?: Step<State, Facts> }
}

export interface AvailableAction<Action extends string = string> {
  readonly action: Action
  readonly allowed: boolean
  readonly reason?: Reason
}

/** Where the action leads, or a typed failure: `not-now` with the reason in words. */
export function transition<State extends string, Action extends string, Facts>(
  workflow: Workflow<State, Action, Facts>,
  state: State,
  action: Action,
  facts: Facts,
): { readonly from: State; readonly to: State; readonly action: Action } {
  const step = workflow[state][action]
  if (!step) {
    fail('not-now', {
      action,
      state,
      reason: { zh: '当前状态下不能进行此操作，请刷新。', en: `"${action}" does not exist in state "${state}".` },
    })
  }
  const reason = step.unless?.(facts)
  if (reason) fail('not-now', { action, state, reason })
  return { from: state, to: step.to, action }
}

/** Every action of this state, allowed or with the reason why not. `may` filters by access. */
export function availableActions<State extends string, Action extends string, Facts>(
  workflow: Workflow<State, Action, Facts>,
  state: State,
  facts: Facts,
  may: (action: Action) => boolean,
): AvailableAction<Action>[] {
  const steps = Object.entries(workflow[state]) as [Action, Step<State, Facts>][]
  return steps
    .filter(([action]) => may(action))
    .map(([action, step]) => {
      const reason = step.unless?.(facts)
      return reason ? { action, allowed: false, reason } : { action, allowed: true }
    })
}
