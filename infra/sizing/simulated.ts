import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { z } from 'zod'
import { assumed } from './assumed.ts'
import { casesByHour } from './day.ts'
import { firstToBreak, machinesFor, parts, peakPerHour } from './machines.ts'
import type { Measured } from './measured.ts'
import { presets, type Preset, type PresetName } from './presets.ts'
import { simulate, simulationSeed } from './simulate.ts'

const byPart = z.record(z.enum(parts), z.number())
const quantiles = z.object({ p50: z.number(), p95: z.number(), p99: z.number() })
const day = z.object({
  cases: z.number(),
  photos: z.number(),
  verdicts: z.number(),
  verdictMs: quantiles,
  verdictAtPeakMs: quantiles,
  readAtPeakMs: quantiles,
  busyAtPeak: z.record(z.enum([...parts, 'log']), z.number()),
  mostPhotosUnderWay: z.number(),
  caughtUpAfterMinutes: z.number().nullable(),
})
const sized = z.object({
  machines: z.object({ hosts: z.number(), servers: byPart, limitPerHour: byPart }),
  firstToBreak: z.enum(parts),
  usual: day,
  /** Null where there is no host to spare: then everything stands still. */
  hostLost: day.nullable(),
})
export type Sized = z.infer<typeof sized>

const simulatedSchema = z.object({
  /** Of what went in (digestOf). */
  digest: z.string(),
  presets: z.object({ district: sized, city: sized, province: sized }),
  /** The city with more cases in the peak hour than its first part carries; once more with workers that serve verdicts first. */
  overload: z.object({ timesLimit: z.number(), casesPerHour: z.number(), day, verdictsFirst: day }),
})
export type SimulatedFile = z.infer<typeof simulatedSchema>

const file = new URL('./simulated.json', import.meta.url)
const timesLimit = 1.25

export const readSimulated = (): SimulatedFile => simulatedSchema.parse(JSON.parse(readFileSync(file, 'utf8')))

export const writeSimulated = (simulated: SimulatedFile): void =>
  writeFileSync(file, `${JSON.stringify(simulated, null, 2)}\n`)

/** Tells whether figures are those of this data: everything that a simulation starts from. */
export const digestOf = (measured: Measured): string =>
  createHash('sha256')
    .update(JSON.stringify([measured, assumed, presets, casesByHour(24, 10), simulationSeed]))
    .digest('hex')
    .slice(0, 16)

export function sizeOf(preset: Preset, measured: Measured, hosts?: number): Sized {
  const machines = machinesFor(preset, measured, hosts)
  return {
    machines,
    firstToBreak: firstToBreak(machines),
    usual: simulate(preset, measured, { machines }),
    hostLost: machines.hosts > 1 ? simulate(preset, measured, { machines, hostLost: true }) : null,
  }
}

/** Everything the document tells of. Takes minutes: a province's day is some thirty million steps. */
export function simulateAll(measured: Measured, say: (line: string) => void): SimulatedFile {
  const size = (name: PresetName) => {
    say(`a day of the ${name}, and one with a host lost`)
    return sizeOf(presets[name], measured)
  }
  const sizes = { district: size('district'), city: size('city'), province: size('province') }
  say('a day of the city with too much')
  return { digest: digestOf(measured), presets: sizes, overload: overloaded(presets.city, measured, sizes.city) }
}

function overloaded(preset: Preset, measured: Measured, { machines, firstToBreak: first }: Sized) {
  const casesPerHour = Math.round(timesLimit * machines.limitPerHour[first])
  const peak = (preset.peak * casesPerHour) / peakPerHour(preset)
  const dayOf = (queue: Preset['queue']) => simulate({ ...preset, peak, queue }, measured, { machines })
  return { timesLimit, casesPerHour, day: dayOf('bull'), verdictsFirst: dayOf('postgres') }
}
