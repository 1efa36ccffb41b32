import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ruleSetInForceAt } from '../../../rules.ts'
import { checkShares } from './consistency.ts'
import type { Contact } from './contact.ts'
import type { PickedSituation } from './establish.ts'
import { propose } from './propose.ts'
import { otherSideClear } from './situation-row.ts'

const rules = ruleSetInForceAt(new Date('2026-06-01T02:00:00Z'), '230600')
const first = { partyId: 'a', label: '黑E12345', kind: 'motor' as const }
const second = { partyId: 'b', label: '黑E67890', kind: 'motor' as const }

function contact(situations: PickedSituation[], change: Partial<Contact> = {}): Contact {
  return { id: 'c1', parties: [first, second], pushedBy: null, order: null, situations, ...change }
}

/** A situation with every fact answered in its favour, then with some answers changed. */
function carried(code: string, faultPartyId: string | null, change: Record<string, string> = {}): PickedSituation {
  const row = rules.catalogue.find((entry) => entry.code === code)
  const answers = Object.fromEntries(
    (row?.facts ?? []).flatMap(({ id, answers: options }) => {
      const chosen = options.find(({ effect }) => effect === 'supports') ?? options[0]
      return chosen ? [[id, chosen.value]] : []
    }),
  )
  return { code, faultPartyId, answers: { ...answers, ...change } }
}

function proposalOf(subject: Contact) {
  const [proposal] = propose([subject], rules)
  if (!proposal) throw new Error('no proposal')
  return proposal
}

const why = (subject: Contact) => proposalOf(subject).why.map(({ code }) => code)

