import { assumed } from './assumed.ts'
import { demandOf, workPerCase } from './demand.ts'
import type { Measured } from './measured.ts'
import type { Preset } from './presets.ts'

export const parts = ['http', 'worker', 'vision', 'database', 'redis', 'store'] as const
export type Part = (typeof parts)[number]

/** How many servers each part has, and the machines that carry them. */
export interface Machines {
  readonly hosts: number
  readonly servers: Readonly<Record<Part, number>>
  /** Cases an hour at which each part would never rest: the smallest breaks first. */
  readonly limitPerHour: Readonly<Record<Part, number>>
}

/** As few hosts as carry the peak without the spare ones, nothing busier than `busyAtPeak`; `hosts` overrides that. */
export function machinesFor(preset: Preset, measured: Measured, hosts?: number): Machines {
  const { perHost, spareHosts, storeMbPerS } = preset
  const work = workPerCase(demandOf(measured, preset.photosPerCase), storeMbPerS)
  const perSecond = peakPerHour(preset) / 3_600
  const needed = (ms: number, atMost: number = assumed.busyAtPeak) => ((ms / 1_000) * perSecond) / atMost
  const onHost = serversOf(perHost)
  const least = Math.max(
    ...(['http', 'worker', 'vision'] as const).map((part) => Math.ceil(needed(work[part]) / onHost[part])),
  )
  const count = hosts ?? least + spareHosts
  const servers = {
    http: count * onHost.http,
    worker: count * onHost.worker,
    vision: count * onHost.vision,
    database: evenAbove(needed(work.database, assumed.databaseBusyAtPeak)),
    redis: 1,
    store: 1,
  }
  const limitPerHour = Object.fromEntries(parts.map((part) => [part, (servers[part] / work[part]) * 3_600_000]))
  return { hosts: count, servers, limitPerHour: limitPerHour as Record<Part, number> }
}

export const peakPerHour = ({ casesPerDay, peak }: Preset) => (casesPerDay / 24) * peak

export const serversOf = ({ http, workers, visionChildren }: Preset['perHost']) => ({
  http,
  worker: workers,
  vision: workers * visionChildren,
})

export const firstToBreak = ({ limitPerHour }: Machines): Part =>
  parts.reduce((first, part) => (limitPerHour[part] < limitPerHour[first] ? part : first))

/** Machines come with even numbers of cores, two at least. */
const evenAbove = (cores: number) => Math.max(2, 2 * Math.ceil(cores / 2))
