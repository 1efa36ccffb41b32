import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { alternatives, given, matches, toWhere, type Condition, type Row } from './condition.ts'

const scalar = fc.constantFrom('a', 'b', 'c')
const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3 },
    fc.boolean(),
    fc.record({ x: fc.oneof(scalar, fc.constant(null)) }),
    fc.record({ x: fc.record({ in: fc.array(scalar, { maxLength: 2 }) }) }),
    fc.record({ x: fc.record({ not: fc.oneof(scalar, fc.constant(null)) }) }),
    fc.record({ list: fc.record({ has: scalar }) }),
    fc.record({ list: fc.record({ hasSome: fc.array(scalar, { maxLength: 2 }) }) }),
    fc.record({ OR: fc.array(tie('condition'), { maxLength: 3 }) }),
    fc.record({ AND: fc.array(tie('condition'), { maxLength: 3 }) }),
  ),
}))
const row = fc.record({
  id: fc.constant('some id'),
  x: fc.oneof(scalar, fc.constant(null)),
  list: fc.oneof(fc.array(scalar, { maxLength: 3 }), fc.constant(null)),
})

/** SQL's three values, by the book: true, false, unknown (null). A row is in the result only where the whole is true. */
type Ternary = boolean | null

function sql(where: Record<string, unknown>, row: Row): Ternary {
  return and(
    Object.entries(where).map(([field, match]): Ternary => {
      if (field === 'OR') return or((match as Record<string, unknown>[]).map((part) => sql(part, row)))
      if (field === 'AND') return and((match as Record<string, unknown>[]).map((part) => sql(part, row)))
      return compare(match, row[field])
    }),
  )
}

function compare(match: unknown, value: unknown): Ternary {
  if (match === null) return value === null
  if (typeof match === 'string') return value === null ? null : value === match
  const { in: among, not, has, hasSome } = match as Record<string, unknown>
  if (not === null) return value !== null
  if (among !== undefined) return or((among as unknown[]).map((one) => compare(one, value)))
  if (not !== undefined) return value === null ? null : value !== not
  if (value === null) return null
  const list = value as unknown[]
  return has !== undefined ? list.includes(has) : (hasSome as unknown[]).some((one) => list.includes(one))
}

const and = (parts: Ternary[]): Ternary => (parts.includes(false) ? false : parts.includes(null) ? null : true)
const or = (parts: Ternary[]): Ternary => (parts.includes(true) ? true : parts.includes(null) ? null : false)

describe('a condition', () => {
  it('tests one row as SQL would select it', () => {
    fc.assert(
      fc.property(condition, row, (rule, candidate) => {
        expect(matches(rule, candidate)).toBe(sql(toWhere(rule), candidate) === true)
      }),
      { numRuns: 2000 },
    )
  })

  it('keeps its rows when some of their columns are known', () => {
    const columns = fc.subarray(['x', 'list'] as const)
    fc.assert(
      fc.property(condition, row, columns, (rule, candidate, names) => {
        const known = Object.fromEntries(names.map((name) => [name, candidate[name]]))
        expect(matches(given(rule, known), candidate)).toBe(matches(rule, candidate))
        if (names.length === 2) expect(given(rule, known)).toBe(matches(rule, candidate))
      }),
      { numRuns: 2000 },
    )
  })

  it('is met where one of its alternatives is', () => {
    fc.assert(
      fc.property(condition, row, (rule, candidate) => {
        const some = alternatives(rule).some((one) => matches(one, candidate))
        expect(some).toBe(matches(rule, candidate))
      }),
      { numRuns: 2000 },
    )
  })

  it('selects everything when true and nothing when false', () => {
    expect(toWhere(true)).toEqual({})
    expect(toWhere(false)).toEqual({ id: { in: [] } })
    expect(toWhere({ OR: [] })).toEqual({ id: { in: [] } })
  })

  it('takes a column that was not read for a null, which opens nothing', () => {
    expect(matches({ owner: { not: 'me' } }, {})).toBe(false)
    expect(matches({ owner: { in: ['me'] } }, {})).toBe(false)
    expect(matches({ owners: { has: 'me' } }, {})).toBe(false)
  })
})