describe('a proposal', () => {
  it('puts a rear-end on the vehicle behind, with the article and its version', () => {
    const proposal = proposalOf(contact([carried('L01', 'a')]))
    expect(proposal).toMatchObject({ outcome: 'proposed', needsOfficer: false, codes: ['L01'], missing: [] })
    expect(proposal.shares).toEqual([
      { partyId: 'a', kind: 'full', percent: 100 },
      { partyId: 'b', kind: 'none', percent: 0 },
    ])
    expect(proposal.articles).toContainEqual(
      expect.objectContaining({
        ref: 'DRL 43',
        validFrom: '2021-04-29',
        citation: expect.objectContaining({ zh: '《道路交通安全法》第四十三条' }),
      }),
    )
    expect(proposal.reason?.zh).toContain('黑E12345承担全部责任')
  })

  it('asks what is still open and proposes nothing meanwhile', () => {
    const proposal = proposalOf(contact([{ code: 'L01', faultPartyId: 'a', answers: { 'same-lane': 'yes' } }]))
    expect(proposal).toMatchObject({ outcome: 'incomplete', needsOfficer: true, shares: null })
    expect(proposal.missing.map(({ fact, partyId }) => [fact.id, partyId])).toEqual([
      ['front-motion', 'b'],
      ['cut-in', 'b'],
      [otherSideClear, 'b'],
    ])
  })

  it('sends facts that nobody can tell to an officer, never to equal shares', () => {
    for (const code of ['L10', 'E01']) {
      const row = rules.catalogue.find((entry) => entry.code === code)
      const unknown = { [row?.facts[0]?.id ?? '']: 'unknown' }
      const picked = carried(code, code === 'L10' ? 'a' : null, unknown)
      expect(proposalOf(contact([picked]))).toMatchObject({ outcome: 'officer', shares: null })
      expect(why(contact([picked]))).toEqual(['facts-unknowable'])
    }
  })

  it('leaves it to an officer when the other side shows fault of its own', () => {
    expect(why(contact([carried('L01', 'a', { [otherSideClear]: 'no' })]))).toEqual(['officer-weighs'])
    expect(why(contact([carried('L01', 'a'), carried('L29', 'b')]))).toEqual(['often-shared'])
    expect(why(contact([carried('L02', 'a'), carried('L15', 'b')]))).toEqual(['both-sides-at-fault'])
  })

  it.each(['L11', 'L29', 'L33', 'L34', 'L42', 'N01'])('does not decide %s, which is often shared', (code) => {
    expect(why(contact([carried(code, 'a')]))).toEqual(['often-shared'])
    expect(proposalOf(contact([carried(code, 'a')])).findings[0]?.notes.length).toBeGreaterThan(0)
  })

  it('proposes equal shares only when both violations are established', () => {
    expect(proposalOf(contact([carried('E01', null)])).shares?.map(({ kind }) => kind)).toEqual(['equal', 'equal'])
    expect(why(contact([carried('E01', null, { 'second-changed-lane': 'no' })]))).toEqual(['no-violation-established'])
    const both = proposalOf(contact([carried('L16', 'a'), carried('L16', 'b')]))
    expect(both).toMatchObject({ outcome: 'proposed', codes: ['E02', 'L16'] })
  })

  it('lets an officer weigh an equal case that a further violation of one side upsets', () => {
    expect(why(contact([carried('E01', null), carried('L37', 'a')]))).toEqual(['both-sides-at-fault'])
    expect(why(contact([carried('E01', null), carried('L41', 'a')]))).toEqual(['both-sides-at-fault'])
  })

  it('keeps several violations of one side and says so', () => {
    const proposal = proposalOf(contact([carried('L02', 'a'), carried('L41', 'a')]))
    expect(proposal).toMatchObject({ outcome: 'proposed', codes: ['L02', 'L41'] })
    expect(proposal.reason?.zh).toContain('有多项过错')
    expect(why(contact([carried('L41', 'a')]))).toEqual(['no-violation-established'])
  })

  it('drops a refuted situation and points to the one to look at', () => {
    const proposal = proposalOf(contact([carried('L01', 'a', { 'front-motion': 'reversing' })]))
    expect(proposal.why.map(({ code }) => code)).toEqual(['no-violation-established'])
    expect(proposal.suggestions).toContain('L16')
  })

  it('leaves pedestrians and non-motor vehicles at fault to an officer', () => {
    const bicycle = { partyId: 'b', label: '电动车', kind: 'non-motor' as const }
    expect(why(contact([carried('L15', 'b')], { parties: [first, bicycle] }))).toEqual(['non-motor-at-fault'])
    expect(proposalOf(contact([carried('L31', 'a')], { parties: [first, bicycle] })).outcome).toBe('proposed')
    const walker = { partyId: 'b', label: '行人', kind: 'pedestrian' as const }
    expect(why(contact([carried('L31', 'a')], { parties: [first, walker] }))).toEqual(['pedestrian'])
  })

  it('decides a single vehicle without another side', () => {
    const proposal = proposalOf(contact([carried('L39', 'a')], { parties: [first] }))
    expect(proposal.shares).toEqual([{ partyId: 'a', kind: 'full', percent: 100 }])
  })

  it('asks for the order of impacts of a chain, then decides contact by contact', () => {
    const third = { partyId: 'c', label: '黑E24680', kind: 'motor' as const }
    const chain = [
      contact([carried('L01', 'c')], { id: 'c1', parties: [third, second] }),
      contact([carried('L01', 'c')], { id: 'c2', parties: [second, first], pushedBy: third }),
    ]
    expect(propose(chain, rules).map(({ outcome }) => outcome)).toEqual(['incomplete', 'incomplete'])
    const proposals = propose(
      chain.map((entry, index) => ({ ...entry, order: index + 1 })),
      rules,
    )
    expect(proposals.map(({ outcome }) => outcome)).toEqual(['proposed', 'proposed'])
  })

  it('refuses situations that are not in the catalogue and parties that are not of the contact', () => {
    expect(() => propose([contact([{ code: 'L99', faultPartyId: 'a', answers: {} }])], rules)).toThrow(RangeError)
    expect(() => propose([contact([carried('L01', 'z')])], rules)).toThrow(RangeError)
  })

  it('is consistent whatever is picked and answered, or it is not made', () => {
    const values = [
      'yes',
      'no',
      'unknown',
      'nonsense',
      ...rules.catalogue.flatMap(({ facts }) => facts.flatMap(({ answers }) => answers.map(({ value }) => value))),
    ]
    const picks = fc.constantFrom(...rules.catalogue).chain((row) =>
      fc
        .tuple(
          fc.constantFrom('a', 'b'),
          fc.boolean(),
          fc.array(fc.option(fc.constantFrom(...new Set(values))), {
            minLength: row.facts.length,
            maxLength: row.facts.length,
          }),
        )
        .map(([party, favourable, chosen]): PickedSituation => {
          const faultPartyId = row.outcome === 'equal' ? null : party
          if (favourable) return carried(row.code, faultPartyId)
          const answers = row.facts.flatMap(({ id }, index) => (chosen[index] ? [[id, chosen[index]]] : []))
          return { code: row.code, faultPartyId, answers: Object.fromEntries(answers) }
        }),
    )
    fc.assert(
      fc.property(fc.array(picks, { maxLength: 3 }), (situations) => {
        const proposal = proposalOf(contact(situations))
        expect(proposal.needsOfficer).toBe(proposal.shares === null)
        expect(proposal.why.length === 0).toBe(proposal.shares !== null)
        if (!proposal.shares) return
        expect(checkShares({ partyIds: ['a', 'b'], shares: proposal.shares })).toEqual([])
        const equal = proposal.shares.some(({ kind }) => kind === 'equal')
        expect(equal).toBe(proposal.codes.some((code) => code.startsWith('E')))
      }),
      { numRuns: 1000 },
    )
  })
})
