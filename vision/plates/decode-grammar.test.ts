import { describe, expect, it } from 'vitest'
import { alphabet, symbolNumber } from './alphabet.ts'
import { decodePlate } from './decode-grammar.ts'
import { plateForms } from './grammar.ts'
import type { Likelihoods } from './likelihoods.ts'

const blue = plateForms({ colour: 'blue', rows: 1 })
const green = plateForms({ colour: 'green' })

/** Each place is what the recogniser holds likely there, e.g. { 8: 0.6, B: 0.3 }; what is missing to 1 is other text. Blanks stand between. */
function line(...places: Record<string, number>[]): Likelihoods {
  const steps = places.length * 2 + 1
  const seen = {
    steps,
    symbols: new Float32Array(steps * alphabet.length),
    blank: new Float32Array(steps).fill(1),
    other: new Float32Array(steps),
  }
  places.forEach((place, i) => {
    const t = i * 2 + 1
    let known = 0
    for (const [char, p] of Object.entries(place)) {
      if (symbolNumber(char) >= 0) seen.symbols[t * alphabet.length + symbolNumber(char)] = p
      known += p
    }
    seen.blank[t] = 0
    seen.other[t] = Math.max(0, 1 - known)
  })
  return seen
}

const sure = (text: string) => [...text].map((char) => ({ [char]: 0.99 }))

describe('decodePlate', () => {
  it('reads what the recogniser is sure of, repeated characters included', () => {
    const reading = decodePlate(line(...sure('京A88111')), blue)
    expect(reading?.text).toBe('京A88111')
    expect(reading?.kinds).toEqual(['02'])
    expect(reading?.characters.every(({ confidence }) => confidence > 0.98)).toBe(true)
  })

  it('chooses the likely reading that the grammar allows, at the likelihood the recogniser gave it', () => {
    const places = sure('粤BD12345')
    places[7] = { B: 0.55, 8: 0.4 }
    const reading = decodePlate(line(...places), green)
    expect(reading?.text).toBe('粤BD12348')
    expect(reading?.characters[7]?.confidence).toBeCloseTo(0.4)
  })

  it('takes O for 0 in a serial, since they are one glyph', () => {
    const places = sure('京A12345')
    places[3] = { O: 0.6, 0: 0.35 }
    const reading = decodePlate(line(...places), blue)
    expect(reading?.text).toBe('京A10345')
    expect(reading?.characters[3]?.confidence).toBeCloseTo(0.95)
  })

  it('writes ? where no allowed character is likely', () => {
    const places = sure('京A12345')
    places[0] = { 京: 0.02, 沪: 0.01 }
    const reading = decodePlate(line(...places), blue)
    expect(reading?.text).toBe('?A12345')
    expect(reading?.characters[0]?.confidence).toBe(0)
  })

  it('supplies ? for a province that was not seen at all', () => {
    expect(decodePlate(line(...sure('A12345')), blue)?.text).toBe('?A12345')
  })

  it('passes over text of the frame before and behind the plate', () => {
    expect(decodePlate(line({}, {}, ...sure('京A12345'), {}, {}), blue)?.text).toBe('京A12345')
  })

  it('offers alternatives that the grammar allows, likeliest first', () => {
    const places = sure('京A12345')
    places[5] = { 5: 0.6, S: 0.3, 挂: 0.05 }
    const alternatives = decodePlate(line(...places), blue)?.characters[5]?.alternatives
    expect(alternatives?.map(({ char }) => char)).toEqual(['S'])
  })

  it('does not read a phone number as a plate', () => {
    const reading = decodePlate(line(...sure('13812345678')), blue)
    expect(reading === null || reading.cost > 20).toBe(true)
  })
})
