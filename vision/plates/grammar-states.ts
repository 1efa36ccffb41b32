/** The grammar of plates as states that a reader walks character by character. Made as they are reached, each once, and kept: all lines share them. */
import { alphabet, symbolNumber } from './alphabet.ts'
import type { PlateForm } from './grammar.ts'

/** Stands for a character nobody could read. */
export const unknown = -1

export interface GrammarState {
  /** The forms that what was read so far may belong to. */
  readonly forms: readonly PlateForm[]
  /** How many characters were read. */
  readonly at: number
  /** What the last of them was chosen from; empty at the beginning. */
  readonly lastSlot: string
  /** For each symbol that may come next: the characters of its place. */
  readonly slotOf: readonly (string | undefined)[]
  /** Whether a form ends here. */
  readonly isComplete: boolean
  /** Filled as they are reached; `unknown` is kept under the alphabet's length. */
  readonly after: (GrammarState | null | undefined)[]
  /** All states of this grammar by their forms and place. */
  readonly all: Map<string, GrammarState>
}

const starts = new WeakMap<readonly PlateForm[], GrammarState>()

/** The state before the first character. Kept by identity of `forms`. */
export function grammarOf(forms: readonly PlateForm[]): GrammarState {
  const known = starts.get(forms)
  if (known) return known
  const start = stateOf(forms, 0, new Map())
  starts.set(forms, start)
  return start
}

/** Null where no form goes on with this symbol. */
export function stateAfter(state: GrammarState, symbol: number): GrammarState | null {
  const key = symbol === unknown ? alphabet.length : symbol
  const known = state.after[key]
  if (known !== undefined) return known
  const forms = state.forms.filter((form) => {
    const slot = form.slots[state.at]
    return slot !== undefined && (symbol === unknown ? !isLiteral(slot) : slot.includes(alphabet[symbol] as string))
  })
  return (state.after[key] = forms.length > 0 ? stateOf(forms, state.at + 1, state.all) : null)
}

/** A slot of one character, such as 警: known by the grammar, so a plate must show it to be of that kind. */
export function isLiteral(slot: string): boolean {
  return [...slot].length === 1
}

function stateOf(forms: readonly PlateForm[], at: number, all: Map<string, GrammarState>): GrammarState {
  const key = [at, ...forms.map(({ slots }) => slots.join())].join(' ')
  const known = all.get(key)
  if (known) return known
  const slotOf: (string | undefined)[] = alphabet.map(() => undefined)
  for (const { slots } of forms) {
    for (const character of slots[at] ?? '') slotOf[symbolNumber(character)] ??= slots[at]
  }
  const isComplete = at > 0 && forms.some(({ slots }) => slots.length === at)
  const state = { forms, at, lastSlot: forms[0]?.slots[at - 1] ?? '', slotOf, isComplete, after: [], all }
  all.set(key, state)
  return state
}
