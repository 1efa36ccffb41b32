import { describe, expect, it } from 'vitest'
import { lawArticles } from '../../accidents/rules/law-articles.ts'
import { catalogue } from './catalogue.ts'
import { accidentForms, contactParts, shortSituations } from './collision-lists.ts'

const numbered = (letter: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${letter}${String(index + 1).padStart(2, '0')}`)

describe('the liability catalogue', () => {
  it('holds L01 to L43, N01 and E01 to E06, each once', () => {
    expect(catalogue.map(({ code }) => code)).toEqual([...numbered('E', 6), ...numbered('L', 43), 'N01'])
  })

  it('cites only articles of the table', () => {
    const known = new Set(lawArticles.map(({ ref }) => ref))
    for (const { code, articles } of catalogue) {
      expect(articles.length, code).toBeGreaterThan(0)
      for (const ref of articles) expect(known, `${code} ${ref}`).toContain(ref)
    }
  })

  it('asks facts that can carry a situation, under ids that are unique in it', () => {
    for (const { code, facts, outcome } of catalogue) {
      expect(new Set(facts.map(({ id }) => id)).size, code).toBe(facts.length)
      expect(
        facts.some(({ answers }) => answers.some(({ effect }) => effect === 'supports')),
        code,
      ).toBe(true)
      const equalOnly = facts.every(({ concerns }) => ['first', 'second', 'contact'].includes(concerns))
      if (outcome === 'equal') expect(equalOnly, code).toBe(true)
      else
        expect(
          facts.some(({ concerns }) => concerns === 'first' || concerns === 'second'),
          code,
        ).toBe(false)
    }
  })

  it('points only to situations and short codes that exist', () => {
    const codes = new Set(catalogue.map(({ code }) => code))
    const short = new Set(shortSituations.map(({ code }) => code))
    for (const { code, facts, pairs, shortCode } of catalogue) {
      const suggested = facts.flatMap(({ answers }) => answers.flatMap(({ suggests }) => suggests ?? []))
      for (const other of [...pairs, ...suggested]) expect(codes, `${code} -> ${other}`).toContain(other)
      expect(short).toContain(shortCode)
    }
  })

  it('explains every situation that it does not decide', () => {
    for (const { code, outcome, notes } of catalogue) {
      if (outcome === 'weigh' || outcome === 'aggravates') expect(notes.length, code).toBeGreaterThan(0)
    }
  })

  it('marks the equal-fault selection as unverified', () => {
    for (const { outcome, verified } of catalogue) expect(verified).toBe(outcome !== 'equal')
  })

  it('keeps the three short lists complete', () => {
    expect([accidentForms.length, contactParts.length, shortSituations.length]).toEqual([9, 8, 10])
  })
})
