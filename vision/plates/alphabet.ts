/** The symbols that can stand on a plate. */
import { provinces } from './grammar.ts'

/** Every symbol of the plate alphabet; its index is the symbol's number. */
export const alphabet = [...provinces, ...'ABCDEFGHIJKLMNOPQRSTUVWXYZ', ...'0123456789', ...'学警领港澳挂使应急民航']

const symbolNumbers = new Map(alphabet.map((symbol, number) => [symbol, number]))

/** Number of a symbol; -1 for what stands on no plate. */
export function symbolNumber(symbol: string): number {
  return symbolNumbers.get(symbol) ?? -1
}
