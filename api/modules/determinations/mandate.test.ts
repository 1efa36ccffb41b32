import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { liabilityKinds } from '../../kernel/rule-set.ts'
import { conflictOf, mandateFor, verdictOn } from './mandate.ts'

const granted = (mandate: 'issue' | 'countersign', change: { districtCode?: string; insurerId?: string } = {}) => ({
  id: `${mandate}-${change.districtCode ?? '230602'}`,
  insurerId: 'PICC',
  districtCode: '230602',
  mandate,
  ...change,
})
const surveyor = (...authorisations: ReturnType<typeof granted>[]) => ({ insurerId: 'PICC', authorisations })

describe('the mandate of a surveyor', () => {
  it.each([
    ['issue', 'issue', 'issue'],
    ['issue', 'countersign', 'countersign'],
    ['countersign', 'issue', 'countersign'],
    ['countersign', 'countersign', 'countersign'],
  ] as const)('is the stricter: city %s, authorisation %s -> %s', (city, own, expected) => {
    expect(mandateFor(surveyor(granted(own)), '230602', city)?.mandate).toBe(expected)
  })

  it('is countersign where two authorisations reach and one of them says so', () => {
    expect(mandateFor(surveyor(granted('issue'), granted('countersign')), '230602', 'issue')?.mandate).toBe(
      'countersign',
    )
  })

  it('does not exist without an authorisation for that district and that insurer', () => {
    expect(mandateFor(surveyor(), '230602', 'issue')).toBeNull()
    expect(mandateFor(surveyor(granted('issue', { districtCode: '230603' })), '230602', 'issue')).toBeNull()
    expect(mandateFor(surveyor(granted('issue', { insurerId: 'PAIC' })), '230602', 'issue')).toBeNull()
  })

  it('never reaches further than the city or any of his authorisations there', () => {
    const mandate = fc.constantFrom('issue' as const, 'countersign' as const)
    const grant = fc
      .record({
        mandate,
        districtCode: fc.constantFrom('230602', '230603'),
        insurerId: fc.constantFrom('PICC', 'PAIC'),
      })
      .map((each) => ({ id: 'x', ...each }))
    fc.assert(
      fc.property(fc.array(grant), mandate, (authorisations, city) => {
        const reach = mandateFor({ insurerId: 'PICC', authorisations }, '230602', city)
        const own = authorisations.filter((each) => each.districtCode === '230602' && each.insurerId === 'PICC')
        expect(reach !== null).toBe(own.length > 0)
        if (reach?.mandate === 'issue') expect([city, ...own.map((each) => each.mandate)]).not.toContain('countersign')
      }),
    )
  })
})

describe('a conflict of interest', () => {
  const vehicles = [
    { side: 'A', insurerId: 'PICC' },
    { side: 'B', insurerId: 'PAIC' },
    { side: 'C', insurerId: null },
  ]

  it('names the sides that the surveyor’s employer insures', () => {
    expect(conflictOf('PICC', vehicles)).toEqual({ insurerId: 'PICC', sides: ['A'] })
    expect(conflictOf('CPIC', vehicles)).toBeNull()
    expect(conflictOf(null, vehicles)).toBeNull()
  })

  const percentOf = { full: 100, main: 70, equal: 50, secondary: 30, none: 0 }
  const shares = (kindOfA: (typeof liabilityKinds)[number]) => ({
    proposed: [{ contactId: 'A-B', shares: [{ partyId: 'A', kind: kindOfA, percent: percentOf[kindOfA] }] }],
    decided: [
      {
        id: 'A-B',
        form: 'rear-end',
        parts: {},
        shares: [{ side: 'A', kind: kindOfA, percent: percentOf[kindOfA] }],
        accidentReason: null,
      },
    ],
  })

  const clientA = { insurerId: 'PICC', sides: ['A'] }
  const anyKind = fc.constantFrom(...liabilityKinds)

  it('sends a decision that is lighter on the own client than the proposal to an officer, and only that', () => {
    fc.assert(
      fc.property(anyKind, anyKind, fc.constantFrom('A', 'B'), (before, after, client) => {
        const { proposed } = shares(before)
        const { decided } = shares(after)
        const verdict = verdictOn({ ...clientA, sides: [client] }, 'officer-if-beyond-proposal', proposed, decided)
        expect(verdict).toBe(client === 'A' && percentOf[after] < percentOf[before] ? 'officer' : 'disclose')
      }),
    )
  })

  it('is only shown where the city says so, and stops the surveyor where the city wants a neutral one', () => {
    fc.assert(
      fc.property(anyKind, anyKind, (before, after) => {
        const { proposed } = shares(before)
        const { decided } = shares(after)
        expect(verdictOn(clientA, 'disclose', proposed, decided)).toBe('disclose')
        expect(verdictOn(clientA, 'reassign-neutral', proposed, decided)).toBe('reassign')
        expect(verdictOn(null, 'reassign-neutral', proposed, decided)).toBe('disclose')
      }),
    )
  })
})
