import { z } from 'zod'

/** Chinese yuan in whole fen (分). One yuan is 100 cents. Amounts are never held as fractions. */
export const Cents = z.int().brand<'Cents'>().meta({ description: 'CNY in fen (1/100 yuan)', example: 200_000 })
export type Cents = z.infer<typeof Cents>

/** Brands a whole number of fen. Throws RangeError for fractions and for numbers beyond the safe integers. */
export function cents(fen: number): Cents {
  if (!Number.isSafeInteger(fen)) throw new RangeError(`not a whole number of cents: ${fen}`)
  return (fen === 0 ? 0 : fen) as Cents
}

/** Nothing at all. */
export const noMoney = cents(0)

/** Rounds to whole fen, halves upwards (DOMAIN 3.5: "round half up at the end"). */
export function roundHalfUp(fen: number): Cents {
  return cents(Math.floor(fen + 0.5))
}

/** Yuan, with up to two decimals, as fen. */
export function yuan(amount: number): Cents {
  return roundHalfUp(amount * 100)
}

export function addUp(amounts: Iterable<Cents>): Cents {
  let sum = 0
  for (const amount of amounts) sum += amount
  return cents(sum)
}

export function minus(amount: Cents, taken: Cents): Cents {
  return cents(amount - taken)
}

export function lesser(a: Cents, b: Cents): Cents {
  return a < b ? a : b
}

/**
 * `percent` of an amount, half up. Percent is 0..100 with at most four decimals; the product is exact.
 * Throws RangeError outside that range or for a negative amount.
 */
export function shareOf(amount: Cents, percent: number): Cents {
  if (!(percent >= 0 && percent <= 100)) throw new RangeError(`not a percentage: ${percent}`)
  return portion(amount, BigInt(Math.round(percent * 10_000)), 1_000_000n)
}

/**
 * Splits an amount by whole-number weights: every payee gets his half-up portion, the last one with a weight takes the
 * residual, so the parts always add up to the amount. No part is ever negative: a portion is cut to what is still left.
 * Throws RangeError for a negative amount, a weight that is no whole number >= 0, or money without anybody to take it.
 */
export function allocate(amount: Cents, weights: readonly number[]): Cents[] {
  if (weights.some((weight) => !Number.isSafeInteger(weight) || weight < 0)) {
    throw new RangeError('weights must be whole numbers >= 0')
  }
  const total = weights.reduce((sum, weight) => sum + BigInt(weight), 0n)
  if (total === 0n && amount !== 0) throw new RangeError('money to split, but no weight')

  const last = weights.findLastIndex((weight) => weight > 0)
  let left = amount
  return weights.map((weight, index) => {
    if (weight === 0) return noMoney
    const part = index === last ? left : lesser(portion(amount, BigInt(weight), total), left)
    left = minus(left, part)
    return part
  })
}

/** `¥1,234.50`; the minus sign stands before the currency sign. */
export function formatYuan(amount: Cents): string {
  const absolute = Math.abs(amount)
  const whole = Math.floor(absolute / 100)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, ',')
  const fraction = (absolute % 100).toString().padStart(2, '0')
  return `${amount < 0 ? '-' : ''}¥${whole}.${fraction}`
}

/** amount * numerator / denominator, half up, computed without floating point. */
function portion(amount: Cents, numerator: bigint, denominator: bigint): Cents {
  if (amount < 0) throw new RangeError('cannot take a portion of a negative amount')
  return cents(Number((2n * BigInt(amount) * numerator + denominator) / (2n * denominator)))
}
