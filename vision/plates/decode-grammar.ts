/**
 * Chooses among the readings the recogniser holds likely the likeliest one that is composed as a plate (grammar.ts): a CTC prefix beam search over the
 * grammar's forms. Source: Graves, Sequence Transduction with Recurrent Neural Networks (2012); Hannun, Sequence Modeling with CTC (2017).
 * It chooses, it does not invent: a place where no allowed character is likely becomes `?`, and each confidence is the recogniser's own likelihood,
 * never rescaled to what the grammar allows.
 */
import { alphabet, symbolNumber } from './alphabet.ts'
import { type Alignment, align } from './align.ts'
import type { PlateForm, PlateKindCode } from './grammar.ts'
import { type Likelihoods, greedyLogLikelihood, likelihood } from './likelihoods.ts'

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
const minSymbolLikelihood = 1e-5
/** Price of a place filled with `?`. */
const unknownPrice = 1e-3
/** A plate with more unknown places than this is not read at all. */
const maxUnknown = 2
/** Price of passing over text: cheap before and behind the plate (frames, screws, watermarks), dear within. */
const skipOutside = 0.02
const skipInside = 0.001
/** Below this likelihood a character is a guess and is written `?`. */
const guessBelow = 0.08

const unknown = -1

/** A prefix of a plate: symbol numbers, `unknown` for `?`. */
interface Prefix {
  readonly symbols: readonly number[]
  readonly forms: readonly PlateForm[]
  readonly key: string
  readonly unknowns: number
}

interface Beam {
  readonly prefix: Prefix
  endsBlank: number
  endsSymbol: number
}

/** Null where nothing along the line can be a plate of these forms. */
export function decodePlate(line: Likelihoods, forms: readonly PlateForm[]): Reading | null {
  const { beams, scale } = search(line, forms)
  let best: { symbols: readonly number[]; form: PlateForm; p: number } | null = null
  for (const { prefix, endsBlank, endsSymbol } of beams) {
    for (const form of prefix.forms) {
      const missing = form.slots.length - prefix.symbols.length
      if (prefix.unknowns + missing > maxUnknown) continue
      if (form.slots.slice(prefix.symbols.length).some(isLiteral)) continue
      const p = (endsBlank + endsSymbol) * unknownPrice ** missing
      const symbols = [...prefix.symbols, ...Array<number>(missing).fill(unknown)]
      if (!best || p > best.p) best = { symbols, form, p }
    }
  }
  if (!best || best.p <= 0) return null
  const characters = describe(align(line, best.symbols, best.form.slots), best.symbols)
  const kinds = beams.length > 0 ? kindsOf(forms, best.form) : []
  return {
    text: characters.map(({ char }) => char).join(''),
    kinds,
    characters,
    cost: greedyLogLikelihood(line) - (Math.log(best.p) + scale),
  }
}

/** Likelihoods are rescaled at each step; `scale` is the logarithm taken out. */
function search(line: Likelihoods, forms: readonly PlateForm[]): { beams: Beam[]; scale: number } {
  const root: Prefix = { symbols: [], forms, key: '', unknowns: 0 }
  let beams: Beam[] = [{ prefix: root, endsBlank: 1, endsSymbol: 0 }]
  const headless = extend(root, unknown)
  if (headless) beams.push({ prefix: headless, endsBlank: unknownPrice, endsSymbol: 0 })
  let scale = 0
  for (let t = 0; t < line.steps; t++) {
    const next = new Map<string, Beam>()
    for (const beam of beams) step(line, t, beam, next)
    beams = [...next.values()].sort((a, b) => total(b) - total(a)).slice(0, beamWidth)
    const top = total(beams[0])
    if (top <= 0) return { beams: [], scale }
    for (const beam of beams) {
      beam.endsBlank /= top
      beam.endsSymbol /= top
    }
    scale += Math.log(top)
  }
  return { beams, scale }
}

function step(line: Likelihoods, t: number, { prefix, endsBlank, endsSymbol }: Beam, next: Map<string, Beam>): void {
  const before = endsBlank + endsSymbol
  const outside =
    prefix.symbols.length - prefix.unknowns === 0 || prefix.forms.some((f) => f.slots.length === prefix.symbols.length)
  const blank = line.blank[t] as number
  const stay = beamOf(next, prefix)
  stay.endsBlank += before * (blank + (1 - blank) * (outside ? skipOutside : skipInside))
  const last = prefix.symbols.at(-1)
  const lastSlots = prefix.forms.map((form) => form.slots[prefix.symbols.length - 1] ?? '')
  if (last !== undefined && last !== unknown)
    stay.endsSymbol += endsSymbol * likelihood(line, t, last, lastSlots[0] ?? '')
  for (const symbol of nextSymbols(prefix)) {
    const p = symbol === unknown ? unknownPrice * (1 - blank) : likelihood(line, t, symbol, slotAt(prefix, symbol))
    if (p < minSymbolLikelihood) continue
    const longer = extend(prefix, symbol)
    if (!longer) continue
    beamOf(next, longer).endsSymbol += p * (symbol === last ? endsBlank : before)
  }
}

function beamOf(beams: Map<string, Beam>, prefix: Prefix): Beam {
  const known = beams.get(prefix.key)
  if (known) return known
  const fresh = { prefix, endsBlank: 0, endsSymbol: 0 }
  beams.set(prefix.key, fresh)
  return fresh
}

function total(beam: Beam | undefined): number {
  return beam ? beam.endsBlank + beam.endsSymbol : 0
}

function extend(prefix: Prefix, symbol: number): Prefix | null {
  const unknowns = prefix.unknowns + (symbol === unknown ? 1 : 0)
  if (unknowns > maxUnknown) return null
  const at = prefix.symbols.length
  const forms = prefix.forms.filter((form) => {
    const slot = form.slots[at]
    return slot !== undefined && (symbol === unknown ? !isLiteral(slot) : slot.includes(alphabet[symbol] as string))
  })
  if (forms.length === 0) return null
  return { symbols: [...prefix.symbols, symbol], forms, key: `${prefix.key},${symbol}`, unknowns }
}

function nextSymbols(prefix: Prefix): Set<number> {
  const at = prefix.symbols.length
  const symbols = new Set<number>()
  for (const form of prefix.forms) {
    for (const character of form.slots[at] ?? '') symbols.add(symbolNumber(character))
    if (form.slots[at] !== undefined) symbols.add(unknown)
  }
  return symbols
}

function slotAt(prefix: Prefix, symbol: number): string {
  const character = alphabet[symbol] as string
  return (
    prefix.forms.map((form) => form.slots[prefix.symbols.length] ?? '').find((slot) => slot.includes(character)) ?? ''
  )
}

/** A slot of one character, such as 警: known by the grammar, so a plate must show it to be of that kind. */
function isLiteral(slot: string): boolean {
  return [...slot].length === 1
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
