import { reuseBounds } from '../../../api/modules/evidence/bounds.ts'

export interface Distribution {
  readonly p50: number
  readonly p95: number
  readonly max: number
}

/** The smallest of the values that at least this share of them does not exceed, with two decimals. */
export function distribution(values: readonly number[]): Distribution {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (share: number) => Math.round((sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0) * 100) / 100
  return { p50: at(0.5), p95: at(0.95), max: at(1) }
}

export function meanAndSpread(values: readonly number[]): { mean: number; spread: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
  return { mean: Math.round(mean * 10) / 10, spread: Math.round(Math.sqrt(variance) * 10) / 10 }
}

export interface Found {
  /** Bits between the copy and its original, under the best way of cutting. */
  readonly distance: number
  readonly found: boolean
}

const step = 8

/** Copies and how many of them were found, by steps of eight bits: the key is the upper end of the step. */
export function foundByDistance(all: readonly Found[]): Record<string, { copies: number; found: number }> {
  const steps: Record<string, { copies: number; found: number }> = {}
  for (const { distance, found } of [...all].sort((a, b) => a.distance - b.distance)) {
    const upTo = String(Math.max(step, Math.ceil(distance / step) * step))
    const { copies, found: before } = steps[upTo] ?? { copies: 0, found: 0 }
    steps[upTo] = { copies: copies + 1, found: before + Number(found) }
  }
  return steps
}

/** How many matches a query has within each radius, up to the platform's own. */
export function perQueryByRadius(matches: readonly { distance: number }[], queries: number): Record<string, number> {
  const radii = Array.from({ length: reuseBounds.copyDistance / 4 }, (_, i) => (i + 1) * 4)
  return Object.fromEntries(
    radii.map((radius) => [radius, matches.filter(({ distance }) => distance <= radius).length / queries]),
  )
}
