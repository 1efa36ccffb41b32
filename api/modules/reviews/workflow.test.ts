import { describe, expect, it } from 'vitest'
import { availableActions, transition } from '../../kernel/transitions.ts'
import { reviewStates, workflow, type ReviewState } from './workflow.ts'

const offered = (state: ReviewState, accidentState: string) =>
  availableActions(workflow, state, { accidentState }, (action) => action !== 'lapse')

describe('the workflow of a review', () => {
  it('offers an officer both ways while it is open', () => {
    expect(offered('open', 'signing')).toEqual([
      { action: 'confirm', allowed: true },
      { action: 'take-over', allowed: true },
    ])
  })

  it.each(['closed', 'withdrawn'])('no longer takes over a case that is %s, and says so', (accidentState) => {
    expect(offered('open', accidentState)).toMatchObject([
      { action: 'confirm', allowed: true },
      { action: 'take-over', allowed: false, reason: { zh: '案件已结案' } },
    ])
  })

  it('ends with the first decision', () => {
    for (const state of reviewStates.filter((each) => each !== 'open')) expect(workflow[state]).toEqual({})
    expect(transition(workflow, 'open', 'confirm', { accidentState: 'signing' }).to).toBe('confirmed')
    expect(transition(workflow, 'open', 'take-over', { accidentState: 'settled' }).to).toBe('taken-over')
    expect(transition(workflow, 'open', 'lapse', { accidentState: 'deciding' }).to).toBe('lapsed')
  })
})
