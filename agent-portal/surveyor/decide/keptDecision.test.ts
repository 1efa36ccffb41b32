import { beforeEach, describe, expect, it } from 'vitest'
import { type Catalogue, emptyContact } from './draft.ts'
import { forgetDecision, keepDecision, keptDecision } from './keptDecision.ts'

const values = new Map<string, string>()
const store = {
  getItem: (key: string) => values.get(key) ?? null,
  setItem: (key: string, value: string) => void values.set(key, value),
  removeItem: (key: string) => void values.delete(key),
}
const catalogue = { contacts: ['A-B'], situations: [{ code: 'L01' }] } as Catalogue
const accident = { id: 'case-1', version: 7 }
const decision = {
  contacts: [{ ...emptyContact('A-B', null), situations: [{ code: 'L01', faultSide: 'A', answers: {} }] }],
  claimMethod: 'mutual-claim' as const,
  reason: '前车急停',
}
const kept = (version = accident.version, decider = 'li', of = catalogue) =>
  keptDecision(store, decider, { ...accident, version }, of)

beforeEach(() => {
  values.clear()
  keepDecision(store, 'li', accident, decision)
})

describe('a decision that was begun', () => {
  it('is there again for whoever began it, on the case as it was', () => {
    expect(kept()).toMatchObject(decision)
    expect(kept(7, 'wang')).toBeNull()
  })

  it('is forgotten when the case has moved', () => {
    expect(kept(8)).toBeNull()
    expect(values.size).toBe(0)
  })

  it.each([
    ['whose contacts are others now', { contacts: ['A-B', 'B-C'] }],
    ['with a situation that is no longer in the catalogue', { situations: [] }],
  ])('is forgotten %s', (_, change) => {
    expect(kept(7, 'li', { ...catalogue, ...change })).toBeNull()
  })

  it('is forgotten when it was issued', () => {
    forgetDecision(store, 'li', accident.id)
    expect(kept()).toBeNull()
  })

  it.each(['', '{', '[]', '{"form":"decision-0","version":7}'])('is none where %j was stored', (text) => {
    for (const key of values.keys()) values.set(key, text)
    expect(kept()).toBeNull()
  })
})
