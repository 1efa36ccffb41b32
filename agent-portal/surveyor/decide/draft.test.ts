import { describe, expect, it } from 'vitest'
import {
  type Catalogue,
  type ContactDraft,
  departs,
  emptyContact,
  type Proposal,
  sharesOf,
  sidesOf,
  toDecision,
} from './draft.ts'

const catalogue = {
  liabilityKinds: [
    { code: 'full', name: { zh: '全部责任', en: 'full' }, percent: 100 },
    { code: 'main', name: { zh: '主要责任', en: 'main' }, percent: 70 },
    { code: 'secondary', name: { zh: '次要责任', en: 'secondary' }, percent: 30 },
    { code: 'none', name: { zh: '无责任', en: 'none' }, percent: 0 },
  ],
} as Catalogue

const proposal = {
  contactId: 'A-B',
  shares: [
    { partyId: 'A', kind: 'full', percent: 100 },
    { partyId: 'B', kind: 'none', percent: 0 },
  ],
} as Proposal

const whole: ContactDraft = {
  ...emptyContact('A-B', null),
  situations: [{ code: 'L01', faultSide: 'A', answers: { 'same-lane': 'yes' } }],
  form: 'rear-end',
  parts: { A: 'front', B: 'rear' },
}

describe('a decision on the screen', () => {
  it('follows the proposal until the decider changes a share', () => {
    expect(sharesOf(whole, proposal)).toEqual({ A: { kind: 'full', percent: 100 }, B: { kind: 'none', percent: 0 } })
    expect(departs(whole, proposal, catalogue)).toBe(false)
  })

  it('departs when a kind differs, and not when the usual percent is merely left out', () => {
    const same = {
      ...whole,
      shares: { A: { kind: 'full', percent: null }, B: { kind: 'none', percent: null } },
    } as const
    const other = {
      ...whole,
      shares: { A: { kind: 'main', percent: null }, B: { kind: 'secondary', percent: null } },
    } as const
    expect(departs(same, proposal, catalogue)).toBe(false)
    expect(departs(other, proposal, catalogue)).toBe(true)
  })

  it.each([
    ['situation', { situations: [] }],
    ['form', { form: null }],
    ['parts', { parts: { A: 'front' } }],
  ])('says that the %s is still open', (open, change) => {
    expect(toDecision({ ...whole, ...change }, proposal)).toEqual({ open })
  })

  it('has no shares to issue while nothing is proposed and nothing entered', () => {
    expect(toDecision(whole, undefined)).toEqual({ open: 'shares' })
  })

  it('asks a share of the vehicle that pushed, too', () => {
    expect(sidesOf({ id: 'A-B', pushedBy: 'C' })).toEqual(['A', 'B', 'C'])
    expect(toDecision({ ...whole, pushedBy: 'C' }, proposal)).toEqual({ open: 'shares' })
  })
})
