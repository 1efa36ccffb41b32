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

/** Two rows read one after the other, as one line. */
export function joinLines(first: Likelihoods, second: Likelihoods): Likelihoods {
  const join = (a: Float32Array, b: Float32Array) => {
    const both = new Float32Array(a.length + b.length)
    both.set(a)
    both.set(b, a.length)
    return both
  }
  return {
    steps: first.steps + second.steps,
    symbols: join(first.symbols, second.symbols),
    blank: join(first.blank, second.blank),
    other: join(first.other, second.other),
  }
}

const firstLatin = symbolNumber('A')
const lastLatin = symbolNumber('9')
const zero = symbolNumber('0')
const one = symbolNumber('1')
const letterO = symbolNumber('O')
const letterI = symbolNumber('I')
const twins: Readonly<Record<number, number>> = { [zero]: letterO, [letterO]: zero, [one]: letterI, [letterI]: one }

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
    const twin = twins[s] ?? s
    if (at(s) >= from || at(twin) >= from) likely.push(s)
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

/** Whether a province is at least suspected anywhere along the line. */
export function showsProvince({ steps, symbols }: Likelihoods): boolean {
  for (let t = 0; t < steps; t++) {
    for (let s = 0; s < firstLatin; s++) if ((symbols[t * alphabet.length + s] as number) > 0.05) return true
  }
  return false
}

/** How many letters and digits a plain reading of the line is sure of: other text in a street is mostly Chinese, or no text at all. */
export function sureLatinCount({ steps, symbols }: Likelihoods): number {
  let count = 0
  let previous = -1
  for (let t = 0; t < steps; t++) {
    let symbol = -1
    for (let s = firstLatin; s <= lastLatin; s++) if ((symbols[t * alphabet.length + s] as number) > 0.5) symbol = s
    if (symbol >= 0 && symbol !== previous) count++
    previous = symbol
  }
  return count
}
