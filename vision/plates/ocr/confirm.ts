/**
 * A second opinion on a reading that is just sure: the same plate read from a slightly shifted cut. What stands on the plate does not change with the cut,
 * what the recogniser makes up of blur does: 皖 becomes 浙, E becomes F. The second reading can only raise doubts; it puts nothing right.
 */
import type { Reading } from '../decode-grammar.ts'

/** From here on no second opinion is asked for: shifted cuts contradicted none of the surer readings, right or wrong. */
export const beyondDoubtFrom = 0.99

/**
 * `first` with the confidence of each character that `second` reads otherwise lowered to what the second reading still gives it, and the other
 * character among its alternatives. `second` is null where nothing was read.
 */
export function confirmedBy(first: Reading, second: Reading | null): Reading {
  const characters = first.characters.map((character, at) => {
    const other = second?.characters[at]
    if (other?.char === character.char) return character
    const still = other?.alternatives.find(({ char }) => char === character.char)?.confidence ?? 0
    const alternatives = character.alternatives.filter(({ char }) => char !== other?.char)
    if (other && other.char !== '?') alternatives.push({ char: other.char, confidence: other.confidence })
    return {
      char: character.char,
      confidence: Math.min(character.confidence, still),
      alternatives: alternatives.sort((a, b) => b.confidence - a.confidence).slice(0, 3),
    }
  })
  return { ...first, characters }
}
