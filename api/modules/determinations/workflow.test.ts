import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { availableActions, transition } from '../../kernel/transitions.ts'
import { accidentStates } from '../accidents/workflow.ts'
import {
  determinationStates,
  endedStates,
  humanActions,
  workflow,
  type DeterminationAction,
  type DeterminationFacts,
  type DeterminationState,
} from './workflow.ts'

const anyFacts: fc.Arbitrary<DeterminationFacts> = fc.record({
  caseState: fc.constantFrom(...accidentStates),
  sealed: fc.boolean(),
  signatures: fc.nat(3),
  signedByCaller: fc.boolean(),
  mustBeServed: fc.boolean(),
  receivedByCaller: fc.boolean(),
})
const ready: DeterminationFacts = {
  caseState: 'signing',
  sealed: true,
  signatures: 0,
  signedByCaller: false,
  mustBeServed: false,
  receivedByCaller: false,
}
const allowed = (state: DeterminationState, facts: DeterminationFacts) =>
  availableActions(workflow, state, facts, () => true)
    .filter((each) => each.allowed)
    .map(({ action }) => action)
const ended = (state: DeterminationState) => (endedStates as readonly string[]).includes(state)

describe('a determination', () => {
  it('always has a way on, whatever the facts, until it has ended', () => {
    fc.assert(
      fc.property(fc.constantFrom(...determinationStates), anyFacts, (state, facts) => {
        expect(allowed(state, facts).length > 0).toBe(!ended(state))
      }),
      { numRuns: 500 },
    )
  })

  it('offers people something to do as long as its case waits for them', () => {
    fc.assert(
      fc.property(fc.boolean(), (sealed) => {
        expect(allowed('signing', { ...ready, sealed })).toContain('refuse')
        expect(allowed('countersigning', { ...ready, caseState: 'countersigning', sealed })).toEqual(
          expect.arrayContaining(['countersign', 'withdraw', 'replace']),
        )
      }),
    )
  })

  it('comes to an end from every state, and never leaves it', () => {
    const reaches = (from: DeterminationState, seen: DeterminationState[] = []): boolean =>
      ended(from) || Object.values(workflow[from]).some(({ to }) => !seen.includes(to) && reaches(to, [...seen, from]))
    for (const state of determinationStates) expect(reaches(state), state).toBe(true)
    for (const state of endedStates) expect(workflow[state]).toEqual({})
  })

  it('is in force only by the last signature or by an officer', () => {
    const ways = determinationStates.flatMap((state) =>
      Object.entries(workflow[state]).flatMap(([action, step]) =>
        state !== 'in-force' && step.to === 'in-force' ? [[state, action]] : [],
      ),
    )
    expect(ways).toEqual([
      ['signing', 'complete'],
      ['countersigning', 'countersign'],
    ])
  })

  it('is not signed before its document is sealed', () => {
    expect(() => transition(workflow, 'signing', 'sign', { ...ready, sealed: false })).toThrow('not-now')
    expect(transition(workflow, 'signing', 'sign', ready).to).toBe('signing')
  })

  it('is signed once by a party, who cannot refuse it afterwards', () => {
    const signed = { ...ready, signatures: 1, signedByCaller: true }
    expect(allowed('signing', signed)).not.toContain('sign')
    expect(allowed('signing', signed)).not.toContain('refuse')
  })

  it('cannot be changed by the surveyor once somebody has signed', () => {
    expect(allowed('signing', ready)).toContain('reissue')
    expect(allowed('signing', { ...ready, signatures: 1 })).not.toContain('reissue')
  })

  it('is served while it is in force, once its document is sealed, and only where an officer made it', () => {
    fc.assert(
      fc.property(fc.constantFrom(...determinationStates), anyFacts, (state, facts) => {
        const may = allowed(state, facts)
        const serving = state === 'in-force' && facts.mustBeServed && facts.sealed
        expect(may.includes('serve')).toBe(serving)
        expect(may.includes('receive')).toBe(serving && !facts.receivedByCaller)
      }),
    )
  })

  it('stays what it is whether it is taken or refused: service moves nothing', () => {
    expect(workflow['in-force'].serve?.to).toBe('in-force')
    expect(workflow['in-force'].receive?.to).toBe('in-force')
  })

  it('leaves nothing to people but waiting while an officer has the case', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<DeterminationState>('signing', 'countersigning'),
        anyFacts.map((facts) => ({ ...facts, caseState: 'with-officer' })),
        (state, facts) => {
          const human = allowed(state, facts).filter((action: DeterminationAction) =>
            (humanActions as readonly string[]).includes(action),
          )
          expect(human).toEqual([])
          expect(allowed(state, facts)).toContain('supersede')
        },
      ),
    )
  })

  it('gives a reason in both languages for everything it refuses', () => {
    fc.assert(
      fc.property(fc.constantFrom(...determinationStates), anyFacts, (state, facts) => {
        for (const { allowed: may, reason } of availableActions(workflow, state, facts, () => true)) {
          if (!may) expect(reason?.zh && reason.en).toBeTruthy()
        }
      }),
    )
  })
})
