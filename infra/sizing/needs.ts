import { assumed } from './assumed.ts'
import { demandOf } from './demand.ts'
import { peakPerHour, type Machines } from './machines.ts'
import type { Measured } from './measured.ts'
import type { Preset } from './presets.ts'

/** What an installation needs beside processors. Bytes are decimal. */
export interface Needs {
  readonly coresPerHost: number
  readonly memoryGbPerHost: number
  readonly processes: number
  /** At most, of all processes together. */
  readonly connections: number
  readonly originalsGbPerDay: number
  readonly databaseGbPerDay: number
  /** What goes to the archive of the log, for restoring to a moment. */
  readonly walGbPerDay: number
  readonly inMbitPerSAtPeak: number
  readonly storeMbitPerSAtPeak: number
}

/** Memory is sold in these steps. */
const memoryStepsGb = [4, 8, 16, 32, 64, 128]
/** VISION_CHILDREN of the load run, whose memory is measured together. */
const measuredChildren = 2

export function needsOf(preset: Preset, measured: Measured, { hosts }: Pick<Machines, 'hosts'>): Needs {
  const { casesPerDay, photosPerCase } = preset
  const { http, workers, visionChildren } = preset.perHost
  const { perCase } = measured
  const { memoryMb } = perCase
  const demand = demandOf(measured, photosPerCase)
  const hostMb =
    assumed.systemMb +
    http * memoryMb.http +
    workers * (memoryMb.worker + (visionChildren * memoryMb.vision) / measuredChildren)
  // What grows with the photos of a case is not known for the database: taken is that all of it does.
  const photosRatio = photosPerCase / (measured.photos / measured.cases)
  const processes = hosts * (http + workers)
  const gbPerDay = (bytesPerCase: number) => (bytesPerCase * photosRatio * casesPerDay) / 1e9
  const mbitPerS = (bytesPerCase: number) => (bytesPerCase * 8 * peakPerHour(preset)) / 3_600 / 1e6
  const requests = demand.requests + photosPerCase * demand.requestsPerPhoto
  return {
    coresPerHost: http + workers * (1 + visionChildren),
    memoryGbPerHost:
      memoryStepsGb.find((gb) => gb * 1_024 >= hostMb * assumed.memoryReserve) ??
      Math.ceil((hostMb * assumed.memoryReserve) / 1_024),
    processes,
    connections: processes * (assumed.databasePool + assumed.furtherConnections),
    originalsGbPerDay: gbPerDay(perCase.objectBytes),
    databaseGbPerDay: gbPerDay(perCase.databaseBytes),
    walGbPerDay: gbPerDay(perCase.walBytes),
    inMbitPerSAtPeak: mbitPerS(photosPerCase * demand.photoBytes + requests * assumed.headerBytes),
    storeMbitPerSAtPeak: mbitPerS(photosPerCase * demand.photoBytes * (1 + assumed.readsPerPhoto)),
  }
}
