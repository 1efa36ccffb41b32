import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../samples/random.ts'
import { openBatches } from './batches.ts'
import { openCalendar } from './calendar.ts'
import { openDistribution } from './distribution.ts'
import { draw } from './draws.ts'
import { openStation } from './station.ts'

const hours = 3_600_000

/** Poisson arrivals at a station of so many servers; what those waited who came. */
function queue({ servers, utilisation, spread }: { servers: number; utilisation: number; spread: number }) {
  const [calendar, random, meanMs] = [openCalendar(), seededRandom(7), 100]
  const station = openStation(calendar, servers)
  const waits = openDistribution()
  const perMs = (utilisation * servers) / meanMs
  let [arrivals, timeInside] = [0, 0]
  const arrive = () => {
    const [cameAt, serviceMs] = [calendar.now(), draw({ meanMs, spread }, random)]
    arrivals++
    station.visit(serviceMs, () => {
      timeInside += calendar.now() - cameAt
      waits.add(Math.max(0, calendar.now() - cameAt - serviceMs))
    })
    calendar.after(draw({ meanMs: 1 / perMs, spread: 1 }, random), arrive)
  }
  arrive()
  const spanMs = 30 * hours
  calendar.runUntil(spanMs)
  return { meanWaitMs: waits.mean(), station, spanMs, rate: arrivals / spanMs, meanInsideMs: timeInside / arrivals }
}

/** Erlang C: the share of those who have to wait at c servers under a load of a. */
function erlangC(c: number, a: number): number {
  let term = 1
  let sum = 1
  for (let k = 1; k < c; k++) sum += term *= a / k
  const all = (term * a) / c / (1 - a / c)
  return all / (sum + all)
}

describe('a station', () => {
  it('keeps people waiting as M/M/1 says: s rho / (1 - rho)', () => {
    const { meanWaitMs } = queue({ servers: 1, utilisation: 0.8, spread: 1 })
    expect(Math.abs(meanWaitMs / 400 - 1)).toBeLessThan(0.05)
  })

  it('keeps them waiting half as long where every service takes the same, as M/D/1 says', () => {
    const { meanWaitMs } = queue({ servers: 1, utilisation: 0.8, spread: 0 })
    expect(Math.abs(meanWaitMs / 200 - 1)).toBeLessThan(0.05)
  })

  it('waits as Pollaczek and Khinchine say for any other spread', () => {
    const { meanWaitMs } = queue({ servers: 1, utilisation: 0.7, spread: 0.5 })
    const expected = ((0.7 * 100) / (1 - 0.7)) * ((1 + 0.5 ** 2) / 2)
    expect(Math.abs(meanWaitMs / expected - 1)).toBeLessThan(0.05)
  })

  it('keeps them waiting as Erlang says where several serve (M/M/c)', () => {
    const { meanWaitMs } = queue({ servers: 5, utilisation: 0.85, spread: 1 })
    const expected = (erlangC(5, 4.25) * 100) / (5 - 4.25)
    expect(Math.abs(meanWaitMs / expected - 1)).toBeLessThan(0.05)
  })

  it('holds as many as come in the time that one stays (Little), and works as much as it is asked', () => {
    const { station, spanMs, rate, meanInsideMs } = queue({ servers: 3, utilisation: 0.75, spread: 1 })
    expect(Math.abs(station.presentMs() / spanMs / (rate * meanInsideMs) - 1)).toBeLessThan(0.01)
    expect(station.workedMs() / (3 * spanMs)).toBeCloseTo(0.75, 1)
  })

  it('serves the smaller priority first, and nobody who is served makes room', () => {
    const calendar = openCalendar()
    const station = openStation(calendar, 1)
    const served: string[] = []
    for (const [name, priority] of [
      ['first', 9],
      ['late', 9],
      ['urgent', 0],
    ] as const)
      station.visit(10, () => served.push(name), priority)
    calendar.runUntil(100)
    expect(served).toEqual(['first', 'urgent', 'late'])
  })

  it('serves one of each kind in turn, where that is the order', () => {
    const calendar = openCalendar()
    const station = openStation(calendar, 1, 'turns')
    const served: string[] = []
    for (const [name, kind] of ['a1 0', 'a2 0', 'a3 0', 'b1 1', 'b2 1'].map((text) => text.split(' ')))
      station.visit(10, () => served.push(name ?? ''), Number(kind))
    calendar.runUntil(100)
    expect(served).toEqual(['a1', 'a2', 'b1', 'a3', 'b2'])
  })

  it('begins the work of lost servers anew with those that are left', () => {
    const calendar = openCalendar()
    const station = openStation(calendar, 2)
    const doneAt: number[] = []
    for (let nth = 0; nth < 2; nth++) station.visit(100, () => doneAt.push(calendar.now()))
    calendar.after(50, () => station.lose(1, 15))
    calendar.runUntil(1_000)
    expect(doneAt).toEqual([100, 200])
    expect(station.servers()).toBe(1)
  })
})

describe('batches', () => {
  it('let those who come while the log is synced share the next sync', () => {
    const calendar = openCalendar()
    const log = openBatches(calendar, () => 10)
    const doneAt: number[] = []
    for (const at of [0, 1, 2, 9]) calendar.after(at, () => log.visit(() => doneAt.push(calendar.now())))
    calendar.runUntil(100)
    expect(doneAt).toEqual([10, 20, 20, 20])
    expect(log.batches()).toBe(2)
  })
})

describe('draws and distributions', () => {
  it.each([0, 0.5, 1, 2])('draw the mean and the spread that is asked for (%s)', (spread) => {
    const random = seededRandom(3)
    const drawn = Array.from({ length: 200_000 }, () => draw({ meanMs: 40, spread }, random))
    const mean = drawn.reduce((sum, ms) => sum + ms, 0) / drawn.length
    const deviation = Math.sqrt(drawn.reduce((sum, ms) => sum + (ms - mean) ** 2, 0) / drawn.length)
    expect(Math.abs(mean / 40 - 1)).toBeLessThan(0.03)
    expect(Math.abs(deviation / mean - spread)).toBeLessThan(0.1 * spread + 0.001)
  })

  it('tell quantiles to one in a hundred', () => {
    const times = openDistribution()
    for (let ms = 1; ms <= 10_000; ms++) times.add(ms)
    for (const share of [0.5, 0.95, 0.99]) {
      expect(times.quantile(share) / (10_000 * share)).toBeGreaterThan(0.999)
      expect(times.quantile(share) / (10_000 * share)).toBeLessThan(1.011)
    }
  })
})
