/** Likelihoods for tests of the decoder: a line as the recogniser would have seen it. */
import { alphabet, symbolNumber } from './alphabet.ts'
import type { Likelihoods } from './likelihoods.ts'

/** Each place is what is held likely there, e.g. { 8: 0.6, B: 0.3 }; what is missing to 1 is other text. Blanks stand between. */
export function lineOf(...places: Readonly<Record<string, number>>[]): Likelihoods {
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

export function sure(text: string): Record<string, number>[] {
  return [...text].map((char) => ({ [char]: 0.99 }))
}
