import { createHash } from 'node:crypto'

/**
 * Lots drawn for one subject, the same at every run: each property is drawn from SHA-256(subject, property), so that a
 * property added later changes none of the others.
 */
export interface Draw {
  /** An integer from 0 to `below` - 1. */
  number(property: string, below: number): number
  /** One of the choices. */
  of<T>(property: string, choices: readonly [T, ...T[]]): T
  /** A text of `length` characters out of `alphabet`. */
  text(property: string, length: number, alphabet?: string): string
}

export function drawFor(subject: string): Draw {
  const number = (property: string, below: number) =>
    createHash('sha256').update(`${subject}\n${property}`).digest().readUInt32BE() % below
  return {
    number,
    of: (property, choices) => choices[number(property, choices.length)] ?? choices[0],
    text: (property, length, alphabet = '0123456789') =>
      Array.from({ length }, (_, at) => alphabet.charAt(number(`${property}.${at}`, alphabet.length))).join(''),
  }
}
