/** An installation to be sized. Machines of one kind carry http and worker processes; PostgreSQL, Redis and the store stand beside them. */
export interface Preset {
  readonly name: string
  readonly casesPerDay: number
  readonly photosPerCase: number
  /** The peak hour over the mean hour of the day. */
  readonly peak: number
  /** Hosts that may be lost without anybody waiting longer than usual. */
  readonly spareHosts: number
  readonly perHost: {
    readonly http: number
    readonly workers: number
    readonly visionChildren: number
  }
  /** Bull serves the lanes of a worker beside each other; the queue in PostgreSQL serves them by priority, verdicts first. */
  readonly queue: 'bull' | 'postgres'
  /** What the store takes and gives, all its disks together. */
  readonly storeMbPerS: number
}

export const presets = {
  district: {
    name: 'district',
    casesPerDay: 300,
    photosPerCase: 10,
    peak: 10,
    spareHosts: 0,
    perHost: { http: 2, workers: 1, visionChildren: 2 },
    queue: 'bull',
    storeMbPerS: 100,
  },
  city: {
    name: 'city',
    casesPerDay: 3_000,
    photosPerCase: 10,
    peak: 10,
    spareHosts: 1,
    perHost: { http: 2, workers: 2, visionChildren: 2 },
    queue: 'bull',
    storeMbPerS: 200,
  },
  province: {
    name: 'province',
    casesPerDay: 30_000,
    photosPerCase: 10,
    peak: 10,
    spareHosts: 1,
    perHost: { http: 4, workers: 4, visionChildren: 2 },
    queue: 'bull',
    storeMbPerS: 1_000,
  },
} as const satisfies Record<string, Preset>

export type PresetName = keyof typeof presets
