/** The smallest of the values that at least this share of them does not exceed, rounded to a tenth below ten and to a whole above. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0
  return value < 10 ? Math.round(value * 10) / 10 : Math.round(value)
}
