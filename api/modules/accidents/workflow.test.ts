import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isFailure } from '../../kernel/errors.ts'
import { availableActions, transition } from '../../kernel/transitions.ts'
import { withParties } from './deadlines.ts'
import {
  accidentStates,
  finalStates,
  humanActions,
  workflow,
  type AccidentAction,
  type AccidentProgress,
  type AccidentState,
} from './workflow.ts'

const count = fc.integer({ min: 0, max: 3 })
const progress: fc.Arbitrary<AccidentProgress> = fc
  .record({
    missingBeforeClearing: count,
    missingShots: count,
    unansweredQuestions: count,
    partiesNotJoined: count,
    statementsMissing: count,
    licencesMissing: count,
    othersJoined: count,
    taken: fc.boolean(),
    takenByCaller: fc.boolean(),
    appliedByCaller: fc.boolean(),
    onlineBarred: fc.boolean(),
  })
  .map((facts) => ({ ...facts, takenByCaller: facts.taken && facts.takenByCaller }))

const open = accidentStates.filter((state) => !(finalStates as readonly string[]).includes(state))
const isHuman = (action: string) => (humanActions as readonly string[]).includes(action)
const leads = (state: AccidentState) => Object.values(workflow[state]).map(({ to }) => to)

describe('the workflow of a case', () => {
  it('has a way on in every open state, whatever is missing', () => {
    fc.assert(
      fc.property(fc.constantFrom(...open), progress, (state, facts) => {
        const ways = availableActions(workflow, state, facts, isHuman).filter(({ allowed }) => allowed)
        expect(ways.map(({ action }) => workflow[state][action]?.to).length).toBeGreaterThan(0)
      }),
    )
  })

  it('reaches an end from every state, and every state from the first', () => {
    const reachable = (from: AccidentState) => {
      const seen = new Set<AccidentState>([from])
      for (const state of seen) leads(state).forEach((next) => seen.add(next))
      return seen
    }
    for (const state of open) expect(finalStates.some((end) => reachable(state).has(end))).toBe(true)
    expect([...reachable('safety')].sort()).toEqual([...accidentStates].sort())
  })

  it('ends where it ends', () => {
    for (const state of finalStates) expect(workflow[state]).toEqual({})
  })

  it('offers a button exactly when the server would allow it', () => {
    const actions = [...new Set(accidentStates.flatMap((state) => Object.keys(workflow[state])))] as AccidentAction[]
    fc.assert(
      fc.property(fc.constantFrom(...accidentStates), fc.constantFrom(...actions), progress, (state, action, facts) => {
        const offered = availableActions(workflow, state, facts, () => true).find((entry) => entry.action === action)
        expect(isAllowed(state, action, facts)).toBe(offered?.allowed ?? false)
      }),
      { numRuns: 1000 },
    )
  })

  it('lets everybody ask for an officer in every open state that has none yet, on no condition', () => {
    for (const state of open.filter((name) => name !== 'with-officer')) {
      expect(workflow[state]['request-officer']).toBeDefined()
      expect(workflow[state]['request-officer']?.unless).toBeUndefined()
    }
  })

  it('knows no way back from the officer but by the officer', () => {
    const onlyTheParties = ['apply-online', 'withdraw-application']
    const ways = Object.keys(workflow['with-officer']).filter((action) => !onlyTheParties.includes(action))
    expect(ways.sort()).toEqual(['certified', 'conclude', 'officer-decided', 'return-to-parties'])
  })
})

describe('applying for an online determination', () => {
  it('is open only where everything is there and nothing asks for an officer on the spot, and moves the case nowhere', () => {
    fc.assert(
      fc.property(progress, (facts) => {
        const submittable = isAllowed('completing', 'submit', facts)
        const may = isAllowed('with-officer', 'apply-online', facts)
        expect(may).toBe(submittable && !facts.onlineBarred && !facts.appliedByCaller)
        expect(isAllowed('with-officer', 'withdraw-application', facts)).toBe(facts.appliedByCaller)
      }),
    )
    for (const action of ['apply-online', 'withdraw-application'] as const) {
      const states = accidentStates.filter((state) => workflow[state][action])
      expect(states.map((state) => [state, workflow[state][action]?.to])).toEqual([['with-officer', 'with-officer']])
    }
  })
})

describe('withdrawing', () => {
  it('is open to the reporter only while nobody else has joined', () => {
    fc.assert(
      fc.property(fc.constantFrom(...withParties), progress, (state, facts) => {
        expect(isAllowed(state, 'withdraw', facts)).toBe(facts.othersJoined === 0)
      }),
    )
  })
})

function isAllowed(state: AccidentState, action: AccidentAction, facts: AccidentProgress): boolean {
  try {
    transition(workflow, state, action, facts)
    return true
  } catch (error) {
    if (isFailure(error, 'not-now')) return false
    throw error
  }
}
