import { describe, expect, it } from 'vitest'
import { confirmedBy } from './confirm.ts'
import { decodePlate, type Reading } from '../decode-grammar.ts'
import { plateForms } from '../grammar.ts'
import { lineOf, sure } from '../likelihoods.testing.ts'

const blue = plateForms({ colour: 'blue', rows: 1 })

function reading(...places: Parameters<typeof lineOf>): Reading {
  const decoded = decodePlate(lineOf(...places), blue)
  if (!decoded) throw new Error('not a plate')
  return decoded
}

describe('confirmedBy', () => {
  const first = reading({ 皖: 0.95, 湘: 0.02 }, ...sure('AY4936'))

  it('leaves a reading alone that the second one repeats, however unsure that is', () => {
    expect(confirmedBy(first, reading({ 皖: 0.5 }, ...sure('AY4936')))).toEqual(first)
  })

  it('lowers the confidence of a character that the second reading contradicts, and of no other', () => {
    const [province, ...others] = confirmedBy(first, reading({ 浙: 0.8, 皖: 0.15 }, ...sure('AY4936'))).characters
    expect(province?.char).toBe('皖')
    expect(province?.confidence).toBeCloseTo(0.15)
    expect(province?.alternatives.map(({ char }) => char)).toEqual(['浙', '湘'])
    expect(others).toEqual(first.characters.slice(1))
  })

  it('trusts nothing where the second reading is no plate', () => {
    const { text, characters } = confirmedBy(first, null)
    expect(text).toBe('皖AY4936')
    expect(characters.every(({ confidence }) => confidence === 0)).toBe(true)
  })

  it('does not offer ? as an alternative', () => {
    const [province] = confirmedBy(first, reading(...sure('AY4936'))).characters
    expect(province).toMatchObject({ char: '皖', confidence: 0 })
    expect(province?.alternatives.map(({ char }) => char)).toEqual(['湘'])
  })
})
