/**
 * Chooses among the readings the recogniser holds likely the likeliest one that is composed as a plate (grammar.ts): a CTC prefix beam search over the
 * grammar's forms. Source: Graves, Sequence Transduction with Recurrent Neural Networks (2012); Hannun, Sequence Modeling with CTC (2017).
 * It chooses, it does not invent: a place where no allowed character is likely becomes `?`, and each confidence is the recogniser's own likelihood,
 * never rescaled to what the grammar allows.
 */
import { alphabet } from './alphabet.ts'
import { type Alignment, align } from './align.ts'
import { type GrammarState, grammarOf, isLiteral, stateAfter, unknown } from './grammar-states.ts'
import type { PlateForm, PlateKindCode } from './grammar.ts'
import { type PlainReading, plainReading } from './plain-reading.ts'
import { type Likelihoods, greedyLogLikelihood, likelihood, likelySymbols } from './likelihoods.ts'

export interface Reading {
  readonly text: string
  readonly kinds: readonly PlateKindCode[]
  readonly characters: readonly {
    char: string
    confidence: number
    alternatives: { char: string; confidence: number }[]
  }[]
  /** How much less likely (natural logarithm) than the best reading without any grammar; 0 is perfect agreement. */
  readonly cost: number
}

const beamWidth = 16
/** Prefixes this much less likely than the likeliest are given up, even where the beam has room. */
const hopeless = 1e-9
/** Less likely symbols are passed over: `?` is cheaper. */
const minSymbolLikelihood = 2e-4
/** Price of a place filled with `?`. */
const unknownPrice = 1e-3
/** A plate with more unknown places than this is not read at all. */
const maxUnknown = 2
/** Price of passing over text: cheap before and behind the plate (frames, screws, watermarks), dear within. */
const skipOutside = 0.02
const skipInside = 0.001
/** Below this likelihood a character is a guess and is written `?`. */
const guessBelow = 0.08

/** A plate read so far. Prefixes of one line hang together as a tree, so that each is one object and beams that reach it meet. */
interface Prefix {
  readonly state: GrammarState
  readonly parent: Prefix | null
  readonly symbol: number
  readonly unknowns: number
  /** By symbol, made when the first is. */
  longer: Map<number, Prefix> | null
  /** Likelihood of all paths that read this and end in a blank or in the last symbol: at this step, and gathered for the next one. */
  endsBlank: number
  endsSymbol: number
  nextBlank: number
  nextSymbol: number
  gatheredAt: number
}

/** Null where nothing along the line can be a plate of these forms. */
export function decodePlate(line: Likelihoods, forms: readonly PlateForm[]): Reading | null {
  const grammar = grammarOf(forms)
  const plain = plainReading(line, grammar)
  if (plain) return readingOf(line, forms, plain, 0)
  const { beams, scale } = search(line, grammar)
  let best: { prefix: Prefix; form: PlateForm; missing: number; p: number } | null = null
  for (const prefix of beams) {
    const { at } = prefix.state
    for (const form of prefix.state.forms) {
      const missing = form.slots.length - at
      if (prefix.unknowns + missing > maxUnknown) continue
      if (form.slots.slice(at).some(isLiteral)) continue
      const p = total(prefix) * unknownPrice ** missing
      if (!best || p > best.p) best = { prefix, form, missing, p }
    }
  }
  if (!best || best.p <= 0) return null
  const symbols = [...symbolsOf(best.prefix), ...Array<number>(best.missing).fill(unknown)]
  return readingOf(line, forms, { symbols, form: best.form }, greedyLogLikelihood(line) - (Math.log(best.p) + scale))
}

function readingOf(
  line: Likelihoods,
  forms: readonly PlateForm[],
  { symbols, form }: PlainReading,
  cost: number,
): Reading {
  const characters = describe(align(line, symbols, form.slots), symbols)
  return { text: characters.map(({ char }) => char).join(''), kinds: kindsOf(forms, form), characters, cost }
}

