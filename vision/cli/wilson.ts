/** A rate in per cent with its 95 % interval. */
export interface Rate {
  readonly hits: number
  readonly of: number
  readonly percent: number
  readonly low: number
  readonly high: number
}

const z = 1.959964

/** Source: Wilson, Probable Inference, the Law of Succession, and Statistical Inference (1927). `of` must be at least 1. */
export function wilson(hits: number, of: number): Rate {
  const p = hits / of
  const centre = p + (z * z) / (2 * of)
  const spread = z * Math.sqrt((p * (1 - p)) / of + (z * z) / (4 * of * of))
  const scale = 1 + (z * z) / of
  const percent = (value: number) => Math.round(Math.min(1, Math.max(0, value)) * 1000) / 10
  return {
    hits,
    of,
    percent: percent(p),
    low: percent((centre - spread) / scale),
    high: percent((centre + spread) / scale),
  }
}

/** Null of nothing. */
export function rateOf<T>(items: readonly T[], isHit: (item: T) => boolean): Rate | null {
  return items.length > 0 ? wilson(items.filter(isHit).length, items.length) : null
}
