import { describe, expect, it } from 'vitest'
import { isFailure } from '../../kernel/errors.ts'
import { availableActions, transition } from '../../kernel/transitions.ts'
import { claimStates, openClaimStates, workflow, type ClaimAction } from './workflow.ts'

const actions: readonly ClaimAction[] = ['accept', 'reject', 'withdraw', 'retry']
const final = ['accepted', 'withdrawn']

describe('the workflow of a claim', () => {
  it.each(claimStates)('has a way on from "%s", unless it is final', (state) => {
    expect(Object.keys(workflow[state]).length > 0).toBe(!final.includes(state))
  })

  it('lets a new determination withdraw whatever is not final', () => {
    expect(claimStates.filter((state) => workflow[state].withdraw !== undefined)).toEqual(openClaimStates)
  })

  it('lets a person send again only what an insurer refused', () => {
    const offered = (state: (typeof claimStates)[number]) =>
      availableActions(workflow, state, null, (a) => a === 'retry')
    expect(offered('rejected')).toEqual([{ action: 'retry', allowed: true }])
    expect(claimStates.filter((state) => offered(state).length > 0)).toEqual(['rejected'])
  })

  it.each(claimStates.flatMap((state) => actions.map((action) => [state, action] as const)))(
    'in "%s" either takes "%s" or fails not-now',
    (state, action) => {
      const step = workflow[state][action]
      if (step) return expect(transition(workflow, state, action, null).to).toBe(step.to)
      try {
        transition(workflow, state, action, null)
      } catch (error) {
        return expect(isFailure(error, 'not-now')).toBe(true)
      }
      return expect.fail('it was taken')
    },
  )
})
