/** How long something takes: its mean, and its spread as a coefficient of variation (standard deviation over mean). */
export interface Duration {
  readonly meanMs: number
  readonly spread: number
}

/** Exponential where the spread is 1, always the mean where it is 0, lognormal otherwise: never negative, with a longer tail above. */
export function draw({ meanMs, spread }: Duration, random: () => number): number {
  if (spread === 0) return meanMs
  if (spread === 1) return -Math.log(1 - random()) * meanMs
  const variance = Math.log(1 + spread ** 2)
  // Box-Muller: two even draws make a normal one.
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  return meanMs * Math.exp(Math.sqrt(variance) * normal - variance / 2)
}

/** A whole number whose mean is this one. */
export const wholeAround = (mean: number, random: () => number): number =>
  Math.floor(mean) + (random() < mean - Math.floor(mean) ? 1 : 0)
