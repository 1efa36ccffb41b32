import { describe, expect, it } from 'vitest'
import { alphabet, symbolNumber } from './alphabet.ts'
import { decodePlate } from './decode-grammar.ts'
import { grammarOf } from './grammar-states.ts'
import { plateForms } from './grammar.ts'
import type { Likelihoods } from './likelihoods.ts'
import { plainReading } from './plain-reading.ts'

const forms = plateForms({ colour: 'blue' })

/** One step for each sign, `-` the blank, each `sure` and the rest of its step on a sign of no plate's. */
function lineOf(signs: string, sure = 0.99): Likelihoods {
  const steps = [...signs]
  const line = {
    steps: steps.length,
    symbols: new Float32Array(steps.length * alphabet.length),
    blank: new Float32Array(steps.length),
    other: new Float32Array(steps.length).fill(1 - sure),
  }
  steps.forEach((sign, t) => {
    if (sign === '-') line.blank[t] = sure
    else line.symbols[t * alphabet.length + symbolNumber(sign)] = sure
  })
  return line
}

function read(signs: string, sure?: number): string | null {
  const plain = plainReading(lineOf(signs, sure), grammarOf(forms))
  return plain && plain.symbols.map((symbol) => alphabet[symbol]).join('')
}

describe('a plain reading', () => {
  it('is what stands there, each sign once however many steps it takes', () => {
    expect(read('-京京A-1122-2-34-')).toBe('京A12234')
  })

  it('gives a glyph the name that its place allows', () => {
    expect(read('京0-1-2-3-4-5')).toBe('京O12345')
  })

  it.each([
    ['a step is unsure', '京A-1-2-3-4-5', 0.95],
    ['a character is missing', '京A-1-2-3-4', 0.99],
    ['a character follows', '京A-1-2-3-4-5-6-7', 0.99],
    ['nothing is read', '-----', 0.99],
  ])('there is none where %s', (_, signs, sure) => {
    expect(read(signs, sure)).toBeNull()
  })

  it('is what the search would have found', () => {
    const [plain, searched] = [
      decodePlate(lineOf('粤B-6-6-8-8-D'), forms),
      decodePlate(lineOf('粤B-6-6-8-8-D', 0.96), forms),
    ]
    expect(plain?.text).toBe('粤B6688D')
    expect(searched?.text).toBe(plain?.text)
    expect(searched?.kinds).toEqual(plain?.kinds)
  })
})
