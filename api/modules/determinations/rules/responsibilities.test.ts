import { describe, expect, it } from 'vitest'
import type { LiabilityKind } from '../../../kernel/rule-set.ts'
import { responsibilities } from './responsibilities.ts'

type Share = [side: string, kind: LiabilityKind, percent: number]

const decided = (...contacts: Share[][]) =>
  contacts.map((shares) => ({ shares: shares.map(([side, kind, percent]) => ({ side, kind, percent })) }))

describe('who bears what in the whole accident', () => {
  it('is the one contact of two cars', () => {
    const { bySide, undivided } = responsibilities(
      decided([
        ['A', 'main', 70],
        ['B', 'secondary', 30],
      ]),
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
        [
          ['B', 'none', 0],
          ['C', 'full', 100],
        ],
        [
          ['A', 'none', 0],
          ['B', 'none', 0],
          ['C', 'full', 100],
        ],
      ),
    )
    expect(undivided).toBe(true)
    expect(bySide.get('C')).toEqual({ kind: 'full', percent: 100 })
  })

  it('is not one division where two contacts are decided differently; each side keeps its heaviest part', () => {
    const { bySide, undivided } = responsibilities(
      decided(
        [
          ['A', 'none', 0],
          ['B', 'full', 100],
        ],
        [
          ['B', 'none', 0],
          ['C', 'full', 100],
        ],
      ),
    )
    expect(undivided).toBe(false)
    expect([...bySide.values()].map(({ kind }) => kind)).toEqual(['none', 'full', 'full'])
  })
})
