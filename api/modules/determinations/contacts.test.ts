import { describe, expect, it } from 'vitest'
import { isFailure } from '../../kernel/errors.ts'
import { ruleSetInForceAt } from '../../rules.ts'
import { requireWholeCase, sidesOf, toContacts } from './contacts.ts'
import type { ContactDecision, ContactFacts } from './schema.ts'

const rules = ruleSetInForceAt(new Date('2026-06-01T02:00:00Z'), '230600')
const vehicles = ['A', 'B', 'C'].map((side) => ({ side, plateNumber: `黑E0000${side}` }))
const facts = (change: Partial<ContactFacts> = {}): ContactFacts => ({
  id: 'A-B',
  pushedBy: null,
  order: null,
  situations: [],
  ...change,
})

function issuesOf(work: () => unknown): string[] {
  try {
    work()
  } catch (error) {
    if (isFailure(error, 'bad-input')) return (error.details.issues as { path: string }[]).map(({ path }) => path)
    throw error
  }
  return []
}

describe('contacts of a case', () => {
  it('are read with their sides called by plate, the pusher among them', () => {
    const [contact] = toContacts([facts({ pushedBy: 'C' })], vehicles, rules)
    expect(contact?.parties.map(({ partyId, label }) => [partyId, label])).toEqual([
      ['A', '黑E0000A'],
      ['B', '黑E0000B'],
    ])
    expect(contact?.pushedBy?.partyId).toBe('C')
    expect(sidesOf(facts({ pushedBy: 'C' }))).toEqual(['A', 'B', 'C'])
  })

  it.each<[string, ContactFacts[], string]>([
    ['a side the case does not have', [facts({ id: 'A-D' })], 'contacts.0.id'],
    ['a vehicle that touches itself', [facts({ id: 'A-A' })], 'contacts.0.id'],
    ['the same contact twice', [facts(), facts()], 'contacts'],
    [
      'a situation that is not in the catalogue',
      [facts({ situations: [{ code: 'L99', faultSide: 'A', answers: {} }] })],
      'contacts.0.situations.0.code',
    ],
    [
      'a side at fault that is not of the contact',
      [facts({ situations: [{ code: 'L01', faultSide: 'C', answers: {} }] })],
      'contacts.0.situations.0.faultSide',
    ],
  ])('refuse %s', (_, contacts, path) => {
    expect(issuesOf(() => toContacts(contacts, vehicles, rules))).toEqual([path])
  })

  it('must cover every vehicle, and say which part of it was hit', () => {
    const decided: ContactDecision = {
      ...facts(),
      form: 'rear-end',
      parts: { A: 'front' },
      shares: [],
      accidentReason: null,
    }
    expect(issuesOf(() => requireWholeCase([decided], vehicles))).toEqual(['contacts', 'contacts.0.parts.B'])
  })
})
