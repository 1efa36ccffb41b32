import { describe, expect, it } from 'vitest'
import { casesByHour, peakHour } from './day.ts'
import { demandOf, workPerCase } from './demand.ts'
import { readDocument, renewed } from './document.ts'
import { machinesFor, parts, peakPerHour } from './machines.ts'
import { measuredFrom, readMeasured } from './measured.ts'
import { readOptions } from './options.ts'
import { presets, type Preset } from './presets.ts'
import { digestOf, readSimulated } from './simulated.ts'
import { simulate } from './simulate.ts'

const measured = readMeasured()
/** Small enough to be simulated in seconds, busy enough to be measured. */
const town: Preset = { ...presets.district, casesPerDay: 600 }

describe('the document', () => {
  it('says what measured and simulated data say', () => {
    expect(readDocument()).toBe(renewed(readDocument(), measured, readSimulated()))
  })

  it('tells of simulations that began with these data (npm run sizing:renew -- --same)', () => {
    expect(readSimulated().digest).toBe(digestOf(measured))
  })

  it('tells of simulations that come out the same today', () => {
    const { machines, usual } = readSimulated().presets.district
    expect(machinesFor(presets.district, measured)).toEqual(machines)
    expect(simulate(presets.district, measured, { machines: machinesFor(presets.district, measured) })).toEqual(usual)
  })
})

describe('demand', () => {
  it('gives back what was measured where a case has as many photos', () => {
    const work = workPerCase(demandOf(measured, measured.photos / measured.cases), 100)
    for (const part of ['http', 'worker', 'vision', 'database', 'redis'] as const)
      expect(Math.abs(work[part] / measured.perCase.cpuMs[part] - 1)).toBeLessThan(0.001)
  })
})

describe('the day', () => {
  it('has as many cases as an ordinary day, and so many times the mean hour at the peak', () => {
    const usual = casesByHour(2_400, 10)
    expect(usual[peakHour]).toBe(1_000)
    const others = usual.filter((_, hour) => hour !== peakHour).reduce((sum, cases) => sum + cases, 0)
    expect(others).toBeGreaterThan(2_100)
    expect(others).toBeLessThan(2_400)
  })
})

describe('a simulated day', () => {
  const machines = machinesFor(town, measured)
  const day = simulate(town, measured, { machines })

  it('keeps every part as busy as the work that comes asks for (utilisation law)', () => {
    const work = workPerCase(demandOf(measured, town.photosPerCase), town.storeMbPerS)
    for (const part of parts) {
      const expected = ((work[part] / 1_000) * (peakPerHour(town) / 3_600)) / machines.servers[part]
      // Work of the hour's last cases falls into the next hour, and chance has its say.
      expect(day.busyAtPeak[part] / expected).toBeGreaterThan(0.75)
      expect(day.busyAtPeak[part] / expected).toBeLessThan(1.1)
    }
  })

  it('waits longer and catches up late where too much comes', () => {
    const { cpuMs } = measured.perCase
    const slow = { ...measured, perCase: { ...measured.perCase, cpuMs: { ...cpuMs, worker: 10 * cpuMs.worker } } }
    const { verdictAtPeakMs, mostPhotosUnderWay, caughtUpAfterMinutes } = simulate(town, slow, { machines })
    expect(verdictAtPeakMs.p95).toBeGreaterThan(20 * day.verdictAtPeakMs.p95)
    expect(mostPhotosUnderWay).toBeGreaterThan(10 * day.mostPhotosUnderWay)
    expect(caughtUpAfterMinutes).toBeGreaterThan(5)
  })

  it('goes on with the hosts that are left, and they are busier', () => {
    const two = machinesFor(town, measured, 2)
    const [usual, lost] = [false, true].map((hostLost) => simulate(town, measured, { machines: two, hostLost }))
    expect(lost?.cases).toBe(usual?.cases)
    // Whatever the host was at came back: only the day's last moments may owe a verdict.
    expect((lost?.photos ?? 0) - (lost?.verdicts ?? 0)).toBeLessThan(5)
    expect(lost?.busyAtPeak.worker).toBeGreaterThan(1.2 * (usual?.busyAtPeak.worker ?? 0))
  })
})

describe('options', () => {
  it('begin with a preset and change what is asked for', () => {
    const { preset } = readOptions(['--preset', 'province', '--cases-per-day', '50000', '--queue', 'postgres'])
    expect(preset).toMatchObject({ name: 'province', casesPerDay: 50_000, peak: 10, queue: 'postgres' })
  })

  it.each([
    ['--preset', 'village'],
    ['--peak', '0'],
    ['--peak', '1.5'],
    ['--hosts', 'many'],
    ['--queue', 'paper'],
  ])('say what %s takes', (option, value) => {
    expect(() => readOptions([option, value])).toThrow(option)
  })
})

describe('machines', () => {
  it.each(Object.values(presets))('carry the peak of the $name, a host lost', (preset) => {
    const { hosts, limitPerHour } = machinesFor(preset, measured)
    const left = (hosts - preset.spareHosts) / hosts
    for (const part of ['http', 'worker', 'vision'] as const)
      expect(limitPerHour[part] * left).toBeGreaterThan(peakPerHour(preset))
    expect(limitPerHour.database).toBeGreaterThan(peakPerHour(preset))
    expect(limitPerHour.store).toBeGreaterThan(peakPerHour(preset))
  })
})

describe('a load summary', () => {
  const { at: _at, how: _how, machine: _machine, ...figures } = measured
  const told = { at: '2026-01-01', how: 'by hand', machine: 'none' }

  it('becomes the data that sizing starts from', () => {
    expect(measuredFrom({ ...figures, lost: 0, errors: 0, more: 'fields' }, told)).toEqual({ ...figures, ...told })
  })

  it.each([
    ['lost', { lost: 1 }],
    ['errors', { errors: 2 }],
    ['perCase', { perCase: {} }],
  ])('is refused with what to do where it cannot be used (%s)', (field, wrong) => {
    expect(() => measuredFrom({ ...figures, lost: 0, errors: 0, ...wrong }, told)).toThrow(field)
  })
})
