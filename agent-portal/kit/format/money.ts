/** Whole cents (分) as yuan: 123456 -> `¥1,234.56`. Throws RangeError for a part of a cent: money is counted, never rounded on the screen. */
export function formatYuan(amountCents: number): string {
  if (!Number.isSafeInteger(amountCents)) throw new RangeError(`not a whole number of cents: ${amountCents}`)

  const size = Math.abs(amountCents)
  const yuan = Math.floor(size / 100).toLocaleString('en-US')
  const cents = String(size % 100).padStart(2, '0')
  return `${amountCents < 0 ? '-' : ''}¥${yuan}.${cents}`
}
