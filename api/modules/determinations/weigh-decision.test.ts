import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { liabilityKinds } from '../../kernel/rule-set.ts'
import { decisionSchema, type ContactDecision } from './schema.ts'
import { weighDecision } from './weigh-decision.ts'

const contact = (shares: ContactDecision['shares'], change: Partial<ContactDecision> = {}): ContactDecision => ({
  id: 'A-B',
  pushedBy: null,
  order: null,
  situations: [],
  form: 'rear-end',
  parts: { A: 'front', B: 'rear' },
  shares,
  accidentReason: null,
  ...change,
})
const of = (side: string, kind: (typeof liabilityKinds)[number], percent: number | null = null) => ({
  side,
  kind,
  percent,
})
const fullA = [
  {
    contactId: 'A-B',
    shares: [
      { partyId: 'A', kind: 'full' as const, percent: 100 },
      { partyId: 'B', kind: 'none' as const, percent: 0 },
    ],
  },
]

describe('a decision', () => {
  it('takes the usual ratio of each kind where none was entered', () => {
    const { contacts, problems } = weighDecision([contact([of('A', 'main'), of('B', 'secondary')])], [])
    expect(problems).toEqual([])
    expect(contacts[0]?.shares.map(({ percent }) => percent)).toEqual([70, 30])
  })

  it('departs from the proposal when a kind or a ratio differs, in whatever order the sides stand', () => {
    const departs = (...shares: ContactDecision['shares']) => weighDecision([contact(shares)], fullA).departs
    expect(departs(of('B', 'none'), of('A', 'full'))).toBe(false)
    expect(departs(of('A', 'none'), of('B', 'full'))).toBe(true)
    expect(departs(of('A', 'equal'), of('B', 'equal'))).toBe(true)
    expect(weighDecision([contact([of('A', 'main', 80), of('B', 'secondary', 20)])], fullA).departs).toBe(true)
  })

  it('departs from nothing where nothing was proposed', () => {
    expect(weighDecision([contact([of('A', 'full'), of('B', 'none')])], []).departs).toBe(false)
  })

  it('names contact and rule of every contradiction', () => {
    const { problems } = weighDecision(
      [contact([of('A', 'full'), of('B', 'full')]), contact([of('B', 'equal')], { id: 'B-C' })],
      [],
    )
    expect(problems).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ contactId: 'A-B', code: 'full-beside-fault' }),
        expect.objectContaining({ contactId: 'B-C', code: 'party-missing' }),
        expect.objectContaining({ contactId: 'B-C', code: 'equal-alone' }),
      ]),
    )
  })

  it('asks for the share of whoever pushed', () => {
    const { problems } = weighDecision([contact([of('A', 'none'), of('B', 'none')], { pushedBy: 'C' })], [])
    expect(problems.map(({ code }) => code)).toContain('party-missing')
  })

  it('is consistent, or says why not: whatever passes adds up to a hundred and can be stored', () => {
    const share = fc.record({
      side: fc.constantFrom('A', 'B', 'C'),
      kind: fc.constantFrom(...liabilityKinds),
      percent: fc.option(fc.nat(100)),
    })
    fc.assert(
      fc.property(
        fc.array(share, { minLength: 1, maxLength: 4 }),
        fc.option(fc.constant('爆胎，无法预见')),
        (shares, accidentReason) => {
          const { contacts, problems } = weighDecision([contact(shares, { accidentReason })], [])
          if (problems.length > 0) return
          const [decided] = decisionSchema.parse({ contacts, reason: null }).contacts
          const total = decided?.shares.reduce((sum, { percent }) => sum + percent, 0)
          expect(total).toBe(decided?.shares.every(({ kind }) => kind === 'none') ? 0 : 100)
          expect(decided?.shares.map(({ side }) => side).sort()).toEqual(['A', 'B'])
        },
      ),
      { numRuns: 1000 },
    )
  })
})
