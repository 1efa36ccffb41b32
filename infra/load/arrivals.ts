import type { LoadOptions } from './options.ts'

const minuteMs = 60_000

/** When cases happen, in ms from the start: a Poisson process, whose gaps are exponential whatever happened before. */
export function arrivals(
  { perMinute, until }: Pick<LoadOptions, 'perMinute' | 'until'>,
  random: () => number,
): number[] {
  const times: number[] = []
  for (let at = 0; ; at += (-Math.log(1 - random()) * minuteMs) / perMinute) {
    if ('cases' in until ? times.length === until.cases : at > until.minutes * minuteMs) return times
    times.push(at)
  }
}
