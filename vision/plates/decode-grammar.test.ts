import { describe, expect, it } from 'vitest'
import { decodePlate } from './decode-grammar.ts'
import { plateForms } from './grammar.ts'
import { lineOf, sure } from './likelihoods.testing.ts'

const blue = plateForms({ colour: 'blue', rows: 1 })
const green = plateForms({ colour: 'green' })

describe('decodePlate', () => {
  it('reads what the recogniser is sure of, repeated characters included', () => {
    const reading = decodePlate(lineOf(...sure('京A88111')), blue)
    expect(reading?.text).toBe('京A88111')
    expect(reading?.kinds).toEqual(['02'])
    expect(reading?.characters.every(({ confidence }) => confidence > 0.98)).toBe(true)
  })

  it('chooses the likely reading that the grammar allows, at the likelihood the recogniser gave it', () => {
    const places = sure('粤BD12345')
    places[7] = { B: 0.55, 8: 0.4 }
    const reading = decodePlate(lineOf(...places), green)
    expect(reading?.text).toBe('粤BD12348')
    expect(reading?.characters[7]?.confidence).toBeCloseTo(0.4)
  })

  it('takes O for 0 in a serial, since they are one glyph', () => {
    const places = sure('京A12345')
    places[3] = { O: 0.6, 0: 0.35 }
    const reading = decodePlate(lineOf(...places), blue)
    expect(reading?.text).toBe('京A10345')
    expect(reading?.characters[3]?.confidence).toBeCloseTo(0.95)
  })

  it('writes ? where no allowed character is likely', () => {
    const places = sure('京A12345')
    places[0] = { 京: 0.02, 沪: 0.01 }
    const reading = decodePlate(lineOf(...places), blue)
    expect(reading?.text).toBe('?A12345')
    expect(reading?.characters[0]?.confidence).toBe(0)
  })

  it('supplies ? for a province that was not seen at all', () => {
    expect(decodePlate(lineOf(...sure('A12345')), blue)?.text).toBe('?A12345')
  })

  it('passes over text of the frame before and behind the plate', () => {
    expect(decodePlate(lineOf({}, {}, ...sure('京A12345'), {}, {}), blue)?.text).toBe('京A12345')
  })

  it('offers alternatives that the grammar allows, likeliest first', () => {
    const places = sure('京A12345')
    places[5] = { 5: 0.6, S: 0.3, 挂: 0.05 }
    const alternatives = decodePlate(lineOf(...places), blue)?.characters[5]?.alternatives
    expect(alternatives?.map(({ char }) => char)).toEqual(['S'])
  })

  it('does not read a phone number as a plate', () => {
    const reading = decodePlate(lineOf(...sure('13812345678')), blue)
    expect(reading === null || reading.cost > 20).toBe(true)
  })
})
