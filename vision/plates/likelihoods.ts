/** What a recogniser saw along a text line, in terms of the plate alphabet. */
import { alphabet, symbolNumber } from './alphabet.ts'

/** What the recogniser saw along one line. Row t of `symbols` holds the likelihood of each plate symbol at time step t. */
export interface Likelihoods {
  readonly steps: number
  readonly symbols: Float32Array
  readonly blank: Float32Array
  /** All text that can stand on no plate. */
  readonly other: Float32Array
}

const zero = symbolNumber('0')
const one = symbolNumber('1')
const letterO = symbolNumber('O')
const letterI = symbolNumber('I')
const twins: Readonly<Record<number, number>> = { [zero]: letterO, [letterO]: zero, [one]: letterI, [letterI]: one }

/** The other name of a symbol's glyph; itself where it has none. */
export function twinOf(symbol: number): number {
  return twins[symbol] ?? symbol
}

/** O and 0, I and 1 are one glyph on a plate: where the grammar allows only one of the two, it gets the likelihood of both. */
export function likelihood(line: Likelihoods, t: number, symbol: number, slot: string): number {
  const row = t * alphabet.length
  const p = line.symbols[row + symbol] as number
  if (symbol === zero && !slot.includes('O')) return p + (line.symbols[row + letterO] as number)
  if (symbol === one && !slot.includes('I')) return p + (line.symbols[row + letterI] as number)
  if (symbol === letterO && !slot.includes('0')) return p + (line.symbols[row + zero] as number)
  return p
}

/** The symbols that are held this likely at a step, each with the other name of its glyph. */
export function likelySymbols({ symbols }: Likelihoods, t: number, from: number): number[] {
  const row = t * alphabet.length
  const likely: number[] = []
  const at = (symbol: number) => symbols[row + symbol] as number
  for (let s = 0; s < alphabet.length; s++) {
    if (at(s) >= from || at(twinOf(s)) >= from) likely.push(s)
  }
  return likely
}

/** Logarithm of the likelihood of the best path when nothing is known of plates. */
export function greedyLogLikelihood({ steps, symbols, blank, other }: Likelihoods): number {
  let sum = 0
  for (let t = 0; t < steps; t++) {
    let best = Math.max(blank[t] as number, other[t] as number)
    for (let s = 0; s < alphabet.length; s++) best = Math.max(best, symbols[t * alphabet.length + s] as number)
    sum += Math.log(best)
  }
  return sum
}
