import { draw } from './queueing/draws.ts'

const hourMs = 3_600_000
export const dayMs = 24 * hourMs

/** When accidents happen on an ordinary day, by the hour; assumed, with the two rush hours that traffic statistics show everywhere. */
const ordinaryHours = [1, 1, 1, 1, 1, 2, 4, 8, 9, 7, 6, 6, 6, 6, 6, 7, 8, 9, 8, 5, 4, 3, 2, 2]
const sum = ordinaryHours.reduce((total, weight) => total + weight, 0)

/** The peak: rain turns to ice in the evening rush. */
export const peakHour = 17
export const peakMs = { from: peakHour * hourMs, to: (peakHour + 1) * hourMs }

/** Cases in each hour: the ordinary day, but in the peak hour so many times the day's mean hour. */
export const casesByHour = (casesPerDay: number, peak: number): number[] =>
  ordinaryHours.map((weight, hour) => (hour === peakHour ? (peak * casesPerDay) / 24 : (casesPerDay * weight) / sum))

/** Moments of a day, in ms: a Poisson process in every hour. */
export function* arrivalsOfDay(casesPerDay: number, peak: number, random: () => number): Generator<number> {
  for (const [hour, cases] of casesByHour(casesPerDay, peak).entries()) {
    const gap = { meanMs: hourMs / cases, spread: 1 }
    const end = (hour + 1) * hourMs
    for (let at = hour * hourMs + draw(gap, random); at < end; at += draw(gap, random)) yield at
  }
}
