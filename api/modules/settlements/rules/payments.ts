import { addUp, allocate, cents, lesser, minus, noMoney } from '../../../kernel/money.ts'
import type { Cents } from '../../../kernel/money.ts'

/**
 * Pays claims out of a limited sum, in proportion when it does not reach (JI 19). Nobody gets more than he claims: what
 * the residual rule would give beyond the last claim goes back to those with a claim still open.
 */
export function payInProportion(available: Cents, claims: readonly Cents[]): Cents[] {
  if (available >= addUp(claims)) return [...claims]
  let excess = noMoney
  const capped = allocate(available, claims).map((part, index) => {
    const paid = lesser(part, claims[index] ?? noMoney)
    excess = cents(excess + part - paid)
    return paid
  })
  return capped.map((paid, index) => {
    const extra = lesser(excess, minus(claims[index] ?? noMoney, paid))
    excess = minus(excess, extra)
    return cents(paid + extra)
  })
}

/** Splits a limited sum equally; what somebody does not need goes to the others. */
export function payEqually(available: Cents, needs: readonly Cents[]): Cents[] {
  const paid = needs.map(() => noMoney)
  let left = lesser(available, addUp(needs))
  while (left > 0) {
    const weights = needs.map((need, index) => (need > (paid[index] ?? 0) ? 1 : 0))
    for (const [index, part] of allocate(left, weights).entries()) {
      const before = paid[index] ?? noMoney
      const taken = lesser(part, minus(needs[index] ?? noMoney, before))
      paid[index] = cents(before + taken)
      left = minus(left, taken)
    }
  }
  return paid
}
