import { describe, expect, it } from 'vitest'
import type { Reading } from './decode-grammar.ts'
import { isSure, worth } from './found-plate.ts'
import type { PlateKindCode } from './grammar.ts'

function read(text: string, confidence: number, kinds: PlateKindCode[]): Reading {
  const characters = [...text].map((char) => ({ char, confidence, alternatives: [] }))
  return { text, kinds, characters, cost: 0 }
}

const whole = read('苏AD12345', 0.95, ['52'])
/** As the same plate reads when its end was cut off: a small car's of another ground. */
const cutOff = read('苏AD1234', 0.99, ['02'])

describe('a reading', () => {
  it('is sure where every character is and plates of its ground bear such a text', () => {
    expect(isSure({ reading: whole, colour: 'green' })).toBe(true)
    expect(isSure({ reading: cutOff, colour: 'green' })).toBe(false)
    expect(isSure({ reading: cutOff, colour: 'blue' })).toBe(true)
    expect(isSure({ reading: read('苏AD12345', 0.89, ['52']), colour: 'green' })).toBe(false)
  })

  it('is not held against a ground that nobody could tell', () => {
    expect(isSure({ reading: cutOff, colour: null })).toBe(true)
  })

  it('that suits the ground is worth more than a slightly surer one that does not', () => {
    const [suited, unsuited] = [worth({ reading: whole, colour: 'green' }), worth({ reading: cutOff, colour: 'green' })]
    expect(suited).toBeGreaterThan(unsuited)
    expect(worth({ reading: cutOff, colour: null })).toBeGreaterThan(worth({ reading: whole, colour: null }))
  })

  it('of which too little is left does not win by suiting', () => {
    const guess = worth({ reading: read('苏AD12345', 0.4, ['52']), colour: 'green' })
    expect(worth({ reading: cutOff, colour: 'green' })).toBeGreaterThan(guess)
  })
})
