import { describe, expect, it } from 'vitest'
import type { LiabilityKind } from '../../kernel/rule-set.ts'
import { accidentFormOf, agreedByAll, responsibilities } from './responsibilities.ts'

type Share = [side: string, kind: LiabilityKind, percent: number]

const decided = (...contacts: { id: string; shares: Share[] }[]) => ({
  decision: {
    reason: null,
    contacts: contacts.map(({ id, shares }) => ({
      id,
      form: 'rear-end',
      parts: {},
      accidentReason: null,
      shares: shares.map(([side, kind, percent]) => ({ side, kind, percent })),
    })),
  },
})

describe('who bears what in the whole accident', () => {
  it('is the one contact of two cars', () => {
    const { bySide, undivided } = responsibilities(
      decided({
        id: 'A-B',
        shares: [
          ['A', 'main', 70],
          ['B', 'secondary', 30],
        ],
      }),
    )
    expect(undivided).toBe(true)
    expect(Object.fromEntries(bySide)).toEqual({
      A: { kind: 'main', percent: 70 },
      B: { kind: 'secondary', percent: 30 },
    })
  })

  it('is the same in both contacts when one car pushes the next into a third', () => {
    const { bySide, undivided } = responsibilities(
      decided(
        {
          id: 'B-C',
          shares: [
            ['B', 'none', 0],
            ['C', 'full', 100],
          ],
        },
        {
          id: 'A-B',
          shares: [
            ['A', 'none', 0],
            ['B', 'none', 0],
            ['C', 'full', 100],
          ],
        },
      ),
    )
    expect(undivided).toBe(true)
    expect(bySide.get('C')).toEqual({ kind: 'full', percent: 100 })
  })

  it('is not one division where two contacts are decided differently; each side keeps its heaviest part', () => {
    const { bySide, undivided } = responsibilities(
      decided(
        {
          id: 'A-B',
          shares: [
            ['A', 'none', 0],
            ['B', 'full', 100],
          ],
        },
        {
          id: 'B-C',
          shares: [
            ['B', 'none', 0],
            ['C', 'full', 100],
          ],
        },
      ),
    )
    expect(undivided).toBe(false)
    expect([...bySide.values()].map(({ kind }) => kind)).toEqual(['none', 'full', 'full'])
  })
})

it('names the accident form in words', () => {
  expect(accidentFormOf(decided({ id: 'A-B', shares: [['A', 'full', 100]] }))).toBe('追尾碰撞')
})

it('takes for agreed what the parties signed, not what an officer decided', () => {
  const inForceAt = new Date()
  expect(agreedByAll({ mandate: 'issue', inForceAt })).toBe(true)
  expect(agreedByAll({ mandate: 'issue', inForceAt: null })).toBe(false)
  expect(agreedByAll({ mandate: 'countersign', inForceAt })).toBe(false)
  expect(agreedByAll({ mandate: 'officer', inForceAt })).toBe(false)
})
