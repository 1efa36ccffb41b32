/** Where along the line each character of a chosen text stands, and what else might stand there. */
import { symbolNumber } from './alphabet.ts'
import { type Likelihoods, likelihood } from './likelihoods.ts'

/** For each character: its likelihood at its best time step, and all characters its slot allows at that step, likeliest first. */
export type Alignment = readonly { confidence: number; ranked: { char: string; confidence: number }[] }[]

const shownFrom = 0.01
const floor = 1e-6

/**
 * Viterbi path through blank, c1, blank, c2, ... blank (CTC). A symbol number of -1 may be any character.
 * Source: Graves et al., Connectionist Temporal Classification (2006), section 4.1.
 */
export function align(line: Likelihoods, symbols: readonly number[], slots: readonly string[]): Alignment {
  const steps = bestSteps(line, symbols, slots)
  return symbols.map((symbol, i) => {
    const t = steps[i]
    if (t === undefined) return { confidence: 0, ranked: [] }
    const slot = slots[i] ?? ''
    const ranked = [...slot]
      .map((char) => ({ char, confidence: Math.min(1, likelihood(line, t, symbolNumber(char), slot)) }))
      .filter(({ confidence }) => confidence >= shownFrom)
      .sort((a, b) => b.confidence - a.confidence)
    return { confidence: symbol < 0 ? 0 : likelihood(line, t, symbol, slot), ranked }
  })
}

/** For each character the time step at which the best path holds it most likely; undefined where the path is too short to hold it. */
function bestSteps(line: Likelihoods, symbols: readonly number[], slots: readonly string[]): (number | undefined)[] {
  const states = symbols.length * 2 + 1
  const emit = (t: number, state: number): number => {
    const i = (state - 1) / 2
    const blank = line.blank[t] as number
    if (state % 2 === 0) return Math.max(floor, blank)
    const symbol = symbols[i] as number
    return Math.max(floor, symbol < 0 ? 0.01 * (1 - blank) : likelihood(line, t, symbol, slots[i] ?? ''))
  }
  let score = new Float64Array(states).fill(-Infinity)
  score[0] = Math.log(emit(0, 0))
  if (states > 1) score[1] = Math.log(emit(0, 1))
  const from: Int16Array[] = []
  for (let t = 1; t < line.steps; t++) {
    const next = new Float64Array(states).fill(-Infinity)
    const back = new Int16Array(states)
    for (let s = 0; s < states; s++) {
      let previous = s
      if (s > 0 && (score[s - 1] as number) > (score[previous] as number)) previous = s - 1
      const skipsBlank = s % 2 === 1 && s >= 3 && symbols[(s - 1) / 2] !== symbols[(s - 3) / 2]
      if (skipsBlank && (score[s - 2] as number) > (score[previous] as number)) previous = s - 2
      next[s] = (score[previous] as number) + Math.log(emit(t, s))
      back[s] = previous
    }
    from.push(back)
    score = next
  }
  const found: (number | undefined)[] = symbols.map(() => undefined)
  let state = (score[states - 2] as number) > (score[states - 1] as number) ? states - 2 : states - 1
  for (let t = line.steps - 1; t >= 0; t--) {
    const i = (state - 1) / 2
    if (state % 2 === 1) {
      const best = found[i]
      if (best === undefined || emit(t, state) > emit(best, state)) found[i] = t
    }
    state = from[t - 1]?.[state] ?? state
  }
  return found
}
