/** The short way for what is plain to see: most plates need no search among readings. */
import { alphabet } from './alphabet.ts'
import { type GrammarState, stateAfter, unknown } from './grammar-states.ts'
import type { PlateForm } from './grammar.ts'
import { type Likelihoods, twinOf } from './likelihoods.ts'

/** At each step the likeliest symbol, the blank and the symbols before and after it leave no more than the rest of this to anything else. */
const plainFrom = 0.97
/** Each character is as likely as this at one step at least. */
const sureFrom = 0.9

export interface PlainReading {
  readonly symbols: readonly number[]
  readonly form: PlateForm
}

/** What stands there step by step, where nothing else is at all likely and it is a whole plate of these forms; null: only a search can tell. */
export function plainReading(line: Likelihoods, grammar: GrammarState): PlainReading | null {
  const path = likeliestPath(line)
  if (!path || !isPlain(line, path)) return null
  let state = grammar
  const symbols: number[] = []
  for (const symbol of path.symbols) {
    const chosen = allowed(state, symbol)
    const next = chosen === null ? null : stateAfter(state, chosen)
    if (chosen === null || !next) return null
    symbols.push(chosen)
    state = next
  }
  const form = state.forms.find(({ slots }) => slots.length === state.at)
  return form ? { symbols, form } : null
}

interface Path {
  /** As read, one after another. */
  readonly symbols: readonly number[]
  /** For each step the number of the last of them that was read by then; -1 before the first. */
  readonly last: readonly number[]
}

/** Null where some step shows what stands on no plate, or no character is sure enough. */
function likeliestPath(line: Likelihoods): Path | null {
  const symbols: number[] = []
  const surest: number[] = []
  const last: number[] = []
  let before = unknown
  for (let t = 0; t < line.steps; t++) {
    const { symbol, likelihood } = likeliestAt(line, t)
    if ((line.other[t] as number) > likelihood) return null
    if (symbol !== unknown && symbol !== before) {
      symbols.push(symbol)
      surest.push(0)
    }
    if (symbol !== unknown) surest[symbols.length - 1] = Math.max(surest.at(-1) ?? 0, likelihood)
    last.push(symbols.length - 1)
    before = symbol
  }
  return symbols.length > 0 && surest.every((likelihood) => likelihood >= sureFrom) ? { symbols, last } : null
}

/** `unknown` stands for the blank. */
function likeliestAt({ symbols, blank }: Likelihoods, t: number): { symbol: number; likelihood: number } {
  let [symbol, likelihood] = [unknown, blank[t] as number]
  for (let s = 0, i = t * alphabet.length; s < alphabet.length; s++, i++) {
    if ((symbols[i] as number) > likelihood) [symbol, likelihood] = [s, symbols[i] as number]
  }
  return { symbol, likelihood }
}

function isPlain(line: Likelihoods, { symbols, last }: Path): boolean {
  return last.every((at, t) => {
    const near = new Set([at - 1, at, at + 1].flatMap((i) => symbols[i] ?? []))
    let sum = line.blank[t] as number
    for (const symbol of near) sum += line.symbols[t * alphabet.length + symbol] as number
    return sum >= plainFrom
  })
}

/** The symbol, or the other name of its glyph where only that one may stand there; null where neither or both may. */
function allowed({ slotOf }: GrammarState, symbol: number): number | null {
  const twin = twinOf(symbol)
  const [mayBe, mayBeTwin] = [slotOf[symbol] !== undefined, twin !== symbol && slotOf[twin] !== undefined]
  if (mayBe === mayBeTwin) return null
  return mayBe ? symbol : twin
}