/** Likelihoods are rescaled at each step; `scale` is the logarithm taken out. */
function search(line: Likelihoods, grammar: GrammarState): { beams: Prefix[]; scale: number } {
  const root = prefixOf(grammar, null, unknown, 0)
  root.endsBlank = 1
  let beams = [root]
  const headless = extend(root, unknown)
  if (headless) {
    headless.endsBlank = unknownPrice
    beams.push(headless)
  }
  let scale = 0
  for (let t = 0; t < line.steps; t++) {
    const next: Prefix[] = []
    const likely = likelySymbols(line, t, minSymbolLikelihood)
    for (const prefix of beams) step(line, t, prefix, likely, next)
    for (const prefix of next) {
      prefix.endsBlank = prefix.nextBlank
      prefix.endsSymbol = prefix.nextSymbol
    }
    beams = likeliest(next)
    const top = beams[0] ? total(beams[0]) : 0
    if (top <= 0) return { beams: [], scale }
    for (const prefix of beams) {
      prefix.endsBlank /= top
      prefix.endsSymbol /= top
    }
    scale += Math.log(top)
  }
  return { beams, scale }
}

/** At most `beamWidth`, likeliest first; what is hopeless is not even sorted. */
function likeliest(prefixes: Prefix[]): Prefix[] {
  let top = 0
  for (const prefix of prefixes) top = Math.max(top, total(prefix))
  return prefixes
    .filter((prefix) => total(prefix) >= top * hopeless)
    .sort((a, b) => total(b) - total(a))
    .slice(0, beamWidth)
}

function step(line: Likelihoods, t: number, prefix: Prefix, likely: readonly number[], next: Prefix[]): void {
  const { state, symbol: last } = prefix
  const before = total(prefix)
  const blank = line.blank[t] as number
  const isOutside = state.at === prefix.unknowns || state.isComplete
  gather(prefix, t, next)
  prefix.nextBlank += before * (blank + (1 - blank) * (isOutside ? skipOutside : skipInside))
  if (last !== unknown) prefix.nextSymbol += prefix.endsSymbol * likelihood(line, t, last, state.lastSlot)
  for (const symbol of likely) {
    const slot = state.slotOf[symbol]
    if (slot === undefined) continue
    const p = likelihood(line, t, symbol, slot)
    if (p >= minSymbolLikelihood) advance(prefix, symbol, p * (symbol === last ? prefix.endsBlank : before), t, next)
  }
  const pUnknown = unknownPrice * (1 - blank)
  if (pUnknown >= minSymbolLikelihood)
    advance(prefix, unknown, pUnknown * (last === unknown && state.at > 0 ? prefix.endsBlank : before), t, next)
}

function advance(prefix: Prefix, symbol: number, p: number, t: number, next: Prefix[]): void {
  const longer = extend(prefix, symbol)
  if (!longer) return
  gather(longer, t, next)
  longer.nextSymbol += p
}

function gather(prefix: Prefix, t: number, next: Prefix[]): void {
  if (prefix.gatheredAt === t) return
  prefix.gatheredAt = t
  prefix.nextBlank = 0
  prefix.nextSymbol = 0
  next.push(prefix)
}

function total({ endsBlank, endsSymbol }: Prefix): number {
  return endsBlank + endsSymbol
}

function prefixOf(state: GrammarState, parent: Prefix | null, symbol: number, unknowns: number): Prefix {
  const nothing = { endsBlank: 0, endsSymbol: 0, nextBlank: 0, nextSymbol: 0, gatheredAt: -1 }
  return { state, parent, symbol, unknowns, longer: null, ...nothing }
}

function extend(prefix: Prefix, symbol: number): Prefix | null {
  const known = prefix.longer?.get(symbol)
  if (known) return known
  const unknowns = prefix.unknowns + (symbol === unknown ? 1 : 0)
  const state = unknowns > maxUnknown ? null : stateAfter(prefix.state, symbol)
  if (!state) return null
  const longer = prefixOf(state, prefix, symbol, unknowns)
  prefix.longer ??= new Map()
  prefix.longer.set(symbol, longer)
  return longer
}

function symbolsOf(prefix: Prefix): number[] {
  const symbols: number[] = []
  for (let at: Prefix | null = prefix; at?.parent; at = at.parent) symbols.unshift(at.symbol)
  return symbols
}

function describe(alignment: Alignment, symbols: readonly number[]): Reading['characters'] {
  return symbols.map((symbol, i) => {
    const seen = alignment[i] ?? { confidence: 0, ranked: [] }
    const guess = symbol === unknown || seen.confidence < guessBelow
    const char = guess ? '?' : (alphabet[symbol] as string)
    return {
      char,
      confidence: guess ? 0 : Math.min(1, seen.confidence),
      alternatives: seen.ranked.filter((other) => other.char !== char).slice(0, 3),
    }
  })
}

function kindsOf(forms: readonly PlateForm[], { slots }: PlateForm): readonly PlateKindCode[] {
  return forms.filter((form) => form.slots.join() === slots.join()).flatMap((form) => form.kinds)
}
